"""How does a provider's figure come in, from a form, a file or a system alike?"""

from collections.abc import Collection
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.core.rows import update_rows
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Organization
from measurement.models import CollectionRound, Entry, EntryChange, Obligation, Submission
from measurement.rules import review
from measurement.selectors.entries import checked_each
from measurement.services.drafts import Typed, asks_for_parts, drafted
from measurement.services.history import remember
from measurement.services.locks import sendable

__all__ = [
    "Typed",
    "asks_for_parts",
    "confirm_entries",
    "latest_entries",
    "mark_sent",
    "save_entry",
    "send_submission",
    "start_submission",
]

MOST_MINUTES = 10_000
THOUSANDTH = Decimal("0.001")


@transaction.atomic
def start_submission(collection_round: CollectionRound, provider: Organization, *, by: Actor) -> Submission:
    """The provider's submission for a round, made when the first figure is entered, and held until commit.

    Whoever enters for the same provider and round waits: two first entries of one figure cannot both be made.
    """
    there = Submission.objects.select_for_update(no_key=True).filter(round=collection_round, provider=provider)
    submission = there.first()
    if submission is None:
        Submission.objects.bulk_create(
            [Submission(round=collection_round, provider=provider)], ignore_conflicts=True
        )  # somebody else may have begun it meanwhile
        submission = there.get()
    submission.round, submission.provider = collection_round, provider
    require(by, Capability.ENTER_FIGURES, on=submission)
    return submission


@transaction.atomic
def save_entry(obligation: Obligation, typed: Typed, *, by: Actor) -> Entry:
    """Keep what was typed for one obligation as a draft; nothing is sent, and no text is lost.

    After acceptance this begins a correction: the accepted figure counts until the new one is accepted.

    Raises PermissionDenied unless `by` may enter for this provider; RuleViolation when the round is not
    open, the entry is under review, or somebody else has saved it meanwhile.
    """
    submission = start_submission(obligation.round, obligation.provider, by=by)
    latest = latest_entries([obligation]).get(obligation.pk)
    entry = drafted(submission, obligation, latest, typed, by=by)
    entry.save()
    remember([entry], EntryChange.Act.SAVED, by=by)
    return entry


def latest_entries(owed: Collection[Obligation]) -> dict[int, Entry]:
    """The newest entry of each obligation by its id, locked in key order as reviewers lock them; one query."""
    by_pk = {each.pk: each for each in owed}
    found: dict[int, Entry] = {}
    for entry in Entry.objects.select_for_update().filter(obligation__in=by_pk).order_by("pk"):
        entry.obligation = by_pk[entry.obligation_id]
        found[entry.obligation_id] = entry
    return found


@transaction.atomic
def send_submission(submission: Submission, *, by: Actor, minutes: int | None = None) -> int:
    """Send all drafts of a submission for review; lateness is judged by this moment. Returns how many were sent.

    `minutes` is how long it took, where the provider says so: the burden of a round is measured.
    Of figures that staff typed on the provider's behalf its people are told by mail, with a link to confirm them.

    Raises RuleViolation while a figure is to be fixed, or to be checked without a reason, or nothing is there to send.
    """
    require(by, Capability.ENTER_FIGURES, on=submission)
    typed = list(
        Entry.objects.select_for_update(of=("self",))
        .filter(submission=submission, state__in=review.MAY_BE_EDITED)
        .select_related("obligation__indicator", "submission__round__initiative")
        .order_by("pk")
    )
    drafts = [each for each in sendable(submission, typed) if not each.is_blank]
    if not drafts:
        raise RuleViolation("nothing_to_send")
    checked = checked_each(drafts)
    wrong = sum(each.has_error for each in checked)
    unlikely = sum(
        bool(each.findings) and not each.has_error and not draft.kept_because.strip()
        for draft, each in zip(drafts, checked, strict=True)
    )
    if wrong and unlikely:
        raise RuleViolation("figures_to_fix_and_check", to_fix=wrong, to_check=unlikely)
    if wrong or unlikely:
        raise RuleViolation("figures_to_fix" if wrong else "figures_to_check", to_fix=wrong, to_check=unlikely)
    for draft, each in zip(drafts, checked, strict=True):
        mark_sent(draft, strangeness=each.strangeness)
    update_rows(drafts, ["state", "received_at", "review_note", "strangeness", "version"])
    remember(drafts, EntryChange.Act.SENT, by=by)
    if minutes is not None:
        submission.minutes_said = min(minutes, MOST_MINUTES)
        submission.save(update_fields=["minutes_said"])
    record("submission.sent", submission, by=by, initiative_uid=submission.round.initiative.uid)
    if any(draft.typed_by_staff for draft in drafts):
        record("submission.sent_on_behalf", submission, by=by, initiative_uid=submission.round.initiative.uid)
    return len(drafts)


def mark_sent(draft: Entry, *, strangeness: float) -> None:
    """Put a draft without faults before the reviewer; the moment is that of receipt, by whatever way it came."""
    draft.state, draft.received_at, draft.review_note = Entry.State.SUBMITTED, timezone.now(), ""
    draft.strangeness = Decimal(strangeness).quantize(THOUSANDTH)
    draft.version += 1


@transaction.atomic
def confirm_entries(submission: Submission, *, by: Actor) -> int:
    """Confirm, as the provider, figures that backbone staff typed on its behalf; returns how many."""
    require(by, Capability.ENTER_FIGURES, on=submission)
    if submission.provider_id not in by.organization_ids:
        raise RuleViolation("only_the_partner_confirms")
    waiting = list(Entry.objects.filter(submission=submission, typed_by_staff=True, confirmed_by=None))
    confirmed = Entry.objects.filter(pk__in=[each.pk for each in waiting]).update(confirmed_by=by.user_id)
    if confirmed:
        remember(waiting, EntryChange.Act.CONFIRMED, by=by)
        record("submission.confirmed", submission, by=by, initiative_uid=submission.round.initiative.uid)
    return confirmed
