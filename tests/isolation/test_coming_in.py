"""What does a person bring along who opens a page? Their roles here, and nothing that is another's or was another's."""

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import models
from django.test import Client

from backbone.tenancy import roles, scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, StaffRole
from initiatives.known import initiatives_known, organizations_known
from initiatives.models import Initiative, Organization
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def columns(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_everybody_comes_in_with_the_roles_of_their_membership(cast: Cast) -> None:
    for world in (cast.ours, cast.theirs):
        with scope.tenant(world.tenant.pk):
            for person in world.people.values():
                assert roles.coming_in(person.user.pk) == roles.of_membership(person.membership.pk)


def test_who_does_not_belong_here_is_told_from_who_has_no_role(cast: Cast) -> None:
    dana, paolo = cast.dana, cast.paolo
    with scope.tenant(cast.ours.tenant.pk):
        assert roles.coming_in(next(iter(cast.theirs.people.values())).user.pk) is None
        StaffRole.objects.filter(membership=dana.membership).update(ended_at=datetime.now(UTC))
        assert roles.coming_in(dana.user.pk) == frozenset()
        Membership.objects.filter(pk=dana.membership.pk).update(ended_at=datetime.now(UTC))
        Membership.objects.filter(pk=paolo.membership.pk).update(joined_at=None)
        assert roles.coming_in(dana.user.pk) is None
        assert roles.coming_in(paolo.user.pk) is None


def test_initiatives_and_organizations_are_those_that_django_reads(cast: Cast) -> None:
    for world in (cast.ours, cast.theirs):
        with scope.tenant(world.tenant.pk):
            actor = Actor.coming_in(world.people["paolo"].user.pk, tenant_id=world.tenant.pk)
            assert actor is not None
            own = Organization.objects.filter(pk__in=actor.organization_ids).order_by("name")
            here = Initiative.objects.select_related("area").order_by("name")
            assert [columns(each) for each in organizations_known() or []] == [columns(each) for each in own]
            known = initiatives_known() or []
            assert [(columns(each), columns(each.area)) for each in known] == [
                (columns(each), columns(each.area)) for each in here
            ]
            assert known


def test_to_act_as_somebody_else_meanwhile_changes_nothing_of_what_is_known(cast: Cast) -> None:
    """A mail that is previewed is written as its recipient: the frame is still that of who looks."""
    with scope.tenant(cast.ours.tenant.pk):
        Actor.coming_in(cast.dana.user.pk, tenant_id=cast.ours.tenant.pk)
        before = organizations_known()
        assert Actor.of_membership(cast.paolo.membership).organization_ids
        assert organizations_known() == before == []


def test_a_role_or_membership_that_ends_shuts_the_page_with_the_next_request(cast: Cast, client: Client) -> None:
    client.force_login(cast.paolo.user)
    path = cast.ours.path(f"partners/{cast.ours.partners[0].code}/rounds/")
    assert client.get(path).status_code == 200
    with scope.tenant(cast.ours.tenant.pk):
        Membership.objects.filter(pk=cast.paolo.membership.pk).update(ended_at=datetime.now(UTC))
    assert client.get(path).status_code == 404
