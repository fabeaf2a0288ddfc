"""Who should know what happened? Takes records from the trail and decides whom to tell.

Services further left write a record in their own transaction and know nothing of mail. A record is taken when its
`relayed_at` is empty, with SKIP LOCKED: a cursor on the id would lose records that commit out of order.
"""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backbone.jobs.services import ask_for
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import TrailRecord
from communications.messages.models import Delivery

log = logging.getLogger("communications.relay")

RELAY = "trail.relay"
SEND = "mail.send"
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Tidings:
    """Whom to tell by mail about what. With `day`, a person is told of it at most once that day."""

    recipients: Iterable[int]
    on_uid: UUID
    day: date | None = None
    not_before: datetime | None = None


Teller = Callable[[TrailRecord], Tidings | None]
_tellers: dict[str, Teller] = {}


def tells(event: str) -> Callable[[Teller], Teller]:
    """Register who is told of an event; an event without a teller is told to nobody."""

    def register(teller: Teller) -> Teller:
        _tellers[event] = teller
        return teller

    return register


def relay(now: datetime) -> int:
    """Tell of everything that happened in the tenant in scope and was not told yet; returns how many mails that makes.

    Running twice, or in two workers at once, makes no second mail.
    """
    # What nobody is told of goes first and in one statement: ten thousand accepted figures must not hold up a mail.
    TrailRecord.objects.filter(relayed_at=None).exclude(event__in=_tellers).update(relayed_at=now)
    records = (
        TrailRecord.objects.select_for_update(skip_locked=True, no_key=True, of=("self",))
        .filter(relayed_at=None)
        .order_by("pk")[:AT_ONCE]
    )
    told = 0
    done: list[int] = []
    for record in records:
        try:
            with transaction.atomic():
                told += _tell(record)
        except Exception:  # one record that cannot be told must not keep all others from being told
            log.exception("a record could not be relayed", extra={"event": record.event, "record_id": record.pk})
        else:
            done.append(record.pk)
    TrailRecord.objects.filter(pk__in=done).update(relayed_at=now)
    return told


def _tell(record: TrailRecord) -> int:
    teller = _tellers.get(record.event)
    tidings = teller(record) if teller else None
    if tidings is None:
        return 0
    key = {"event": record.event, "on_uid": tidings.on_uid, "day": tidings.day}
    wanted = [Delivery(recipient_id=user_id, **key) for user_id in sorted(set(tidings.recipients))]
    Delivery.objects.bulk_create(wanted, ignore_conflicts=True)  # who was told already is not told again
    by = Actor.schedule(scope.current(), request_id=record.request_id)
    ours = Delivery.objects.filter(uid__in=[each.uid for each in wanted])
    for delivery in ours:
        ask_for(
            SEND, {"delivery": str(delivery.uid)}, key=str(delivery.uid), by=by,
            run_after=tidings.not_before or timezone.now(),
        )  # fmt: skip
    return len(ours)
