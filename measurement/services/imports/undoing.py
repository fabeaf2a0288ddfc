"""How is what a file brought taken back? For a day, and only where nobody has gone on from it."""

from django.db import connection, transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.trail import record
from measurement.models import Entry, EntryChange, Import, ImportRow, Vintage
from measurement.rules import review
from measurement.services import totals
from measurement.services.history import contents_of, remember
from measurement.services.imports.starting import locked_import
from measurement.services.order import lock_figures
from measurement.services.releases import release_withdrawn


@transaction.atomic
def undo_import(found: Import, *, by: Actor) -> tuple[int, int]:
    """Take back what a file brought: (taken back, left alone) rows.

    A draft is as it was before, or gone where there was none. One that was changed or sent since is left alone. Of
    history all figures that still stand give way to those that stood before; nothing is erased, the trail of each
    figure shows both.

    Raises RuleViolation after a day, or where it was not brought in.
    """
    locked = locked_import(found, by, Import.State.APPLIED)
    if not locked.may_be_undone:
        raise RuleViolation("import_too_old_to_undo")
    done, kept = _history(locked, by) if locked.organization is None else _entries(locked, by)
    locked.state, locked.undone_at = Import.State.UNDONE, timezone.now()
    locked.save(update_fields=["state", "undone_at"])
    record("import.undone", locked, by=by, initiative_uid=locked.initiative.uid)
    return done, kept


def _entries(found: Import, by: Actor) -> tuple[int, int]:
    rows = list(found.rows.exclude(entry=None).order_by("pk"))
    entries = {
        entry.pk: entry
        for entry in Entry.objects.select_for_update(of=("self",))
        .filter(pk__in=[row.entry_id for row in rows])
        .order_by("pk")
    }
    before: dict[int, EntryChange] = {}
    versions = {row.entry_id: row.entry_version for row in rows}
    for change in EntryChange.objects.filter(entry__in=entries).order_by("pk"):
        if change.version < (versions.get(change.entry_id) or 0):
            before[change.entry_id] = change
    done = 0
    for row in rows:
        entry = entries.get(row.entry_id or 0)
        if entry is None or entry.version != row.entry_version or entry.state not in review.MAY_BE_EDITED:
            continue
        done += _take_back(entry, row, before.get(entry.pk), by)
    return done, len(rows) - done


def _take_back(entry: Entry, row: ImportRow, before: EntryChange | None, by: Actor) -> bool:
    if not row.had_entry:
        ImportRow.objects.filter(entry=entry).update(entry=None)
        entry.delete()
        return True
    if before is None:  # typed before histories were kept: what stood there is not known, so it is left alone
        return False
    for name, said in contents_of(before).items():
        setattr(entry, name, said)
    entry.version = (row.entry_version or 0) + 1
    entry.save()
    remember([entry], EntryChange.Act.TAKEN_BACK, by=by)
    return True


# What still stands of the vintage, and what stood before it; `presence` is empty where nothing did.
FIND_WITHDRAWN = """
DROP TABLE IF EXISTS changed;
CREATE TEMPORARY TABLE changed ON COMMIT DROP AS
SELECT nextval(pg_get_serial_sequence('measurement_observation', 'id')) AS new_id, o.id AS old_id,
    o.numerator AS old_numerator, o.denominator AS old_denominator, o.value AS old_value, o.presence AS old_presence,
    o.lower AS old_lower, o.upper AS old_upper,
    o.indicator_id, o.subject_id, o.breakdown_id, o.period_start, o.period_end, b.numerator, b.denominator, b.value,
    coalesce(b.presence, '') AS presence, coalesce(b.status, 'normal') AS status, b.lower, b.upper,
    coalesce(b.original_text, '') AS original_text, coalesce(b.source_cell, '') AS source_cell, b.provider_id,
    b.entry_id,
    coalesce(b.is_public, false) AS is_public,
    coalesce(b.lies_outside_dates, false) AS lies_outside_dates
FROM measurement_observation o
LEFT JOIN measurement_observation b ON b.tenant_id = %(tenant)s AND b.superseded_by_id = o.id
WHERE o.tenant_id = %(tenant)s AND o.vintage_id = %(vintage)s AND o.superseded_at IS NULL
"""
# One statement, as when figures are written: the references are checked at its end.
WRITE_BACK = """
WITH ended AS (
    UPDATE measurement_observation o SET superseded_at = clock_timestamp(),
        superseded_by_id = CASE WHEN c.presence <> '' THEN c.new_id END
    FROM changed c WHERE o.tenant_id = %(tenant)s AND o.id = c.old_id RETURNING o.id
)
INSERT INTO measurement_observation (
    id, tenant_id, indicator_id, subject_id, breakdown_id, period_start, period_end, numerator, denominator, value,
    presence, status, lower, upper, original_text, source_cell, provider_id, entry_id, vintage_id, is_public,
    lies_outside_dates, recorded_at, recorded_by_id
)
SELECT c.new_id, %(tenant)s, c.indicator_id, c.subject_id, c.breakdown_id, c.period_start, c.period_end, c.numerator,
    c.denominator, c.value, c.presence, c.status, c.lower, c.upper, c.original_text, c.source_cell,
    c.provider_id, c.entry_id,
    %(undoing)s, c.is_public, c.lies_outside_dates, clock_timestamp(), %(by)s
FROM changed c WHERE c.presence <> '' AND (SELECT count(*) FROM ended) >= 0
"""


def _history(found: Import, by: Actor) -> tuple[int, int]:
    lock_figures()
    vintage = found.vintage
    if vintage is None:
        return 0, 0
    undoing = Vintage.objects.create(
        source=vintage.source, note=f"Taken back: {vintage.note}", is_public=vintage.is_public, loaded_by_id=by.user_id
    )
    values = {"tenant": scope.current(), "vintage": vintage.pk, "undoing": undoing.pk, "by": by.user_id}
    with connection.cursor() as cursor:
        cursor.execute(FIND_WITHDRAWN, values)
        cursor.execute("SELECT count(*) FROM changed")
        done = int(cursor.fetchone()[0])
        cursor.execute(WRITE_BACK, values)
    totals.move_by_changed()
    if vintage.is_public:
        release_withdrawn(undoing, by=by)
    return done, found.applied - done
