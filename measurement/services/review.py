"""How does a sent figure become part of the shared measurement, or go back?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.core.rows import update_rows
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import StaffRole
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.roles import Role
from backbone.tenancy.trail import record_each
from measurement.models import Entry, EntryChange
from measurement.rules import review
from measurement.services.history import contents_of, remember
from measurement.services.observations import accept_into_measurement


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one entry of many; `refusal` is None where it was done."""

    entry: Entry
    refusal: Refusal | None

    @property
    def uid(self) -> UUID:
        return UUID(str(self.entry.uid))


@transaction.atomic
def accept_entry(uid: UUID, *, by: Actor, reason: str = "") -> Entry:
    """Accept a figure that a provider sent into the shared measurement system.

    It becomes an observation and counts in totals from here on; everybody but its provider
    and the data manager meets it in the next release. The provider's form says so.

    Raises PermissionDenied unless `by` may review this entry, and RuleViolation unless it
    awaits review, or where it is one's own and another may accept it.
    """
    _raise_refusal(accept_entries([uid], by=by, reason=reason))
    return Entry.objects.get(uid=uid)


@transaction.atomic
def accept_entries(
    uids: Sequence[UUID], *, by: Actor, reason: str = "", versions: Mapping[UUID, int | None] | None = None
) -> list[RowResult]:
    """Accept many: each that may be, with a result for each that may not.

    With `versions`, as the reviewer saw them, a figure that was corrected and sent again meanwhile is refused.
    """
    entries = _locked(uids, by)
    others_may = _others_may_review(by)
    refusals = {
        entry.uid: _refusal_of_version(entry, versions) or _refusal_to_accept(entry, by, reason, others_may=others_may)
        for entry in entries
    }
    _accept([entry for entry in entries if refusals[entry.uid] is None], by=by, reason=reason)
    return [RowResult(entry, refusals[entry.uid]) for entry in entries]


@transaction.atomic
def return_entry(uid: UUID, *, note: str, by: Actor) -> Entry:
    """Send a figure back to its provider with a note that says what to do.

    Raises RuleViolation without a note, or unless it awaits review.
    """
    _raise_refusal(return_entries([uid], note=note, by=by))
    return Entry.objects.get(uid=uid)


@transaction.atomic
def return_entries(
    uids: Sequence[UUID],
    *,
    note: str,
    by: Actor,
    notes: Mapping[UUID, str] | None = None,
    versions: Mapping[UUID, int | None] | None = None,
) -> list[RowResult]:
    """Send many back, each with its own note where `notes` has one, else with the common one.

    Each that may be returned is, with a result for each that may not: without any note, or not under review.
    """
    entries = _locked(uids, by)
    words = {entry.uid: ((notes or {}).get(entry.uid, "").strip() or note.strip()) for entry in entries}
    refusals = {
        entry.uid: _refusal_of_version(entry, versions)
        or (None if words[entry.uid] else Refusal("return_needs_note"))
        or review.refusal(entry.state, Entry.State.RETURNED)
        for entry in entries
    }
    returned = [entry for entry in entries if refusals[entry.uid] is None]
    now = timezone.now()
    for entry in returned:
        entry.state, entry.review_note = Entry.State.RETURNED, words[entry.uid]
        entry.reviewed_by_id, entry.reviewed_at = by.user_id, now
        entry.version += 1
    update_rows(returned, ["state", "review_note", "reviewed_by", "reviewed_at", "version"])
    _tell("entry.returned", returned, EntryChange.Act.RETURNED, by)
    return [RowResult(entry, refusals[entry.uid]) for entry in entries]


@transaction.atomic
def reopen_entries(uids: Sequence[UUID], *, reason: str, by: Actor) -> list[RowResult]:
    """Give accepted figures back to their providers, with the reason, as the beginning of a correction.

    What was accepted goes on counting until the correction is accepted. Refused without a reason, for a figure that
    was not accepted, and where a correction has begun already.
    """
    entries = _locked(uids, by)
    open_ones = set(
        Entry.objects.filter(
            obligation__in=[entry.obligation_id for entry in entries], state__in=Entry.OPEN
        ).values_list("obligation_id", flat=True)
    )
    refusals = {
        entry.uid: (None if reason.strip() else Refusal("reopening_needs_reason"))
        or review.reopening_refusal(entry.state, has_open=entry.obligation_id in open_ones)
        for entry in entries
    }
    reopened = [_beginning_of_correction(entry, reason.strip(), by) for entry in entries if not refusals[entry.uid]]
    Entry.objects.bulk_create(reopened)
    _tell("entry.returned", reopened, EntryChange.Act.REOPENED, by)
    return [RowResult(entry, refusals[entry.uid]) for entry in entries]


def _beginning_of_correction(entry: Entry, reason: str, by: Actor) -> Entry:
    return Entry(
        **contents_of(entry) | {"state": Entry.State.RETURNED, "review_note": reason, "version": 1},
        submission=entry.submission,
        obligation=entry.obligation,
        typed_by_id=entry.typed_by_id,
        typed_by_staff=entry.typed_by_staff,
        typed_from=entry.typed_from,
        confirmed_by_id=entry.confirmed_by_id,
        reviewed_by_id=by.user_id,
        reviewed_at=timezone.now(),
    )


def _raise_refusal(results: Sequence[RowResult]) -> None:
    for result in results:
        if result.refusal:
            raise RuleViolation(result.refusal.code, **result.refusal.values)


def _tell(event: str, entries: Sequence[Entry], act: EntryChange.Act, by: Actor) -> None:
    remember(entries, act, by=by)
    for uid, ours in groupby(entries, key=lambda entry: entry.submission.round.initiative.uid):
        record_each(event, ours, by=by, initiative_uid=uid)


def _locked(uids: Sequence[UUID], by: Actor) -> list[Entry]:
    """The entries in key order, locked; raises DoesNotExist for one not there, PermissionDenied for one not theirs."""
    found = list(
        Entry.objects.select_for_update(of=("self",))
        .filter(uid__in=uids)
        .select_related(
            "obligation__indicator", "obligation__breakdown", "submission__provider", "submission__round__initiative"
        )
        .order_by("pk")
    )
    if len(found) != len(set(uids)):
        raise Entry.DoesNotExist
    for entry in found:
        require(by, Capability.REVIEW_ENTRIES, on=entry)
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
    accepted: dict[str, Any] = {
        "state": Entry.State.ACCEPTED, "review_note": "", "reviewed_by": by.user_id, "reviewed_at": timezone.now(),
        "version": F("version") + 1,
    }  # fmt: skip
    own = {entry.pk for entry in entries if entry.typed_by_id == by.user_id and entry.confirmed_by_id is None}
    others = [entry.pk for entry in entries if entry.pk not in own]
    Entry.objects.filter(pk__in=own).update(**accepted, accepted_own_because=reason.strip())
    Entry.objects.filter(pk__in=others).update(**accepted, accepted_own_because="")
    _tell("entry.accepted", entries, EntryChange.Act.ACCEPTED, by)
