"""How does a figure come to stand, and an older one to be superseded?

One path for one accepted entry and for a hundred thousand loaded rows: they are put into a
temporary table `incoming`, compared with the current rows in SQL, and what differs is written. The
totals move by the difference in the same transaction.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from django.db import connection, transaction

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from initiatives.models import Initiative
from measurement.models import Entry, Vintage
from measurement.selectors.agreed import agreement_ids
from measurement.services import totals

COLUMNS = (
    "line, indicator_id, subject_id, breakdown_id, period_start, period_end, numerator, denominator, value,"
    " presence, status, lower, upper, original_text, provider_id, entry_id, source_cell"
)

# After so many new rows PostgreSQL must know the table anew before it is joined with: seen without, it read all
# observations for each part of each total, and the load of the demo took minutes where it takes seconds. A table
# that is many times larger is known well enough.
WORTH_ANALYSING = 5_000
KNOWN_ENOUGH = 5

MAKE_INCOMING = """
CREATE TEMPORARY TABLE IF NOT EXISTS incoming (
    line integer, indicator_id bigint, subject_id bigint, breakdown_id bigint, period_start date, period_end date,
    numerator numeric(24,8), denominator numeric(24,8), value numeric(24,8), presence text, status text,
    lower numeric(24,8), upper numeric(24,8), original_text text, provider_id bigint, entry_id bigint,
    source_cell text, agreement_id bigint
) ON COMMIT DROP;
TRUNCATE incoming;
DROP TABLE IF EXISTS changed;
"""

# An accepted entry is always written, even where the number is the same: it has another origin.
NAME_AGREEMENTS = """
UPDATE incoming i SET agreement_id = (a.pair ->> 1)::bigint
FROM jsonb_array_elements(%(lines)s::jsonb) AS a (pair) WHERE i.line = (a.pair ->> 0)::integer
"""

FIND_CHANGED = """
CREATE TEMPORARY TABLE changed ON COMMIT DROP AS
SELECT nextval(pg_get_serial_sequence('measurement_observation', 'id')) AS new_id, o.id AS old_id,
    o.numerator AS old_numerator, o.denominator AS old_denominator, o.value AS old_value, o.presence AS old_presence,
    o.lower AS old_lower, o.upper AS old_upper,
    i.*
FROM incoming i
LEFT JOIN measurement_observation o
    ON o.tenant_id = %(tenant)s AND o.indicator_id = i.indicator_id AND o.subject_id = i.subject_id
    AND o.breakdown_id = i.breakdown_id AND o.period_start = i.period_start AND o.period_end = i.period_end
    AND o.superseded_at IS NULL
WHERE o.id IS NULL OR i.entry_id IS NOT NULL
    OR (o.numerator, o.denominator, o.value, o.presence, o.status, o.lower, o.upper)
    IS DISTINCT FROM (i.numerator, i.denominator, i.value, i.presence, i.status, i.lower, i.upper);
ANALYZE changed;
"""

# One statement, at whose end references are checked: the old row points to one that is not there yet when it ends.
# The new rows wait for the count of the old ones, since two current figures cannot stand beside each other.
WRITE_NEW = """
WITH ended AS (
    UPDATE measurement_observation o SET superseded_at = clock_timestamp(), superseded_by_id = c.new_id
    FROM changed c WHERE o.tenant_id = %(tenant)s AND o.id = c.old_id RETURNING o.id
)
INSERT INTO measurement_observation (
    id, tenant_id, indicator_id, subject_id, breakdown_id, period_start, period_end, numerator, denominator, value,
    presence, status, lower, upper, original_text, provider_id, entry_id, vintage_id, is_public, lies_outside_dates,
    source_cell, agreement_id, recorded_at, recorded_by_id
)
SELECT c.new_id, %(tenant)s, c.indicator_id, c.subject_id, c.breakdown_id, c.period_start, c.period_end, c.numerator,
    c.denominator, c.value, c.presence, c.status, c.lower, c.upper, coalesce(c.original_text, ''), c.provider_id,
    c.entry_id, %(vintage)s, %(public)s,
    coalesce(c.period_start < p.active_from, false) OR coalesce(c.period_end > p.active_to, false),
    coalesce(c.source_cell, ''), c.agreement_id, clock_timestamp(), %(by)s
FROM changed c
JOIN initiatives_subject s ON s.tenant_id = %(tenant)s AND s.id = c.subject_id
LEFT JOIN initiatives_organization p ON p.tenant_id = %(tenant)s AND p.id = s.organization_id
WHERE (SELECT count(*) FROM ended) >= 0
ORDER BY c.indicator_id, c.subject_id, c.breakdown_id, c.period_start
"""
COUNT = """
SELECT count(*) FILTER (WHERE old_id IS NULL), count(*) FILTER (WHERE old_id IS NOT NULL),
    (SELECT count(*) FROM incoming) - count(*) FROM changed
"""


@transaction.atomic
def accept_into_measurement(entries: Iterable[Entry], *, by: Actor) -> None:
    """Make observations of accepted entries; each supersedes what stood for its subject, period and group.

    It names the agreement in force under which its provider gave it, if there is one.
    """
    lock_figures_shared()
    kept = list(entries)
    with connection.cursor() as cursor:
        cursor.execute(MAKE_INCOMING)
    copy_into_incoming([_line(number, entry) for number, entry in enumerate(kept, 1)])
    _name_agreements(kept)
    write_changed(by=by)


def _name_agreements(entries: Sequence[Entry]) -> None:
    by_initiative: dict[Initiative, list[tuple[int, Entry]]] = defaultdict(list)
    for number, entry in enumerate(entries, 1):
        by_initiative[entry.submission.round.initiative].append((number, entry))
    for initiative, numbered in by_initiative.items():
        wanted = [(entry.obligation.provider_id, entry.obligation.indicator_id) for _, entry in numbered]
        found = agreement_ids(initiative, wanted)
        lines = [(number, pk) for (number, _), pk in zip(numbered, found, strict=True) if pk is not None]
        if lines:
            with connection.cursor() as cursor:
                cursor.execute(NAME_AGREEMENTS, {"lines": json.dumps(lines)})


def copy_into_incoming(lines: list[str]) -> None:
    """COPY tab-separated lines of COLUMNS into `incoming`; COPY straight into a protected table is refused."""
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY incoming ({COLUMNS}) FROM STDIN", StringIO("".join(lines)))


def write_changed(*, by: Actor, vintage: Vintage | None = None) -> tuple[int, int, int]:
    """Write what differs between `incoming` and the current rows; (new, corrected, unchanged) rows."""
    values: dict[str, Any] = {
        "tenant": scope.current(),
        "vintage": vintage.pk if vintage else None,
        "public": bool(vintage and vintage.is_public),
        "by": by.user_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(FIND_CHANGED, values)
        cursor.execute(COUNT)
        new, corrected, unchanged = cursor.fetchone()
        cursor.execute(WRITE_NEW, values)
    if new + corrected > WORTH_ANALYSING:
        analyse_where_grown("measurement_observation", new + corrected)
    totals.move_by_changed()
    return new, corrected, unchanged


def analyse_where_grown(table: str, rows: int) -> None:
    """Let PostgreSQL look at a table anew that so many rows were added to, unless they are few beside what it knows."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE oid = %s::regclass", [table])
        if cursor.fetchone()[0] < rows * KNOWN_ENOUGH:
            cursor.execute(f"ANALYZE {table}")


def lock_figures_shared() -> None:
    """Hold off releases of this tenant until commit: they compare moments, which must not cross."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(hashtext('figures'), %s)", [scope.current()])


def copied(value: object) -> str:
    """One value in COPY's text format."""
    if value is None:
        return r"\N"
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n").replace("\r", "\\r")


def _line(number: int, entry: Entry) -> str:
    owed = entry.obligation
    values = [
        number, owed.indicator_id, owed.subject_id, owed.breakdown_id, owed.period_start, owed.period_end,
        entry.numerator, entry.denominator, entry.value, entry.presence, "normal", entry.lower, entry.upper,
        entry.original_text, owed.provider_id, entry.pk, entry.source_cell,
    ]  # fmt: skip
    return "\t".join(map(copied, values)) + "\n"
