"""What happened? A service records it in its own transaction."""

from typing import Any
from uuid import UUID

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import TrailRecord


def record(event: str, on: Any, *, by: Actor, initiative_uid: UUID | None = None, note: str = "") -> TrailRecord:
    """Write down that `event` happened to `on` (any row with a uid); the relay tells who should know."""
    return TrailRecord.objects.create(
        event=event,
        on_kind=on._meta.label_lower,
        on_uid=on.uid,
        initiative_uid=initiative_uid,
        note=note,
        user_id=by.user_id,
        key_id=by.key_id,
        request_id=by.request_id,
    )
