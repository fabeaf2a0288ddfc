"""How does a sent figure become part of the shared measurement, or go back?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import StaffRole
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.roles import Role
from backbone.tenancy.trail import record
from measurement.models import Entry, EntryChange
from measurement.rules import review
from measurement.services.history import remember
from measurement.services.observations import accept_into_measurement


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one entry of many; `refusal` is None where it was done."""

    uid: UUID
    refusal: Refusal | None


@transaction.atomic
def accept_entry(uid: UUID, *, by: Actor, reason: str = "") -> Entry:
    """Accept a figure that a provider sent into the shared measurement system.

    It becomes an observation and counts in totals from here on; everybody but its provider
    and the data manager meets it in the next release. The provider's form says so.

    Raises PermissionDenied unless `by` may review this entry, and RuleViolation unless it
    awaits review, or where it is one's own and another may accept it.
    """
    entry = _locked([uid])[0]
    require(by, Capability.REVIEW_ENTRIES, on=entry)
    if refused := _refusal_to_accept(entry, by, reason, others_may=_others_may_review(by)):
        raise RuleViolation(refused.code, **refused.values)
    _accept([entry], by=by, reason=reason)
    return entry


@transaction.atomic
def accept_entries(
    uids: Sequence[UUID], *, by: Actor, reason: str = "", versions: Mapping[UUID, int | None] | None = None
) -> list[RowResult]:
    """Accept many: each that may be, with a result for each that may not.

    With `versions`, as the reviewer saw them, a figure that was corrected and sent again meanwhile is refused.
    """
    entries = _locked(uids)
    for entry in entries:
        require(by, Capability.REVIEW_ENTRIES, on=entry)
    others_may = _others_may_review(by)
    refusals = {
        entry.uid: _refusal_of_version(entry, versions) or _refusal_to_accept(entry, by, reason, others_may=others_may)
        for entry in entries
    }
    _accept([entry for entry in entries if refusals[entry.uid] is None], by=by, reason=reason)
    return [RowResult(entry.uid, refusals[entry.uid]) for entry in entries]


@transaction.atomic
def return_entry(uid: UUID, *, note: str, by: Actor) -> Entry:
    """Send a figure back to its provider with a note that says what to do.

    Raises RuleViolation without a note, or unless it awaits review.
    """
    entry = _locked([uid])[0]
    require(by, Capability.REVIEW_ENTRIES, on=entry)
    if not note.strip():
        raise RuleViolation("return_needs_note")
    if refused := review.refusal(entry.state, Entry.State.RETURNED):
        raise RuleViolation(refused.code, **refused.values)
    entry.state, entry.review_note = Entry.State.RETURNED, note.strip()
    entry.reviewed_by_id, entry.reviewed_at = by.user_id, timezone.now()
    entry.version += 1
    entry.save(update_fields=["state", "review_note", "reviewed_by", "reviewed_at", "version"])
    remember([entry], EntryChange.Act.RETURNED, by=by)
    record("entry.returned", entry, by=by, initiative_uid=entry.submission.round.initiative.uid)
    return entry


def _locked(uids: Sequence[UUID]) -> list[Entry]:
    """The entries in key order, locked; a uid that is not there raises DoesNotExist."""
    found = list(
        Entry.objects.select_for_update(of=("self",))
        .filter(uid__in=uids)
        .select_related("obligation__indicator", "submission__round__initiative")
        .order_by("pk")
    )
    if len(found) != len(set(uids)):
        raise Entry.DoesNotExist
    return found


def _refusal_of_version(entry: Entry, versions: Mapping[UUID, int | None] | None) -> Refusal | None:
    if versions is None or versions.get(entry.uid) == entry.version:
        return None
    return Refusal("entry_changed_since_shown")


def _refusal_to_accept(entry: Entry, by: Actor, reason: str, *, others_may: bool) -> Refusal | None:
    return review.refusal(entry.state, Entry.State.ACCEPTED) or review.acceptance_refusal(
        is_own=entry.typed_by_id == by.user_id,
        is_confirmed=entry.confirmed_by_id is not None and entry.confirmed_by_id != by.user_id,
        others_may=others_may,
        reason=reason,
    )


def _others_may_review(by: Actor) -> bool:
    return (
        StaffRole.objects.filter(
            role=Role.DATA_MANAGER, ended_at=None, membership__ended_at=None, membership__joined_at__isnull=False
        )
        .exclude(membership__user=by.user_id)
        .exists()
    )


def _accept(entries: list[Entry], *, by: Actor, reason: str) -> None:
    if not entries:
        return
    accept_into_measurement(entries, by=by)
    now = timezone.now()
    for entry in entries:
        entry.state, entry.review_note = Entry.State.ACCEPTED, ""
        entry.reviewed_by_id, entry.reviewed_at = by.user_id, now
        is_own = entry.typed_by_id == by.user_id and entry.confirmed_by_id is None
        entry.accepted_own_because = reason.strip() if is_own else ""
        entry.version += 1
    Entry.objects.bulk_update(
        entries, ["state", "review_note", "reviewed_by", "reviewed_at", "accepted_own_because", "version"]
    )
    remember(entries, EntryChange.Act.ACCEPTED, by=by)
    for entry in entries:
        record("entry.accepted", entry, by=by, initiative_uid=entry.submission.round.initiative.uid)
