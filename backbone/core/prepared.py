"""How is a statement that every request asks planned once by each connection, and not once by each request?

To plan the statement of roles, of some twenty tables, took PostgreSQL ten times as long as to answer it. A plan holds
no answer: what is read, and what row security lets through, is decided at each execution, and PostgreSQL makes a plan
anew where tables, their statistics or the role have changed.

A prepared statement belongs to a session: a pooler in front of PostgreSQL has to keep one for each connection.
"""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any
from weakref import WeakKeyDictionary

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import ForeignKey, Lookup, QuerySet
from psycopg2.extensions import AsIs

# Which statements each connection knows. They outlive a transaction that is rolled back, and end with the connection.
_known: WeakKeyDictionary[Any, set[str]] = WeakKeyDictionary()
_texts: dict[str, str] = {}
MOST = 100  # of querysets that are prepared: where values that vary stand in the text itself, there may be any number
_by_text: dict[str, "Prepared"] = {}


class Prepared:
    """A statement with places to be filled in at each execution, as numbered by `marks`; all else in it is fixed."""

    def __init__(self, label: str, statement: str, values: Sequence[Any], marks: Sequence[Any]) -> None:
        """`values` belong to the statement's `%s`; where one is among `marks` another one is filled in later."""
        self.statement, self.values, self.marks = statement, values, list(marks)
        told = repr((statement, values, self.marks))
        self.name = f"{label}_{sha256(told.encode()).hexdigest()[:12]}"
        _texts[self.name] = statement
        self._executing = f"EXECUTE {self.name} ({', '.join(['%s'] * len(self.marks))})"

    def execute(self, cursor: CursorWrapper, filled: Sequence[Any]) -> None:
        """Run it with a value for each mark; the first time by this connection it is prepared before."""
        known = _known.setdefault(cursor.db.connection, set())
        if self.name not in known:
            self._prepare(cursor)
            known.add(self.name)
        cursor.execute(self._executing, filled)

    def _prepare(self, cursor: CursorWrapper) -> None:
        places = [AsIs(f"${self.marks.index(each) + 1}") if each in self.marks else each for each in self.values]
        # Past Django's own cursor, which counts statements: once for a connection is none of a page's.
        bare = cursor.cursor
        bare.execute(f"PREPARE {self.name} AS {bare.mogrify(self.statement, places).decode()}")


@ForeignKey.register_lookup
class Among(Lookup):
    """`owner__among=[1, 2]`: as `__in`, but with one place in the statement, which so stays the same for any number."""

    lookup_name = "among"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        column, values = self.process_lhs(compiler, connection)
        return f"{column} = ANY(%s::bigint[])", [*values, list(self.rhs)]


def rows_of(values: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows of a queryset of plain columns, `values_list`, whose statement is prepared by its text."""
    try:
        statement, filled = values.query.sql_with_params()
    except EmptyResultSet:
        return []
    prepared = _by_text.get(statement)
    with connection.cursor() as cursor:
        if prepared is None and len(_by_text) >= MOST:
            cursor.execute(statement, filled)
        else:
            if prepared is None:
                marks = range(len(filled))
                prepared = _by_text[statement] = Prepared("rows", statement, marks, marks)
            prepared.execute(cursor, filled)
        return list(cursor.fetchall())


def text_of(executing: str) -> str:
    """What a statement as it was sent asks: of `EXECUTE name (...)` the text that was prepared under the name."""
    words = executing.split()
    return _texts.get(words[1], executing) if words[:1] == ["EXECUTE"] else executing
