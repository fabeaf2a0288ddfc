"""What does a test find in its database, and how soon is it there again?

Two states are kept as templates of PostgreSQL: migrated and empty, and with the cast of both tenants committed. A test
that commits leaves its database dirty; the next one finds a fresh copy of what it asks for. A copy takes less than half
a second, emptying every table and making the cast anew took three.
"""

from collections.abc import Callable
from contextlib import closing
from typing import Literal

import psycopg2
from django.db import connection, connections, transaction
from psycopg2 import sql

State = Literal["empty", "cast"]


class Database:
    """The database of this process of tests, brought into the state that a test asks for."""

    def __init__(self, make_cast: Callable[[], None]) -> None:
        self._name: str = connection.settings_dict["NAME"]
        self._make_cast = make_cast
        self._kept: set[State] = set()
        self._state: State | None = "empty"
        self._keep("empty")

    def stand(self, state: State | None) -> None:
        """Bring it into a state; None for a test to which either is the same."""
        wanted = state or self._state or "empty"
        if wanted == self._state:
            return
        assert not connection.in_atomic_block, (
            "a test that commits wants a file of its own: here all share a transaction"
        )
        if wanted == "cast" and "cast" not in self._kept:
            self.stand("empty")
            self._make()
        else:
            self._restore(wanted)

    def dirty(self) -> None:
        """A test has committed: whatever stands now is asked for by nobody."""
        self._state = None

    def close(self) -> None:
        for state in self._kept:
            self._command("DROP DATABASE {}", f"{self._name}_{state}")

    def _make(self) -> None:
        with transaction.atomic():
            self._make_cast()
            connection.run_on_commit.clear()  # as in a test, nobody is told to do what the tenants ask for
        self._keep("cast")
        self._state = "cast"

    def _keep(self, state: State) -> None:
        kept = f"{self._name}_{state}"
        self._command("DROP DATABASE IF EXISTS {}", kept)  # of a session that was killed, on somebody's own server
        self._command("CREATE DATABASE {} TEMPLATE {}", kept, self._name)
        self._kept.add(state)

    def _restore(self, state: State) -> None:
        # Sessions of a server that a story drove may still be there.
        self._command("DROP DATABASE {} WITH (FORCE)", self._name)
        self._command("CREATE DATABASE {} TEMPLATE {}", self._name, f"{self._name}_{state}")
        self._state = state

    def _command(self, text: str, *names: str) -> None:
        connections.close_all()  # nobody may be in a database while it is copied
        given = connection.get_connection_params() | {"dbname": "postgres"}
        given = {key: value for key, value in given.items() if key in {"host", "port", "user", "password", "dbname"}}
        with closing(psycopg2.connect(**given)) as outside, outside.cursor() as cursor:
            outside.autocommit = True
            cursor.execute(sql.SQL(text).format(*map(sql.Identifier, names)))
