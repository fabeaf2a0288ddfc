"""How is a collection round opened, changed, closed before its day, or taken back?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import ProtectedError
from django.utils import timezone
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization
from measurement.models import CollectionRound, Indicator, RoundIndicator, RoundProvider, Submission
from measurement.services.obligations import Recomputed, recompute_obligations

# Pages of their own beside the rounds: no round may be called so in its address.
RESERVED = {"new", "schedules", "assignments", "reminders", "round"}


@dataclass(frozen=True, slots=True)
class Request:
    """What a round asks for: an indicator for one period; each indicator has its own, from its lag."""

    indicator: Indicator
    period_start: date
    period_end: date


@transaction.atomic
def open_round(
    initiative: Initiative,
    *,
    slug: str = "",
    name: str,
    opens_on: date,
    due_on: date,
    closes_on: date,
    requests: Iterable[Request],
    by: Actor,
    providers: Iterable[Organization] | None = None,
    grace_days: int = 0,
) -> CollectionRound:
    """Open a round: each partner to whom a requested indicator is assigned owes it, in the groups that are wanted.

    With `providers` the round names its partners: those owe each figure for the whole, whatever is assigned. A partner
    owes nothing for a period in which it did not take part from beginning to end.
    """
    opened = CollectionRound(
        initiative=initiative, slug=slug or free_slug(initiative, name), name=name, opens_on=opens_on, due_on=due_on,
        grace_days=grace_days, closes_on=closes_on,
    )  # fmt: skip
    return start_round(opened, requests, by=by, providers=providers)


def start_round(
    opened: CollectionRound,
    requests: Iterable[Request],
    *,
    by: Actor,
    providers: Iterable[Organization] | None = None,
) -> CollectionRound:
    """Save a new round with what it asks for, and what follows from that.

    Raises PermissionDenied unless `by` may manage rounds there, ValidationError where its dates are out of order.
    """
    require(by, Capability.MANAGE_ROUNDS, on=opened.initiative)
    opened.full_clean()
    opened.save()
    RoundProvider.objects.bulk_create(RoundProvider(round=opened, provider=each) for each in providers or ())
    write_requests(opened, list(requests))
    record("round.opened", opened, by=by, initiative_uid=opened.initiative.uid)
    recompute_obligations(opened, by=by)
    return opened


@transaction.atomic
def change_round(collection_round: CollectionRound, *, by: Actor) -> CollectionRound:
    """Save a round's changed name and dates; one that was closed before its day opens again where they say so.

    Lateness is judged by the new dates, for what was sent before too.

    Raises PermissionDenied unless `by` may manage rounds there, ValidationError where the dates are out of order.
    """
    require(by, Capability.MANAGE_ROUNDS, on=collection_round)
    if collection_round.closed_at and collection_round.end_of(collection_round.closes_on) > timezone.now():
        collection_round.closed_at = None
    collection_round.full_clean()
    collection_round.save()
    record("round.changed", collection_round, by=by, initiative_uid=collection_round.initiative.uid)
    return collection_round


@transaction.atomic
def ask_for(collection_round: CollectionRound, requests: Sequence[Request], *, by: Actor) -> Recomputed:
    """Say anew what a round asks for; it follows its schedule no longer.

    What is taken out is owed no more: figures that were typed for it stay readable. What is put in is owed at once.

    Raises PermissionDenied unless `by` may manage rounds there; RuleViolation when the round is closed, or when it
    would ask for nothing.
    """
    require(by, Capability.MANAGE_ROUNDS, on=collection_round)
    if not requests:
        raise RuleViolation("round_asks_for_nothing")
    if timezone.now() >= collection_round.closes_at:
        raise RuleViolation("closed_round_stays", closes_on=collection_round.closes_on)
    write_requests(collection_round, requests)
    CollectionRound.objects.filter(pk=collection_round.pk).update(follows_schedule=False)
    record("round.asks_changed", collection_round, by=by, initiative_uid=collection_round.initiative.uid)
    return recompute_obligations(collection_round, by=by)


@transaction.atomic
def close_round(collection_round: CollectionRound, *, by: Actor) -> None:
    """Close a round now, before its day: nothing can be typed or sent any more, except where more time was granted.

    Raises RuleViolation unless it is open.
    """
    require(by, Capability.MANAGE_ROUNDS, on=collection_round)
    if not collection_round.is_open:
        raise RuleViolation("round_is_not_open")
    collection_round.closed_at = timezone.now()
    collection_round.save(update_fields=["closed_at"])
    record("round.closed", collection_round, by=by, initiative_uid=collection_round.initiative.uid)


@transaction.atomic
def delete_round(collection_round: CollectionRound, *, by: Actor) -> None:
    """Take back a round that nobody has used: without a figure, a release or a mail about it.

    Raises RuleViolation for one that was used: close it instead.
    """
    require(by, Capability.MANAGE_ROUNDS, on=collection_round)
    if Submission.objects.filter(round=collection_round, entries__isnull=False).exists():
        raise RuleViolation("round_is_used")
    record("round.deleted", collection_round, by=by, initiative_uid=collection_round.initiative.uid)
    try:
        with transaction.atomic():
            Submission.objects.filter(round=collection_round).delete()
            collection_round.delete()
    except ProtectedError as protected:
        raise RuleViolation("round_is_used") from protected


def write_requests(collection_round: CollectionRound, requests: Sequence[Request]) -> None:
    """Make what a round asks for these requests, in this order."""
    wanted = {(each.indicator.pk, each.period_start, each.period_end): place for place, each in enumerate(requests)}
    for row in RoundIndicator.objects.filter(round=collection_round):
        place = wanted.pop((row.indicator_id, row.period_start, row.period_end), None)
        if place is None:
            row.delete()
        elif place != row.position:
            row.position = place
            row.save(update_fields=["position"])
    RoundIndicator.objects.bulk_create(
        RoundIndicator(
            round=collection_round, indicator_id=indicator, period_start=start, period_end=end, position=place
        )
        for (indicator, start, end), place in wanted.items()
    )


def free_slug(initiative: Initiative, name: str) -> str:
    """A name for the address that no other round of the initiative has."""
    wanted = slugify(name)[:50] or "round"
    taken = set(CollectionRound.objects.filter(initiative=initiative).values_list("slug", flat=True)) | RESERVED
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (wanted, *numbered) if each not in taken)
