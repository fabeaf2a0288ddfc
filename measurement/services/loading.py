"""How does history, or a public source, come in by the hundred thousand rows?

COPY into a temporary table, validation in SQL, and what differs is written: all rows or none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from io import StringIO
from typing import Any

from django.db import connection, transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import Vintage
from measurement.services.breakdowns import code_of, ensure_breakdowns
from measurement.services.observations import (
    MAKE_INCOMING,
    WORTH_ANALYSING,
    analyse_where_grown,
    copied,
    write_changed,
)
from measurement.services.order import lock_figures
from measurement.services.releases import release_public

MOST_FAULTS_SHOWN = 50


@dataclass(frozen=True, slots=True)
class LoadRow:
    """One figure as a source gives it, by the tenant's own codes; `subject` is a partner's or an area's code."""

    indicator: str
    subject: str
    period_start: date | str
    period_end: date | str
    value: Decimal | str | None
    numerator: Decimal | str | None = None
    denominator: Decimal | str | None = None
    categories: Mapping[str, str] = field(default_factory=dict)
    presence: str = "number"
    status: str = "normal"
    lower: Decimal | str | None = None
    upper: Decimal | str | None = None
    original_text: str = ""
    source_cell: str = ""


@dataclass(frozen=True, slots=True)
class RowFault:
    """What is wrong with one row of a load; `line` counts from 1."""

    line: int
    code: str
    value: str


class LoadRefused(RuleViolation):
    """Some rows are at fault, so nothing was loaded; `faults` names the first of them."""

    def __init__(self, faults: list[RowFault]) -> None:
        super().__init__("load_refused", rows=len(faults))
        self.faults = faults


MAKE_STAGED = """
CREATE TEMPORARY TABLE IF NOT EXISTS staged (
    line integer, indicator text, subject text, breakdown_id bigint, period_start date, period_end date,
    numerator numeric(24,8), denominator numeric(24,8), value numeric(24,8), presence text, status text,
    lower numeric(24,8), upper numeric(24,8), original_text text, source_cell text
) ON COMMIT DROP;
TRUNCATE staged
"""

RESOLVE = """
INSERT INTO incoming
SELECT s.line, i.id, coalesce(of_partner.id, of_area.id), s.breakdown_id, s.period_start, s.period_end, s.numerator,
    s.denominator, s.value, s.presence, s.status, s.lower, s.upper, s.original_text, NULL, NULL, s.source_cell
FROM staged s
LEFT JOIN measurement_indicator i ON i.tenant_id = %(tenant)s AND i.code = s.indicator
LEFT JOIN initiatives_organization p ON p.tenant_id = %(tenant)s AND p.code = s.subject
LEFT JOIN initiatives_subject of_partner ON of_partner.tenant_id = %(tenant)s AND of_partner.organization_id = p.id
LEFT JOIN initiatives_area a ON a.tenant_id = %(tenant)s AND a.code = s.subject
LEFT JOIN initiatives_subject of_area ON of_area.tenant_id = %(tenant)s AND of_area.area_id = a.id
"""

FAULTS = """
SELECT n.line, f.code, f.value
FROM incoming n JOIN staged s USING (line)
LEFT JOIN measurement_indicator i ON i.tenant_id = %(tenant)s AND i.id = n.indicator_id
CROSS JOIN LATERAL (VALUES
    (n.indicator_id IS NULL, 'indicator_unknown', s.indicator),
    (n.subject_id IS NULL, 'subject_unknown', s.subject),
    (n.period_start > n.period_end, 'period_not_in_order', n.period_start::text),
    (n.presence = 'number' AND n.value IS NULL, 'value_missing', ''),
    (i.kind = 'share' AND n.numerator > n.denominator, 'numerator_above_denominator', n.numerator::text),
    (n.lower > n.upper, 'bounds_not_in_order', n.lower::text)
) f (is_at_fault, code, value)
WHERE f.is_at_fault
UNION ALL
SELECT max(line), 'row_twice', count(*)::text FROM incoming
WHERE indicator_id IS NOT NULL AND subject_id IS NOT NULL
GROUP BY indicator_id, subject_id, breakdown_id, period_start, period_end HAVING count(*) > 1
ORDER BY 1 LIMIT %(most)s
"""


@transaction.atomic
def load_history(
    rows: Iterable[LoadRow], *, source: str, by: Actor, note: str = "", is_public: bool = False
) -> Vintage:
    """Load figures of a named source as one vintage: what differs supersedes what stood, all of it or nothing.

    A public source's figures are released with the load, and so are totals made of such figures only;
    others wait for a round's release. Figures outside a partner's active dates are kept and flagged.

    Raises PermissionDenied unless `by` may load history, LoadRefused with the rows at fault.
    """
    require(by, Capability.LOAD_HISTORY)
    kept = list(rows)
    breakdowns = ensure_breakdowns(row.categories for row in kept)
    lock_figures()
    with connection.cursor() as cursor:
        cursor.execute(MAKE_STAGED)
        cursor.copy_expert("COPY staged FROM STDIN", StringIO("".join(_lines(kept, breakdowns))))
        cursor.execute(MAKE_INCOMING)
        cursor.execute(RESOLVE, {"tenant": scope.current()})
        cursor.execute("ANALYZE incoming")
        cursor.execute(FAULTS, {"tenant": scope.current(), "most": MOST_FAULTS_SHOWN})
        faults = [RowFault(*row) for row in cursor.fetchall()]
    if faults:
        raise LoadRefused(faults)
    vintage = Vintage.objects.create(source=source, note=note, is_public=is_public, loaded_by_id=by.user_id)
    vintage.rows_new, vintage.rows_corrected, vintage.rows_unchanged = write_changed(by=by, vintage=vintage)
    vintage.rows_outside_dates = _outside_dates(vintage)
    vintage.save()
    if is_public:
        release_public(vintage, by=by)
    if vintage.rows_new > WORTH_ANALYSING:
        for table in ("measurement_releasedcell", "measurement_total"):
            analyse_where_grown(table, vintage.rows_new)
    record("history.loaded", vintage, by=by, note=source)
    return vintage


def _lines(rows: list[LoadRow], breakdowns: Mapping[str, int]) -> Iterable[str]:
    for line, row in enumerate(rows, 1):
        values: list[Any] = [
            line, row.indicator, row.subject, breakdowns[code_of(row.categories)], row.period_start, row.period_end,
            row.numerator, row.denominator, row.value, row.presence, row.status, row.lower, row.upper,
            row.original_text, row.source_cell,
        ]  # fmt: skip
        yield "\t".join(map(copied, values)) + "\n"


def _outside_dates(vintage: Vintage) -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM measurement_observation"
            " WHERE tenant_id = %s AND vintage_id = %s AND lies_outside_dates",
            [scope.current(), vintage.pk],
        )
        return int(cursor.fetchone()[0])
