"""Do the roles hold what the wall between tenants stands on?"""

import os
from collections.abc import Iterator
from contextlib import closing

import psycopg2
import pytest
from django.db import connection

from backbone.core.environment import Environment

pytestmark = pytest.mark.django_db


@pytest.fixture
def serving() -> Iterator["psycopg2.extensions.connection"]:
    """A connection of the role that serves, to the database of the tests."""
    parsed = Environment(os.environ).database("DATABASE_URL", "")
    parameters = connection.get_connection_params() | {"user": parsed["USER"], "password": parsed["PASSWORD"]}
    with closing(psycopg2.connect(**parameters)) as door:
        yield door


def test_nobody_is_a_superuser_and_only_one_looks_over_the_wall() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls, rolcreatedb FROM pg_roles"
            " WHERE rolname LIKE 'backbone%' ORDER BY 1"
        )
        assert cursor.fetchall() == [
            ("backbone_app", True, False, False, False),
            ("backbone_bypass", False, False, True, False),
            ("backbone_owner", True, False, False, True),
        ]


def test_the_tests_run_as_the_owner_who_may_create_as_the_third_but_has_nothing_of_it() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT current_user, pg_has_role('backbone_bypass', 'SET'), pg_has_role('backbone_bypass', 'USAGE')"
        )
        assert cursor.fetchone() == ("backbone_owner", True, False)


def test_a_table_of_the_owner_serves_at_once(serving: "psycopg2.extensions.connection") -> None:
    with serving.cursor() as cursor:
        for right in ("SELECT", "INSERT", "UPDATE", "DELETE"):
            cursor.execute("SELECT has_table_privilege('accounts_user', %s)", [right])
            assert cursor.fetchone() == (True,), right
        cursor.execute("SELECT has_table_privilege('accounts_user', 'TRUNCATE')")
        assert cursor.fetchone() == (False,)
        cursor.execute("SELECT nextval(pg_get_serial_sequence('accounts_user', 'id'))")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("CREATE TABLE mine (id int)")
