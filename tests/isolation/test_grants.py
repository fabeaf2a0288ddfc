"""What may the role that serves do, and what not? This module runs as backbone_app, through Django's own connection.

Plain `db`, because the TRUNCATE of a flush is refused to it; SET LOCAL ROLE would prove less.
"""

import os
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import psycopg2
import pytest
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError

from backbone.core.environment import Environment
from backbone.tenancy import scope
from backbone.tenancy.models import Membership, Tenant
from communications.sandbox.world import World, make_world
from initiatives.models import Area, Organization
from measurement.models import Entry, Observation
from measurement.services.review import accept_entries

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def as_the_role_that_serves(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    served = Environment(os.environ).database("DATABASE_URL", "")
    owner = {name: connection.settings_dict[name] for name in ("USER", "PASSWORD")}
    with django_db_blocker.unblock():
        connection.close()
        connection.settings_dict.update({"USER": served["USER"], "PASSWORD": served.get("PASSWORD", "")})
        yield
        connection.close()
        connection.settings_dict.update(owner)


@pytest.fixture
def worlds(db: None) -> tuple[World, World]:
    return make_world("G"), make_world("H")


def ask(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())


def test_this_module_runs_as_the_role_that_serves() -> None:
    assert ask("SELECT current_user, session_user") == [("backbone_app", "backbone_app")]


def test_it_makes_a_whole_tenant_and_accepts_figures(worlds: tuple[World, World]) -> None:
    """Rows, COPY into a temporary table, sequences and advisory locks: all that the services need."""
    ours, _theirs = worlds
    with scope.tenant(ours.tenant.pk):
        entry = Entry.objects.get(state="submitted")
        [result] = accept_entries([entry.uid], by=ours.people["olga"].actor)
        assert result.refusal is None
        assert Observation.objects.filter(entry=entry).exists()


def test_it_may_make_temporary_tables_in_the_real_database_too() -> None:
    """The tests' database grants TEMPORARY to everybody; the one that serves grants nothing of itself."""
    served = Environment(os.environ).database("DATABASE_URL", "")
    parameters = {"user": served["USER"], "password": served.get("PASSWORD", ""), "dbname": served["NAME"]}
    if served.get("HOST"):
        parameters |= {"host": served["HOST"], "port": served.get("PORT") or 5432}
    with closing(psycopg2.connect(**parameters)) as door, door.cursor() as cursor:
        cursor.execute("SELECT has_database_privilege(current_database(), 'TEMPORARY')")
        assert cursor.fetchone() == (True,)
        cursor.execute("SELECT has_database_privilege(current_database(), 'CREATE')")
        assert cursor.fetchone() == (False,)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine (id int)",
        "CREATE SCHEMA mine",
        "ALTER TABLE initiatives_area DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE initiatives_area NO FORCE ROW LEVEL SECURITY",
        "ALTER TABLE initiatives_area ADD COLUMN mine int",
        "DROP POLICY own_tenant ON initiatives_area",
        "CREATE POLICY mine ON initiatives_area USING (true)",
        "DROP TABLE initiatives_area",
        "TRUNCATE initiatives_area CASCADE",
        "CREATE INDEX ON initiatives_area (name)",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "ALTER FUNCTION backbone_due_jobs(integer) SECURITY INVOKER",
        "SET ROLE backbone_bypass",
        "SET ROLE backbone_owner",
        "SET SESSION AUTHORIZATION backbone_owner",
        "GRANT backbone_bypass TO backbone_app",
        "ALTER ROLE backbone_app BYPASSRLS",
        "SET session_replication_role = replica",
        "COPY initiatives_area FROM PROGRAM 'true'",
    ],
)
def test_it_may_not_change_the_house(statement: str) -> None:
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_row_security_cannot_be_switched_off(worlds: tuple[World, World]) -> None:
    """With row_security off a query that would be filtered is refused; it is never answered in full."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = off")
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        ask("TABLE initiatives_area")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL row_security = on")


def test_row_security_binds_it(worlds: tuple[World, World]) -> None:
    ours, theirs = worlds
    assert ask("SELECT count(*) FROM initiatives_area") == [(0,)]
    with scope.tenant(ours.tenant.pk):
        assert ask("SELECT DISTINCT tenant_id FROM initiatives_area") == [(ours.tenant.pk,)]
        assert Organization.objects.filter(tenant=theirs.tenant).count() == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            ask("INSERT INTO initiatives_area (tenant_id, uid, code, name) VALUES (%s, gen_random_uuid(), 'x', 'x')"
                " RETURNING id", theirs.tenant.pk)  # fmt: skip
        assert ask("WITH u AS (UPDATE initiatives_area SET name = 'x' WHERE tenant_id = %s RETURNING 1) SELECT count(*)"
                   " FROM u", theirs.tenant.pk) == [(0,)]  # fmt: skip


def test_a_key_to_another_tenants_row_is_refused(worlds: tuple[World, World]) -> None:
    """The composite key holds where row security does not look."""
    ours, theirs = worlds
    with scope.tenant(theirs.tenant.pk):
        stranger = Area.objects.values_list("pk", flat=True)[0]
    with scope.tenant(ours.tenant.pk), pytest.raises(DatabaseError, match="in_tenant"), transaction.atomic():
        ask("UPDATE initiatives_area SET parent_id = %s WHERE parent_id IS NULL RETURNING id", stranger)


def test_a_person_reads_their_own_memberships_only(worlds: tuple[World, World]) -> None:
    ours, theirs = worlds
    with scope.person(ours.people["olga"].user.pk):
        found = ask("SELECT user_id FROM tenancy_membership")
        assert found == [(ours.people["olga"].user.pk,)]
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            ask("INSERT INTO tenancy_membership (tenant_id, uid, user_id) VALUES (%s, gen_random_uuid(), %s)"
                " RETURNING id", theirs.tenant.pk, ours.people["olga"].user.pk)  # fmt: skip
    assert ask("SELECT count(*) FROM tenancy_membership") == [(0,)]
    assert Membership.of_person.count() == 0


def test_the_global_table_of_tenants_is_read_without_a_scope(worlds: tuple[World, World]) -> None:
    assert set(Tenant.objects.values_list("pk", flat=True)) >= {world.tenant.pk for world in worlds}
