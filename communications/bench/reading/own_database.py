"""Where do ten million made-up figures lie, so that no trace of them is left? In a database of their own.

Deleting them from tables that others use would look up each reference to each row, and leave the tables bloated.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any

import environ
import psycopg2
from django.core.management import call_command
from django.db import connection
from psycopg2 import sql

NAME = "backbone_bench"


@contextmanager
def own_database(owner: str, *, keep: bool) -> Iterator[bool]:
    """Serve from a database made for the bench, by the role that serves, and drop it at the end unless it is kept.

    `owner` is the URL by which the owner of the tables connects. Yields whether the database is a new one: one that
    was kept before is used again.
    """
    before = dict(connection.settings_dict)
    is_new = _run_as(owner, "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]) == []
    if is_new:
        _run_as(owner, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(NAME)))
    try:
        with _connected(**login_of(owner), NAME=NAME):
            call_command("migrate", verbosity=0)
        with _connected(**{each: before[each] for each in ("USER", "PASSWORD")}, NAME=NAME):
            yield is_new
    finally:
        if not keep:
            _run_as(owner, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(NAME)))


@contextmanager
def as_owner(owner: str) -> Iterator[None]:
    """Be the owner of the tables for a while: only the owner may tell PostgreSQL to look at them anew."""
    with _connected(**login_of(owner)):
        yield


def login_of(owner: str) -> dict[str, str]:
    named = environ.Env.db_url_config(owner)
    return {"USER": named["USER"], "PASSWORD": named.get("PASSWORD", "")}


@contextmanager
def _connected(**settings: Any) -> Iterator[None]:
    """Other settings for this process' connections; all threads make theirs from the same ones."""
    before = {each: connection.settings_dict[each] for each in settings}
    connection.close()
    connection.settings_dict.update(settings)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)


def _run_as(owner: str, statement: Any, values: list[Any] | None = None) -> list[Any]:
    """One statement outside any transaction, as databases are made and dropped."""
    named = environ.Env.db_url_config(owner)
    with closing(
        psycopg2.connect(
            dbname=named["NAME"], user=named["USER"], password=named.get("PASSWORD") or None,
            host=named.get("HOST") or None, port=named.get("PORT") or None,
        )
    ) as opened:  # fmt: skip
        opened.autocommit = True
        with opened.cursor() as cursor:
            cursor.execute(statement, values)
            return list(cursor.fetchall()) if cursor.description else []
