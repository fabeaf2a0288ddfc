"""How do many figures come in at once from a system? By the rules of the form, in a handful of statements.

A form keeps half a figure as a draft, since somebody will finish typing it; a system has nothing half typed, so
its impossible figure is refused.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from django.db import transaction

from backbone.core.exceptions import Refusal, RuleViolation
from backbone.core.rows import update_rows
from backbone.tenancy.actors import Actor
from backbone.tenancy.trail import record
from measurement.models import Entry, EntryChange, Obligation, Submission
from measurement.rules import review
from measurement.rules.checks import Finding
from measurement.selectors.entries import checked_each
from measurement.services.drafts import Typed, asks_for_parts, asks_for_weight, drafted, says_the_same
from measurement.services.entries import latest_entries, mark_sent, start_submission
from measurement.services.history import remember
from measurement.services.locks import refuse_locked


class Outcome(StrEnum):
    CREATED = "created"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    FAILED = "failed"


@dataclass(slots=True)
class Saved:
    """What became of one figure: the entry as it stands, and what is wrong with it or to be checked."""

    obligation: Obligation
    outcome: Outcome
    entry: Entry | None = None
    findings: list[Finding] = field(default_factory=list)
    refusal: Refusal | None = None
    strangeness: float = 0.0

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.findings if each.is_error]

    @property
    def warnings(self) -> list[Finding]:
        return [each for each in self.findings if not each.is_error]

    @property
    def is_changed(self) -> bool:
        return self.outcome in (Outcome.CREATED, Outcome.UPDATED)

    @property
    def may_be_sent(self) -> bool:
        return self.outcome != Outcome.FAILED and self.entry is not None and self.entry.state in review.MAY_BE_EDITED


@transaction.atomic
def keep_typed(rows: Sequence[tuple[Obligation, Typed]], *, by: Actor) -> list[Saved]:
    """Keep what was typed in rows of a form, whether it can be sent yet or not; an untouched row begins no entry.

    What may not be changed now (under review, closed, changed by somebody else) has a `refusal`; the others are kept.

    Raises PermissionDenied unless `by` may enter for every provider among them.
    """
    submissions = _submissions([owed for owed, _ in rows], by)
    latest = latest_entries([owed for owed, _ in rows])
    saved = [
        _typed(submissions[(owed.round_id, owed.provider_id)], owed, latest.get(owed.pk), typed, by)
        for owed, typed in rows
    ]
    changed = [each.entry for each in saved if each.is_changed and each.entry]
    _write(changed)
    remember(changed, EntryChange.Act.SAVED, by=by)
    return saved


@transaction.atomic
def save_entries(
    rows: Sequence[tuple[Obligation, Typed]], *, by: Actor, send: bool = False, all_or_nothing: bool = True
) -> list[Saved]:
    """Keep the figures of many obligations as drafts or, with `send`, put them before the reviewer at once.

    Each obligation stands in at most one row. An impossible figure fails; so does an unusual one that is to be
    sent without a reason. With `all_or_nothing` one that fails stops all; otherwise the others are written.

    Raises PermissionDenied unless `by` may enter for every provider among them.
    """
    submissions = _submissions([owed for owed, _ in rows], by)
    latest = latest_entries([owed for owed, _ in rows])
    saved = [
        _draft(submissions[(owed.round_id, owed.provider_id)], owed, latest.get(owed.pk), typed, by, send=send)
        for owed, typed in rows
    ]
    _check(saved, send=send)
    if all_or_nothing and any(each.outcome == Outcome.FAILED for each in saved):
        return saved
    changed = [each.entry for each in saved if each.is_changed and each.entry]
    sent = [each for each in saved if send and each.may_be_sent and each.entry]
    entries = [each.entry for each in sent if each.entry]
    for each in sent:
        if each.entry:
            mark_sent(each.entry, strangeness=each.strangeness)
    _write({id(entry): entry for entry in [*changed, *entries]}.values())
    remember(changed, EntryChange.Act.SAVED, by=by)
    remember(entries, EntryChange.Act.SENT, by=by)
    _record_sent(entries, by)
    return saved


def _submissions(owed: Sequence[Obligation], by: Actor) -> dict[tuple[int, int], Submission]:
    """The submission of each round and provider, in key order so that two batches do not wait for each other."""
    wanted = {(each.round_id, each.provider_id): each for each in owed}
    return {key: start_submission(wanted[key].round, wanted[key].provider, by=by) for key in sorted(wanted)}


def _typed(submission: Submission, owed: Obligation, latest: Entry | None, typed: Typed, by: Actor) -> Saved:
    if typed.is_empty if latest is None else says_the_same(latest, typed):
        return Saved(owed, Outcome.UNCHANGED, latest)
    try:
        entry = drafted(submission, owed, latest, typed, by=by)
    except RuleViolation as violation:
        return Saved(owed, Outcome.FAILED, latest, refusal=violation.refusal)
    return Saved(owed, Outcome.UPDATED if entry.pk else Outcome.CREATED, entry)


def _draft(
    submission: Submission, owed: Obligation, latest: Entry | None, typed: Typed, by: Actor, *, send: bool
) -> Saved:
    is_same = latest is not None and typed.version is None and says_the_same(latest, typed)
    stands = latest if is_same else None
    try:
        if stands is not None:
            stands.submission = submission
            if send and stands.state in review.MAY_BE_EDITED:
                refuse_locked(submission, owed)  # it is typed no more, but it is sent
            return Saved(owed, Outcome.UNCHANGED, stands)
        if unasked := _unasked(owed, typed):
            return Saved(owed, Outcome.FAILED, findings=unasked)
        entry = drafted(submission, owed, latest, typed, by=by)
    except RuleViolation as violation:
        refusal = violation.refusal
        found = [Finding(refusal.code, "", is_error=True, values=refusal.values)]
        return Saved(owed, Outcome.FAILED, findings=found, refusal=refusal)
    return Saved(owed, Outcome.UPDATED if entry.pk else Outcome.CREATED, entry)


def _unasked(owed: Obligation, typed: Typed) -> list[Finding]:
    """Numbers that the form has no field for: they would be dropped without a word."""
    if typed.presence != Entry.Presence.NUMBER:
        names = ["numerator", "denominator", "value"]
    elif asks_for_parts(owed.indicator.adds_over_partners):
        names = ["value"]
    elif asks_for_weight(owed.indicator.adds_over_partners):
        names = ["numerator"]
    else:
        names = ["numerator", "denominator"]
    return [Finding("number_not_asked_for", name, is_error=True) for name in names if getattr(typed, name)]


def _check(saved: Sequence[Saved], *, send: bool) -> None:
    """Put the findings to each row that is changed or to be sent; those with errors fail."""
    checked = [each for each in saved if each.entry and (each.is_changed or each.may_be_sent)]
    for each, found_in in zip(checked, checked_each([row.entry for row in checked if row.entry]), strict=True):
        each.findings, each.strangeness = found_in.findings, found_in.strangeness
        is_unexplained = send and bool(each.warnings) and each.entry and not each.entry.kept_because.strip()
        if is_unexplained:
            each.findings = [
                Finding(found.code, found.field, is_error=True, values=found.values) for found in each.findings
            ]
        if each.errors:
            each.outcome = Outcome.FAILED


WRITTEN = (
    "submission", "state", "presence", "numerator", "denominator", "value", "lower", "upper", "original_text",
    "says_nothing", "typed_numerator", "typed_denominator", "note", "kept_because", "came_by", "source_file",
    "source_cell", "version", "saved_at", "typed_by", "typed_by_staff", "typed_from", "confirmed_by", "received_at",
    "strangeness", "review_note",
)  # fmt: skip


def _write(entries: Iterable[Entry]) -> None:
    """Two statements, whatever their number; entries that are there are met by their id."""
    new: list[Entry] = []
    old: list[Entry] = []
    for entry in entries:
        (new if entry.pk is None else old).append(entry)
    if new:
        Entry.objects.bulk_create(new)
    update_rows(old, WRITTEN)


def _record_sent(sent: Iterable[Entry], by: Actor) -> None:
    submissions = {entry.submission_id: entry.submission for entry in sent}
    for submission in submissions.values():
        record("submission.sent", submission, by=by, initiative_uid=submission.round.initiative.uid)
