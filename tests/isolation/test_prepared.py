"""Does a plan that a connection keeps ever answer one tenant with another's rows, or with what is no longer so?"""

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from backbone.core import prepared
from backbone.core.prepared import Prepared, rows_of, text_of
from backbone.tenancy import roles, scope
from backbone.tenancy.models import StaffRole
from backbone.tenancy.roles import Role
from initiatives.doors import INITIATIVES
from measurement.models import Adoption
from tests.conftest import Cast

OFTEN = 8  # from the sixth time on PostgreSQL may keep one plan for all values


def test_each_tenant_finds_its_own_by_the_same_plan(cast: Cast) -> None:
    for _ in range(OFTEN):
        for world in (cast.ours, cast.theirs):
            with scope.tenant(world.tenant.pk):
                found = INITIATIVES.find(world.initiative.slug)
                assert found is not None
                assert (found.pk, found.tenant_id) == (world.initiative.pk, world.tenant.pk)


def test_a_role_that_has_ended_is_held_no_longer(cast: Cast) -> None:
    membership = cast.dana.membership.pk
    with scope.tenant(cast.ours.tenant.pk):
        for _ in range(OFTEN):
            assert Role.DATA_MANAGER in {each.role for each in roles.of_membership(membership)}
        StaffRole.objects.filter(membership=membership).update(ended_at="2026-01-01T00:00Z")
        assert roles.of_membership(membership) == frozenset()


def test_row_security_is_asked_at_each_execution(cast: Cast) -> None:
    """With the tenant in the statement itself left out, nothing but PostgreSQL's own wall decides."""
    owners = Prepared("owners", "SELECT DISTINCT tenant_id FROM initiatives_initiative WHERE id <> %s", [-1], [-1])
    for _ in range(OFTEN):
        for world in (cast.ours, cast.theirs):
            with scope.tenant(world.tenant.pk), connection.cursor() as cursor:
                owners.execute(cursor, [0])
                assert cursor.fetchall() == [(world.tenant.pk,)]


def test_what_is_prepared_outlives_a_rollback_and_tells_what_it_asks(cast: Cast) -> None:
    sums = Prepared("sums", "SELECT %s::int + %s, %s", [-1, -2, "fixed"], [-1, -2])
    with CaptureQueriesContext(connection) as queries, connection.cursor() as cursor:
        with transaction.atomic():
            sums.execute(cursor, [1, 2])
            transaction.set_rollback(True)
        sums.execute(cursor, [20, 3])
        assert cursor.fetchone() == (23, "fixed")

    sent = [each["sql"] for each in queries if "EXECUTE" in each["sql"]]
    assert [text_of(each) for each in sent] == [sums.statement] * 2, "to prepare is no query of a page's"
    assert text_of("SELECT 1") == "SELECT 1"


def codes_among(wanted: list[int]) -> list[tuple[Any, ...]]:
    return rows_of(Adoption.objects.filter(indicator__among=wanted).order_by("pk").values_list("indicator_id"))


def test_a_queryset_is_prepared_by_its_text_for_any_number_of_values(cast: Cast) -> None:
    """And of each tenant by the same text, with what is another's among the values."""
    both = []
    for world in (cast.ours, cast.theirs):
        with scope.tenant(world.tenant.pk):
            both.append(list(Adoption.objects.order_by("pk").values_list("indicator_id", flat=True)))
    sent = set()
    for world, mine in zip((cast.ours, cast.theirs), both, strict=True):
        with scope.tenant(world.tenant.pk), CaptureQueriesContext(connection) as queries:
            assert codes_among([]) == []
            assert codes_among(mine[:1]) == [(mine[0],)]
            assert codes_among([0, *both[0], *both[1]]) == [(each,) for each in mine]
        sent |= {text_of(each["sql"]) for each in queries if "EXECUTE" in each["sql"]}
    assert len(sent) == 1


def test_no_more_querysets_are_prepared_than_so_many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepared, "MOST", 0)
    monkeypatch.setattr(prepared, "_by_text", {})
    with scope.tenant(cast.ours.tenant.pk), CaptureQueriesContext(connection) as queries:
        assert len(codes_among(list(Adoption.objects.values_list("indicator_id", flat=True)))) > 0
        assert rows_of(Adoption.objects.none().values_list("pk")) == []
    assert not [each for each in queries if "EXECUTE" in each["sql"]]
