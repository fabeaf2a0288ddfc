"""Does the wall's operation put right what migrations leave, and refuse rows that violate it?

Under FORCE the owner sees no rows while a key is checked, and PostgreSQL would mark the key valid over rows that
point to another tenant.
"""

from types import SimpleNamespace
from typing import Any
from typing import cast as as_type

import pytest
from django.apps import apps
from django.db import IntegrityError, connection
from django.db.migrations.state import ProjectState
from django.db.models import Model

from backbone.tenancy.models import StaffRole
from backbone.tenancy.wall import Wall, key_name
from tests.conftest import Cast

TABLE = StaffRole._meta.db_table
KEY = key_name(TABLE, "membership_id")


def put_up_again() -> None:
    """What a later migration of the app does last."""
    state = as_type(ProjectState, SimpleNamespace(apps=apps))
    with connection.schema_editor() as editor:
        Wall().database_forwards("tenancy", editor, state, state)


def run(sql: str, *values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall()) if cursor.description else []


def facts() -> tuple[Any, ...]:
    """Whether the key is there and valid, and whether row security is enabled and forced."""
    key = run("SELECT convalidated FROM pg_constraint WHERE conname = %s", KEY)
    table = run("SELECT relrowsecurity, relforcerowsecurity FROM pg_class WHERE oid = %s::regclass", TABLE)
    return key, table


@pytest.fixture(autouse=True)
def settled(cast: Cast) -> None:
    """The cast was written in this transaction: a migration finds rows whose checks are over."""
    run("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.fixture
def without_key(settled: None) -> None:
    """As after a migration that changed a column: the key is gone, rows are there, FORCE stands."""
    run(f'ALTER TABLE "{TABLE}" DROP CONSTRAINT "{KEY}"')


def test_a_missing_key_is_put_back_over_rows_and_force_is_restored(without_key: None) -> None:
    put_up_again()

    assert facts() == ([(True,)], [(True, True)])


def test_rows_that_point_to_another_tenant_are_refused(cast: Cast, without_key: None) -> None:
    foreign: Model = cast.olga.membership
    run(f'ALTER TABLE "{TABLE}" NO FORCE ROW LEVEL SECURITY')
    run(
        f'INSERT INTO "{TABLE}" (tenant_id, membership_id, role) VALUES (%s, %s, %s)',
        cast.ours.tenant.pk, foreign.pk, "facilitator",
    )  # fmt: skip
    run(f'ALTER TABLE "{TABLE}" FORCE ROW LEVEL SECURITY')

    with pytest.raises(IntegrityError):
        put_up_again()


def test_a_key_to_another_table_is_replaced(cast: Cast, without_key: None) -> None:
    run(
        f'ALTER TABLE "{TABLE}" ADD CONSTRAINT "{KEY}" FOREIGN KEY (tenant_id, id) REFERENCES "{TABLE}" (tenant_id, id)'
    )

    put_up_again()

    target = run("SELECT confrelid::regclass::text FROM pg_constraint WHERE conname = %s", KEY)
    assert target == [("tenancy_membership",)]


def test_a_policy_that_is_gone_comes_back(cast: Cast) -> None:
    run(f'DROP POLICY own_tenant ON "{TABLE}"')
    run(f'ALTER TABLE "{TABLE}" NO FORCE ROW LEVEL SECURITY')

    put_up_again()

    assert run("SELECT polname FROM pg_policy WHERE polrelid = %s::regclass", TABLE) == [("own_tenant",)]
    assert facts()[1] == [(True, True)]
