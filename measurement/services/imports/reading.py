"""What does a file bring? It is read, and every row is held against what stands; nothing counts yet."""

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import replace
from uuid import UUID

from backbone.core.exceptions import RuleViolation
from backbone.files.services import open_file
from backbone.tenancy.actors import Actor
from initiatives.models import Organization
from measurement.imports.carrier import Answer
from measurement.models import Entry, Import, ImportColumn, ImportMapping, ImportRow, Obligation
from measurement.selectors.imports import standing_of
from measurement.selectors.owed import OwedKey, about
from measurement.services.batches import Outcome
from measurement.services.drafts import asks_for_parts, asks_for_weight, says_the_same
from measurement.services.entries import latest_entries
from measurement.services.imports.lines import brings_figures, owed_key, row_of, typed_of, uid_in
from measurement.services.imports.starting import print_of
from measurement.services.previews import preview_file
from measurement.services.values import Row, Value, send_values

Tell = Callable[[int, int], None]
CHANGES = {
    Outcome.CREATED: ImportRow.Change.NEW,
    Outcome.UPDATED: ImportRow.Change.CHANGED,
    Outcome.UNCHANGED: ImportRow.Change.SAME,
}
WRITTEN_AT_ONCE = 2000


def read_import(uid: UUID, *, by: Actor, progress: Tell) -> None:
    """Read the file of an import and keep what it would bring, row by row, for a person to look at.

    Called by the job, in its transaction. One that was given up meanwhile, or read already, is left as it is.
    """
    found = Import.objects.select_related("initiative", "organization", "file").get(uid=uid)
    if found.state != Import.State.READING:
        return
    answer = _answer(found, by, progress)
    found.rows.all().delete()
    found.columns.all().delete()
    ImportColumn.objects.bulk_create(
        ImportColumn(of=found, sheet=sheet[:100], position=at, heading=heading[:200], role=role, about=about[:200])
        for sheet, at, heading, role, about in answer.columns
    )
    found.state, found.refusal = Import.State.READY, answer.refusal
    if answer.refusal:
        found.state = Import.State.REFUSED
    rows = [row_of(found, line) for line in answer.lines]
    if found.organization is None:
        _hold_against_history(rows)
    else:
        _hold_against_owed(found, found.organization, rows, by)
    ImportRow.objects.bulk_create(rows, batch_size=WRITTEN_AT_ONCE)
    _count(found, rows, answer)
    if not Import.objects.filter(pk=found.pk, state=Import.State.READING).update(
        **{name: getattr(found, name) for name in COUNTED}
    ):
        raise RuleViolation("import_cancelled")


COUNTED = ("state", "refusal", "settings", "rows_read", "accepted", "rejected", "left_out", "warned")


def _answer(found: Import, by: Actor, progress: Tell) -> Answer:
    """Read the file as was said; where nothing was, as was said of the last one with the same headings."""

    def is_told(done: int) -> None:
        progress(done, max(done, 1))
        if not Import.objects.filter(pk=found.pk, state=Import.State.READING).exists():
            raise RuleViolation("import_cancelled")

    with tempfile.NamedTemporaryFile("wb", suffix=".import") as copy:
        with open_file(found.file) as kept:
            copy.write(kept.read())
        copy.flush()
        answer = preview_file(
            copy.name, found.file.name, found.initiative, by=by, settings=found.settings, is_told=is_told,
            organization=found.organization,
        )  # fmt: skip
        remembered = None if found.settings else _remembered(found, answer)
        if remembered:
            found.settings = remembered
            answer = preview_file(
                copy.name, found.file.name, found.initiative, by=by, settings=remembered, is_told=is_told,
                organization=found.organization,
            )  # fmt: skip
    return answer


def _remembered(found: Import, answer: Answer) -> dict[str, object] | None:
    mapping = ImportMapping.objects.filter(
        initiative=found.initiative, heading_print=print_of([column[2] for column in answer.columns])
    ).first()
    return mapping.settings if mapping else None


def _hold_against_history(rows: Sequence[ImportRow]) -> None:
    figures = brings_figures(rows)
    keys = [key for row in figures if (key := owed_key(row))]
    stands = standing_of(keys)
    for row in figures:
        key = owed_key(row)
        if key is None or key not in stands:
            row.change = ImportRow.Change.NEW
            continue
        numbers, row.was = stands[key], stands[key][2]
        mine = (row.numerator, row.denominator, row.value)
        row.change = ImportRow.Change.SAME if mine == numbers else ImportRow.Change.CHANGED


def _hold_against_owed(found: Import, organization: Organization, rows: list[ImportRow], by: Actor) -> None:
    """Go the whole way of entry and back, so that the preview says what bringing in will say."""
    figures = brings_figures(rows)
    changed: list[tuple[ImportRow, Obligation]] = []
    for row, became in zip(figures, sent_values(found, organization, figures, by, dry_run=True), strict=True):
        if became.errors:
            row.kind, row.reason = ImportRow.Kind.REJECTED, became.errors[0].code
            continue
        row.change = CHANGES.get(became.outcome, "")
        if row.change == ImportRow.Change.CHANGED and became.saved:
            changed.append((row, became.saved.obligation))
        if became.warnings:
            rows.append(
                ImportRow(of=found, kind=ImportRow.Kind.WARNED, reason=became.warnings[0].code, row=row.row,
                          sheet=row.sheet, column=row.column)
            )  # fmt: skip
    _tell_what_stood(changed)


def _tell_what_stood(rows: Sequence[tuple[ImportRow, Obligation]]) -> None:
    """Put what an entry holds now beside each row that would change it; one query."""
    stands = dict(
        Entry.objects.filter(obligation__in=[owed for _, owed in rows])
        .order_by("pk")
        .values_list("obligation_id", "value")
    )
    for row, owed in rows:
        row.was = stands.get(owed.pk)


def sent_values(
    found: Import, organization: Organization, rows: Sequence[ImportRow], by: Actor, *, dry_run: bool
) -> list[Row]:
    """What becomes of a partner's rows by the way of form and API; those of our own form are met by their key."""
    uids = {uid for row in rows if row.key and (uid := uid_in(row.key))}
    owed = {
        each.uid: each
        for each in Obligation.objects.filter(
            uid__in=uids, provider=organization, round__initiative=found.initiative
        ).select_related("indicator", "breakdown", "provider", "subject__organization")
    }
    ways = dict(found.initiative.adoptions.values_list("indicator__code", "indicator__adds_over_partners"))
    stands = latest_entries(list(owed.values()))
    values = []
    for row in rows:
        met = owed.get(uid_in(row.key) or UUID(int=0)) if row.key else None
        key = owed_key(row) if met is None else OwedKey(
            met.indicator.code, about(met), met.period_start, met.period_end, met.breakdown.code
        )  # fmt: skip
        adds = ways.get(key.indicator if key else "", "")
        typed = typed_of(row, found.file, asks_for_parts=asks_for_parts(adds), asks_for_weight=asks_for_weight(adds))
        entry = stands.get(met.pk) if met else None
        if entry and says_the_same(entry, typed):
            # A form holds what was sent too: what nobody has changed in it is no try to change what is locked.
            typed = replace(typed, version=None)
        values.append(Value(key, typed))
    return send_values(found.initiative, values, by=by, all_or_nothing=False, dry_run=dry_run)


def _count(found: Import, rows: Sequence[ImportRow], answer: Answer) -> None:
    found.rows_read = answer.rows
    found.accepted = len([row for row in brings_figures(rows) if row.kind != ImportRow.Kind.REJECTED])
    found.rejected = sum(row.kind == ImportRow.Kind.REJECTED for row in rows)
    found.left_out = sum(row.kind == ImportRow.Kind.LEFT_OUT for row in rows)
    found.warned = sum(row.kind == ImportRow.Kind.WARNED for row in rows)
