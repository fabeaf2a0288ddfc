"""Does a statement that is written once find what Django would, and nothing of another tenant?"""

from typing import Any

import pytest
from django.db import models

from backbone.tenancy import scope
from backbone.tenancy.exceptions import NoTenantInScope
from backbone.tenancy.middleware import KEYS
from backbone.tenancy.models import ApiKey
from initiatives.doors import INITIATIVES
from initiatives.models import Initiative
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def columns(row: models.Model) -> dict[str, Any]:
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_it_finds_what_django_finds_with_what_lies_beside_it(cast: Cast) -> None:
    for world in (cast.ours, cast.theirs, cast.ours):  # the statement is the same one for both
        with scope.tenant(world.tenant.pk):
            initiative, wanted = INITIATIVES.find("first"), Initiative.objects.select_related("area").get(slug="first")
            assert initiative == wanted
            assert (columns(initiative), columns(initiative.area)) == (columns(wanted), columns(wanted.area))
            held = ApiKey.objects.select_related("tenant").order_by("pk")[0]
            found = KEYS.find(held.pk)
            assert found is not None
            assert (columns(found), columns(found.tenant)) == (columns(held), columns(held.tenant))


def test_it_finds_nothing_of_another_tenant_and_nothing_at_all_without_one(cast: Cast) -> None:
    with scope.tenant(cast.theirs.tenant.pk):
        theirs = ApiKey.objects.order_by("pk")[0].pk
    with scope.tenant(cast.ours.tenant.pk):
        assert KEYS.find(theirs) is None
        assert INITIATIVES.find("no-such") is None
        assert INITIATIVES.find("no such place") is None
    with pytest.raises(NoTenantInScope):
        INITIATIVES.find("first")
