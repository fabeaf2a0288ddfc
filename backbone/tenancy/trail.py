"""What happened? A service records it in its own transaction."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import TrailRecord


def record(event: str, on: Any, *, by: Actor, initiative_uid: UUID | None = None, note: str = "") -> TrailRecord:
    """Write down that `event` happened to `on` (any row with a uid); the relay tells who should know."""
    made = _record(event, on, by, initiative_uid, note)
    made.save()
    return made


def record_each(event: str, rows: Iterable[Any], *, by: Actor, initiative_uid: UUID | None = None) -> None:
    """Write down in one statement that `event` happened to each of the rows."""
    TrailRecord.objects.bulk_create(_record(event, row, by, initiative_uid, "") for row in rows)


def _record(event: str, on: Any, by: Actor, initiative_uid: UUID | None, note: str) -> TrailRecord:
    return TrailRecord(
        event=event,
        on_kind=on._meta.label_lower,
        on_uid=on.uid,
        initiative_uid=initiative_uid,
        note=note,
        user_id=by.user_id,
        key_id=by.key_id,
        request_id=by.request_id,
    )
