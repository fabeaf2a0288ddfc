"""What did an entry say, after which act, by whom? Written beside every change, by whatever door it came."""

from collections.abc import Iterable
from typing import Any

from django.db import connection

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from measurement.models import Entry, EntryChange
from measurement.models.entries import EntryContent

SAID = ", ".join(
    f'"{field.column}"' for field in EntryChange._meta.concrete_fields
    if field.name not in ("id", "tenant", "entry", "act", "made_by", "made_by_key", "made_at")
)  # fmt: skip
# One statement that copies the rows where they are: a line of history for each of 5,000 entries costs no Python.
REMEMBER = f"""
INSERT INTO measurement_entrychange ({SAID}, tenant_id, entry_id, act, made_by_id, made_by_key_id, made_at)
SELECT {SAID}, tenant_id, id, %(act)s, %(user)s, %(key)s, clock_timestamp() FROM measurement_entry
WHERE tenant_id = %(tenant)s AND id = ANY(%(entries)s) ORDER BY id
"""  # noqa: S608 - the names of columns


def contents_of(said: EntryContent) -> dict[str, Any]:
    """What an entry, or a line of its history, says, by field: to begin another with it or to go back to it."""
    return {field.name: getattr(said, field.name) for field in EntryContent._meta.get_fields() if field.concrete}


def remember(entries: Iterable[Entry], act: EntryChange.Act, *, by: Actor) -> None:
    """Keep what these entries say now, as they stand in the database, for ever."""
    pks = [entry.pk for entry in entries]
    if not pks:
        return
    values: dict[str, Any] = {
        "tenant": scope.current(), "entries": pks, "act": act.value, "user": by.user_id, "key": by.key_id,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER, values)
