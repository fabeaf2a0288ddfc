"""How does a provider's figure come in, from a form, a file or a system alike?"""

from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.roles import Role
from backbone.tenancy.trail import record
from initiatives.models import Organization
from measurement.models import CollectionRound, Entry, Obligation, Submission
from measurement.rules import checks, review
from measurement.selectors.entries import findings_of


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed for one figure, as text; `version` is the one it was read at, None for a first entry."""

    numerator: str = ""
    denominator: str = ""
    value: str = ""
    note: str = ""
    kept_because: str = ""
    presence: str = Entry.Presence.NUMBER
    typed_from: str = ""
    version: int | None = None


@transaction.atomic
def start_submission(collection_round: CollectionRound, provider: Organization, *, by: Actor) -> Submission:
    """The provider's submission for a round, made when the first figure is entered."""
    submission, _ = Submission.objects.get_or_create(round=collection_round, provider=provider)
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
    _refuse_closed(obligation.round)
    entry = (
        Entry.objects.select_for_update(of=("self",)).filter(obligation=obligation, state__in=Entry.OPEN).first()
    ) or Entry(submission=submission, obligation=obligation, version=0)
    if entry.state not in review.MAY_BE_EDITED:
        raise RuleViolation("entry_under_review")
    if typed.version is not None and typed.version != entry.version:
        raise RuleViolation("entry_changed_meanwhile", version=entry.version)
    _fill(entry, obligation, typed)
    _sign(entry, typed, by)
    entry.version += 1
    entry.save()
    return entry


def save_if_changed(obligation: Obligation, typed: Typed, *, by: Actor) -> Entry | None:
    """Save what was typed unless it says what stands already: an untouched row of a form begins no entry."""
    latest = Entry.objects.filter(obligation=obligation).select_related("obligation__indicator").order_by("-pk").first()
    is_empty = not (typed.numerator or typed.denominator or typed.value or typed.note)
    if latest is None and is_empty and typed.presence == Entry.Presence.NUMBER:
        return None
    if latest is not None and _says_the_same(latest, typed):
        return None
    return save_entry(obligation, typed, by=by)


def _says_the_same(entry: Entry, typed: Typed) -> bool:
    probe = Entry(obligation=entry.obligation, submission=entry.submission)
    _fill(probe, entry.obligation, typed)
    fields = ("presence", "numerator", "denominator", "value", "typed_numerator", "typed_denominator", "note")
    return typed.kept_because == entry.kept_because and all(
        getattr(probe, name) == getattr(entry, name) for name in fields
    )


@transaction.atomic
def send_submission(submission: Submission, *, by: Actor) -> int:
    """Send all drafts of a submission for review; lateness is judged by this moment. Returns how many were sent.

    Raises RuleViolation while a figure is to be fixed, or to be checked without a reason, or nothing is there to send.
    """
    require(by, Capability.ENTER_FIGURES, on=submission)
    _refuse_closed(submission.round)
    drafts = list(
        Entry.objects.select_for_update(of=("self",))
        .filter(submission=submission, state__in=review.MAY_BE_EDITED)
        .select_related("obligation__indicator")
    )
    if not drafts:
        raise RuleViolation("nothing_to_send")
    findings = findings_of(drafts)
    wrong = [draft for draft in drafts if any(each.is_error for each in findings[draft.pk])]
    unlikely = [
        draft for draft in drafts if findings[draft.pk] and draft not in wrong and not draft.kept_because.strip()
    ]
    if wrong or unlikely:
        raise RuleViolation("figures_to_fix", to_fix=len(wrong), to_check=len(unlikely))
    now = timezone.now()
    for draft in drafts:
        draft.state, draft.received_at, draft.review_note = Entry.State.SUBMITTED, now, ""
        draft.version += 1
    Entry.objects.bulk_update(drafts, ["state", "received_at", "review_note", "version"])
    record("submission.sent", submission, by=by, initiative_uid=submission.round.initiative.uid)
    return len(drafts)


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


def _fill(entry: Entry, owed: Obligation, typed: Typed) -> None:
    """Take over what was typed: numbers where they are numbers, the text where they are not yet."""
    indicator = owed.indicator
    entry.presence = typed.presence
    entry.note, entry.kept_because = typed.note, typed.kept_because
    entry.numerator = entry.denominator = entry.value = None
    entry.typed_numerator = entry.typed_denominator = ""
    if typed.presence != Entry.Presence.NUMBER:
        return
    first = typed.numerator if asks_for_parts(indicator.adds_over_partners) else typed.value
    left, right = checks.number(first), checks.number(typed.denominator)
    entry.typed_numerator = "" if left is not None else first.strip()[:60]
    entry.typed_denominator = "" if right is not None else typed.denominator.strip()[:60]
    if not asks_for_parts(indicator.adds_over_partners):
        entry.value = left
        return
    entry.numerator, entry.denominator = left, right
    if left is not None and right:
        entry.value = (left / right * indicator.per).quantize(Decimal("0.00000001"))


def asks_for_parts(adds_over_partners: str) -> bool:
    """Whether a figure is entered as count and "out of": only so can it be added up over partners."""
    return adds_over_partners == "ratio_of_sums"


def _sign(entry: Entry, typed: Typed, by: Actor) -> None:
    by_staff = entry.submission.provider_id not in by.organization_ids
    if by_staff and by.holds(Role.DATA_MANAGER) and not typed.typed_from.strip() and not entry.typed_from:
        raise RuleViolation("say_where_figures_come_from")
    entry.typed_by_id, entry.typed_by_staff = by.user_id, by_staff
    entry.confirmed_by_id = None
    if typed.typed_from.strip():
        entry.typed_from = typed.typed_from.strip()
    if not by_staff:
        entry.typed_from = ""


def _refuse_closed(collection_round: CollectionRound) -> None:
    now = timezone.now()
    if now < collection_round.opens_at:
        raise RuleViolation("round_not_open_yet", opens_on=collection_round.opens_on)
    if now >= collection_round.closes_at:
        raise RuleViolation("round_closed", closes_on=collection_round.closes_on)


def entry_by_uid(uid: UUID) -> Entry:
    return Entry.objects.select_related("submission__round__initiative", "obligation__indicator").get(uid=uid)
