"""How are many rows changed at once, each in its own way? PostgreSQL is handed one array a column."""

from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection
from django.db.models import Field, Model


def update_rows(rows: Collection[Model], names: Sequence[str]) -> None:
    """Write these fields of rows that are there, as they stand in memory, in one statement; no field fills itself.

    Django's `bulk_update` writes a CASE for each field with a branch for each row, and takes ten times as long.
    """
    if not rows:
        return
    meta = next(iter(rows))._meta
    by_name: dict[str, Field[Any, Any]] = {field.name: field for field in meta.concrete_fields}
    fields = [by_name[name] for name in ("id", *names)]
    quoted = [connection.ops.quote_name(str(field.column)) for field in fields]
    changed = ", ".join(f"{name} = given.{name}" for name in quoted[1:])
    arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
    sql = (
        f"UPDATE {connection.ops.quote_name(meta.db_table)} kept SET {changed}"  # noqa: S608 - names of columns
        f" FROM unnest({arrays}) AS given ({', '.join(quoted)}) WHERE kept.{quoted[0]} = given.{quoted[0]}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [[getattr(row, field.attname) for row in rows] for field in fields])
