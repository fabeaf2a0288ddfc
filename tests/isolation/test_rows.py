"""Can any way of reading or writing rows reach another tenant's? Managers, forms, bulk, SQL and COPY."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import psycopg2
import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Count, Model, ProtectedError

from backbone.tenancy import scope
from backbone.tenancy.exceptions import NoTenantInScope, OtherTenantInScope
from initiatives.models import Area, Initiative, Organization, Participation, Subject
from measurement.models import Observation
from tests.conftest import Cast
from tests.isolation.registry import fingerprint

# Made at import, when no tenant is in scope: neither may raise, and neither may remember the first tenant.
EVERYWHERE = Organization.objects.all()


class PartnerForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Organization
        fields = ["code", "name"]


class ChoiceForm(forms.Form):
    organization = forms.ModelChoiceField(queryset=Organization.objects.order_by("code"))


@pytest.fixture
def strange_area(cast: Cast) -> Area:
    with scope.tenant(cast.theirs.tenant.pk):
        return Area.objects.get(code="MARK-B-area")


READS: dict[str, Callable[[], Any]] = {
    "all": lambda: list(Area.objects.all()),
    "get": lambda: Area.objects.get(pk=1),
    "first": lambda: Area.objects.first(),
    "count": lambda: Area.objects.count(),
    "exists": lambda: Area.objects.exists(),
    "values": lambda: list(Area.objects.values_list("pk")),
    "aggregate": lambda: Area.objects.aggregate(Count("pk")),
    "iterator": lambda: list(Area.objects.iterator()),
    "in_bulk": lambda: Area.objects.in_bulk([1]),
    "update": lambda: Area.objects.update(name="x"),
    "delete": lambda: Area.objects.filter(pk=1).delete(),
    "create": lambda: Area.objects.create(code="x", name="x"),
    "bulk_create": lambda: Area.objects.bulk_create([Area(code="x", name="x")]),
    "union": lambda: list(Area.objects.values("pk").union(Organization.objects.values("pk"))),
    "base": lambda: Area._base_manager.count(),
    "class_level": lambda: list(EVERYWHERE.all()),
    "subquery": lambda: list(Subject.objects.filter(area__in=Area.objects.all())),
}


@pytest.mark.parametrize("read", READS)
def test_without_a_scope_every_manager_raises(cast: Cast, read: str) -> None:
    with pytest.raises(NoTenantInScope), transaction.atomic():
        READS[read]()


def test_without_a_scope_sql_finds_nothing(cast: Cast) -> None:
    """raw() and cursors do not pass the manager; row security answers for them."""
    assert list(Area.objects.raw("SELECT * FROM initiatives_area")) == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM measurement_observation")
        assert cursor.fetchone() == (0,)
        cursor.execute("UPDATE initiatives_area SET name = 'x'")
        assert cursor.rowcount == 0
        cursor.execute("DELETE FROM measurement_observation")
        assert cursor.rowcount == 0


def test_querysets_made_at_import_follow_the_scope(cast: Cast) -> None:
    for world in (cast.ours, cast.theirs):
        with scope.tenant(world.tenant.pk):
            assert {each.tenant_id for each in EVERYWHERE.all()} == {world.tenant.pk}
            names = [label for value, label in ChoiceForm().fields["organization"].choices if value]  # type: ignore[attr-defined]
            assert names
            assert all(world.mark in name for name in names)


def test_a_form_does_not_take_another_tenants_row(cast: Cast) -> None:
    with scope.tenant(cast.theirs.tenant.pk):
        strange = Organization.objects.get(code="p1").pk
    with scope.tenant(cast.ours.tenant.pk):
        assert not ChoiceForm({"organization": strange}).is_valid()
        assert ChoiceForm({"organization": cast.ours.partners[0].pk}).is_valid()


def test_a_code_used_twice_is_an_error_in_the_form(cast: Cast) -> None:
    """Valid and then a 500, if the tenant were left out of the check; and another tenant's codes are free."""
    with scope.tenant(cast.ours.tenant.pk):
        form = PartnerForm({"code": "p1", "name": "Again"})
        assert not form.is_valid()
        assert "already exists" in str(form.errors)
        with pytest.raises(ValidationError):
            Organization(code="p1", name="Again").full_clean(exclude=["tenant"])
        Organization.objects.filter(code="p3").update(code="p9")
        free = PartnerForm({"code": "p3", "name": "Free here, taken there"})
        assert free.is_valid(), free.errors
        assert free.save().tenant_id == cast.ours.tenant.pk


def test_relations_stay_inside(cast: Cast) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        initiative = Initiative.objects.prefetch_related("participations__organization").get(slug="first")
        found = {each.organization.tenant_id for each in initiative.participations.all()}
        assert found == {cast.ours.tenant.pk}
        assert Participation.objects.select_related("initiative__area").count() == 4
        counted = Organization.objects.annotate(n=Count("participations")).values_list("n", flat=True)
        assert sum(counted) == 4


def test_a_row_of_another_tenant_is_not_there(cast: Cast, strange_area: Area) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        assert not Area.objects.filter(pk=strange_area.pk).exists()
        with pytest.raises(Area.DoesNotExist):
            strange_area.refresh_from_db()
        with pytest.raises(Area.DoesNotExist):
            _ = Subject(area_id=strange_area.pk).area


def test_a_row_in_hand_cannot_be_written_in_another_scope(cast: Cast, strange_area: Area) -> None:
    before = fingerprint(cast.theirs)
    with scope.tenant(cast.ours.tenant.pk):
        strange_area.name = "Ours now"
        with pytest.raises(OtherTenantInScope), transaction.atomic():
            strange_area.save()
        with transaction.atomic():
            assert Area.objects.filter(pk=strange_area.pk).update(name="x") == 0
        with pytest.raises((ProtectedError, Area.DoesNotExist, AssertionError)), transaction.atomic():
            assert strange_area.delete()[0]
    assert fingerprint(cast.theirs) == before


def test_new_rows_get_the_tenant_in_scope_and_no_other(cast: Cast) -> None:
    theirs = cast.theirs.tenant
    with scope.tenant(cast.ours.tenant.pk):
        assert Area.objects.create(code="new", name="New").tenant_id == cast.ours.tenant.pk
        for write in (
            lambda: Area.objects.create(tenant=theirs, code="x", name="x"),
            lambda: Area(tenant_id=theirs.pk, code="x", name="x").save(),
            lambda: Area.objects.bulk_create([Area(code="y", name="y"), Area(tenant=theirs, code="x", name="x")]),
            lambda: Area.objects.get_or_create(code="x", defaults={"tenant": theirs, "name": "x"}),
            lambda: Area.objects.update_or_create(code="x", defaults={"tenant": theirs, "name": "x"}),
        ):
            with pytest.raises(OtherTenantInScope), transaction.atomic():
                write()


SQL = {
    "insert": "INSERT INTO initiatives_area (tenant_id, uid, code, name)"
    " VALUES ({theirs}, gen_random_uuid(), 'x', 'x')",
    "insert_select": "INSERT INTO initiatives_area (tenant_id, uid, code, name)"
    " SELECT {theirs}, gen_random_uuid(), 'x', name FROM initiatives_area LIMIT 1",
    "move": "UPDATE initiatives_area SET tenant_id = {theirs}",
    "on_conflict": "INSERT INTO initiatives_area (id, tenant_id, uid, code, name)"
    " VALUES ({area}, {ours}, gen_random_uuid(), 'x', 'x') ON CONFLICT (id) DO UPDATE SET name = 'taken'",
    "merge": "MERGE INTO initiatives_area a USING (SELECT {area} AS id) n ON a.id = n.id"
    " WHEN NOT MATCHED THEN INSERT (tenant_id, uid, code, name) VALUES ({theirs}, gen_random_uuid(), 'x', 'x')",
    "key_to_a_parent": "UPDATE initiatives_area SET parent_id = {area} WHERE parent_id IS NULL",
    "key_to_a_subject": "INSERT INTO initiatives_subject (tenant_id, uid, area_id) VALUES"
    " ({ours}, gen_random_uuid(), {area})",
}


def execute(statement: str) -> None:
    """One statement, and its keys checked at once."""
    with connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize("statement", SQL)
def test_sql_cannot_write_across(cast: Cast, strange_area: Area, statement: str) -> None:
    before = fingerprint(cast.theirs)
    values = {"ours": cast.ours.tenant.pk, "theirs": cast.theirs.tenant.pk, "area": strange_area.pk}
    with scope.tenant(cast.ours.tenant.pk), pytest.raises(DatabaseError), transaction.atomic():
        execute(SQL[statement].format(**values))
    assert fingerprint(cast.theirs) == before


def test_bulk_writing_cannot_point_across(cast: Cast, strange_area: Area) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        for write in (
            lambda: Subject.objects.bulk_create([Subject(area_id=strange_area.pk)]),
            lambda: Area.objects.update(parent=strange_area.pk),
            lambda: Area.objects.filter(code="MARK-A-area").update(parent=strange_area),
            lambda: Area.objects.create(code="x", name="x", parent=strange_area),
        ):
            with pytest.raises(IntegrityError, match="in_tenant"), transaction.atomic():
                write()
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Area.objects.update(tenant=cast.theirs.tenant)


def test_copy_into_a_protected_table_is_refused(cast: Cast) -> None:
    """Even of rows of one's own: COPY does not ask the policy, so PostgreSQL refuses it altogether."""
    line = f"{cast.ours.tenant.pk}\t00000000-0000-0000-0000-000000000001\tx\tx\n"
    with scope.tenant(cast.ours.tenant.pk), transaction.atomic(), connection.cursor() as cursor:
        statement = "COPY initiatives_area (tenant_id, uid, code, name) FROM STDIN"
        with pytest.raises(psycopg2.errors.FeatureNotSupported):
            cursor.copy_expert(statement, StringIO(line))
        transaction.set_rollback(True)


def test_history_is_loaded_for_the_tenant_in_scope_only(cast: Cast) -> None:
    """The codes of both tenants are alike: what is loaded here must not find the indicator or partner there."""
    for world in (cast.ours, cast.theirs):
        with scope.tenant(world.tenant.pk):
            assert {each.tenant_id for each in Observation.objects.select_related("indicator")} == {world.tenant.pk}
            subjects = Observation.objects.exclude(subject__organization=None)
            assert all(world.mark in each.subject.organization.name for each in subjects[:5])


def test_a_person_is_not_deleted_past_the_wall(cast: Cast) -> None:
    """Outside a scope nobody knows what hangs on them; inside another tenant the keys still hold."""
    user: Model = cast.dana.user
    with pytest.raises(NoTenantInScope), transaction.atomic():
        user.delete()
    with pytest.raises((IntegrityError, ProtectedError)), scope.tenant(cast.theirs.tenant.pk):
        execute(f"DELETE FROM accounts_user WHERE id = {user.pk}")
    assert type(user)._default_manager.filter(pk=user.pk).exists()
