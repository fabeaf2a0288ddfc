"""How does a provider's figure come in, from a form, a file or a system alike?"""

from collections.abc import Collection, Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Organization
from measurement.models import CollectionRound, Entry, Obligation, Submission
from measurement.rules import review
from measurement.selectors.entries import findings_of
from measurement.services.drafts import Typed, asks_for_parts, drafted, says_the_same
from measurement.services.locks import sendable

__all__ = [
    "Typed",
    "asks_for_parts",
    "confirm_entries",
    "latest_entries",
    "mark_sent",
    "obligation_of",
    "save_entry",
    "save_if_changed",
    "send_submission",
    "start_submission",
]


@transaction.atomic
def start_submission(collection_round: CollectionRound, provider: Organization, *, by: Actor) -> Submission:
    """The provider's submission for a round, made when the first figure is entered, and held until commit.

    Whoever enters for the same provider and round waits: two first entries of one figure cannot both be made.
    """
    Submission.objects.get_or_create(round=collection_round, provider=provider)
    submission = (
        Submission.objects.select_for_update(of=("self",), no_key=True)
        .select_related("round__initiative")
        .get(round=collection_round, provider=provider)
    )
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
    return entry


def save_if_changed(obligation: Obligation, typed: Typed, *, by: Actor) -> Entry | None:
    """Save what was typed unless it says what stands already: an untouched row of a form begins no entry."""
    if _stands(obligation, typed):
        return None
    try:
        return save_entry(obligation, typed, by=by)
    except RuleViolation as violation:
        # The same may have come twice at once: as the field was left, and with the button pressed next.
        if violation.refusal.code == "entry_changed_meanwhile" and _stands(obligation, typed):
            return None
        raise


def _stands(obligation: Obligation, typed: Typed) -> bool:
    latest = Entry.objects.filter(obligation=obligation).select_related("obligation__indicator").order_by("-pk").first()
    return typed.is_empty if latest is None else says_the_same(latest, typed)


def latest_entries(owed: Collection[Obligation]) -> dict[int, Entry]:
    """The newest entry of each obligation by its id, locked in key order as reviewers lock them; one query."""
    by_pk = {each.pk: each for each in owed}
    found: dict[int, Entry] = {}
    entries = Entry.objects.select_for_update(of=("self",)).filter(obligation__in=by_pk).select_related("submission")
    for entry in entries.order_by("pk"):
        entry.obligation = by_pk[entry.obligation_id]
        found[entry.obligation_id] = entry
    return found


@transaction.atomic
def send_submission(submission: Submission, *, by: Actor) -> int:
    """Send all drafts of a submission for review; lateness is judged by this moment. Returns how many were sent.

    Of figures that staff typed on the provider's behalf its people are told by mail, with a link to confirm them.

    Raises RuleViolation while a figure is to be fixed, or to be checked without a reason, or nothing is there to send.
    """
    require(by, Capability.ENTER_FIGURES, on=submission)
    typed = list(
        Entry.objects.select_for_update(of=("self",))
        .filter(submission=submission, state__in=review.MAY_BE_EDITED)
        .select_related("obligation__indicator")
        .order_by("pk")
    )
    drafts = sendable(submission, typed)
    if not drafts:
        raise RuleViolation("nothing_to_send")
    findings = findings_of(drafts)
    wrong = [draft for draft in drafts if any(each.is_error for each in findings[draft.pk])]
    unlikely = [
        draft for draft in drafts if findings[draft.pk] and draft not in wrong and not draft.kept_because.strip()
    ]
    if wrong or unlikely:
        raise RuleViolation("figures_to_fix", to_fix=len(wrong), to_check=len(unlikely))
    mark_sent(drafts)
    Entry.objects.bulk_update(drafts, ["state", "received_at", "review_note", "version"])
    record("submission.sent", submission, by=by, initiative_uid=submission.round.initiative.uid)
    if any(draft.typed_by_staff for draft in drafts):
        record("submission.sent_on_behalf", submission, by=by, initiative_uid=submission.round.initiative.uid)
    return len(drafts)


def mark_sent(drafts: Iterable[Entry]) -> None:
    """Put drafts without faults before the reviewer; the moment is that of receipt, by whatever way they came."""
    now = timezone.now()
    for draft in drafts:
        draft.state, draft.received_at, draft.review_note = Entry.State.SUBMITTED, now, ""
        draft.version += 1


@transaction.atomic
def confirm_entries(submission: Submission, *, by: Actor) -> int:
    """Confirm, as the provider, figures that backbone staff typed on its behalf; returns how many."""
    require(by, Capability.ENTER_FIGURES, on=submission)
    if submission.provider_id not in by.organization_ids:
        raise RuleViolation("only_the_partner_confirms")
    confirmed = Entry.objects.filter(submission=submission, typed_by_staff=True, confirmed_by=None).update(
        confirmed_by=by.user_id
    )
    if confirmed:
        record("submission.confirmed", submission, by=by, initiative_uid=submission.round.initiative.uid)
    return confirmed


def obligation_of(collection_round: CollectionRound, provider: Organization, uid: UUID) -> Obligation:
    return Obligation.objects.select_related("round__initiative", "provider", "indicator").get(
        uid=uid, round=collection_round, provider=provider
    )
