"""What happened to a thing, in words?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.functional import Promise

from backbone.accounts.models import User
from backbone.tenancy.models import TrailRecord


@dataclass(frozen=True, slots=True)
class Happened:
    """One thing that happened, in words; `who` is None for the schedule and for keys."""

    words: str
    happened_at: datetime
    who: User | None
    note: str


def history_of(
    uid: UUID, words: Mapping[str, Promise], notes: Mapping[str, Callable[[str], str]] | None = None
) -> list[Happened]:
    """What happened to a thing, the latest first, as far as there are words for it; one query.

    `notes` says of an event whose note is written for the system how people read it.
    """
    records = TrailRecord.objects.filter(on_uid=uid, event__in=words).select_related("user")
    return [
        Happened(
            str(words[record.event]),
            record.happened_at,
            record.user,
            (notes or {}).get(record.event, str)(record.note),
        )
        for record in records.order_by("-happened_at", "-pk")[:50]
    ]
