"""How do the rows of a file come to count? A partner's become entries, history becomes a vintage; once."""

from collections.abc import Callable, Sequence
from uuid import UUID

from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.core.rows import update_rows
from backbone.tenancy.actors import Actor
from backbone.tenancy.trail import record
from initiatives.models import Organization
from measurement.models import Import, ImportRow
from measurement.services.batches import Outcome
from measurement.services.imports.lines import brings_figures, cell_of
from measurement.services.imports.reading import sent_values
from measurement.services.imports.starting import locked_import
from measurement.services.loading import LoadRow, load_history

Tell = Callable[[int, int], None]
WRITTEN = ["entry", "entry_version", "had_entry"]


def apply_import(uid: UUID, *, by: Actor, progress: Tell) -> None:
    """Bring the good rows of a file in: figures of a partner as drafts in its form, history as one vintage.

    Called by the job, in its transaction: all of it or nothing. A partner's drafts still have to be sent; each keeps
    its file and cell. One that is not waiting for it is left as it is.
    """
    found = Import.objects.get(uid=uid)
    if found.state != Import.State.APPLYING:
        return
    locked = locked_import(found, by, Import.State.APPLYING)
    rows = brings_figures(locked.rows.exclude(kind=ImportRow.Kind.REJECTED).iterator(chunk_size=5000))
    progress(0, len(rows))
    if locked.organization is None:
        _as_history(locked, rows, by)
    else:
        _as_entries(locked, locked.organization, rows, by)
    locked.state, locked.applied_at = Import.State.APPLIED, timezone.now()
    locked.save(update_fields=["state", "applied_at", "applied", "vintage", "rejected"])
    record("import.applied", locked, by=by, initiative_uid=locked.initiative.uid)


def stay_ready(uid: UUID, why: str) -> None:
    """After bringing in was refused the file is there to be looked at again, with the reason."""
    Import.objects.filter(uid=uid, state=Import.State.APPLYING).update(state=Import.State.READY, refusal=why[:40])


def _as_history(found: Import, rows: Sequence[ImportRow], by: Actor) -> None:
    loaded = [_load_row(row) for row in rows if row.reason != "nothing_to_report"]
    found.vintage = load_history(loaded, source=found.source, note=found.file.name, is_public=found.is_public, by=by)
    found.applied = len(loaded)


def _load_row(row: ImportRow) -> LoadRow:
    if row.period_start is None or row.period_end is None:
        raise RuleViolation("import_not_now")
    is_number = row.kind == ImportRow.Kind.ACCEPTED
    return LoadRow(
        indicator=row.indicator, subject=row.subject, period_start=row.period_start, period_end=row.period_end,
        value=row.value, numerator=row.numerator, denominator=row.denominator, categories=_categories(row.breakdown),
        presence="number" if is_number else "suppressed", status=row.status or "normal", lower=row.lower,
        upper=row.upper, original_text="" if is_number else row.text, source_cell=cell_of(row)[:120],
    )  # fmt: skip


def _categories(breakdown: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in breakdown.split(";") if "=" in part)


def _as_entries(found: Import, organization: Organization, rows: Sequence[ImportRow], by: Actor) -> None:
    """Drafts by the way of the form, each row with the entry it went into, so that it can be taken back."""
    became = sent_values(found, organization, rows, by, dry_run=False)
    written = []
    for row, outcome in zip(rows, became, strict=True):
        saved = outcome.saved
        if outcome.errors or saved is None or saved.entry is None or not saved.is_changed:
            continue
        row.entry, row.entry_version = saved.entry, saved.entry.version
        row.had_entry = saved.outcome == Outcome.UPDATED
        written.append(row)
    failed = [row for row, outcome in zip(rows, became, strict=True) if outcome.errors]
    if failed and not found.takes_good_rows_only:
        raise RuleViolation("import_has_errors", rows=len(failed))
    update_rows(written, WRITTEN)
    found.applied = len(written)
