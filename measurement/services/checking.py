"""Are the kept totals what a plain recomputation gives?"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection, transaction

from backbone.jobs.models import Job
from backbone.tenancy import scope
from measurement.services.adoptions import REBUILD
from measurement.services.totals import KEY, lock_totals, rebuild, write_all

SAID = "numerator, denominator, value, lower, upper, contributors, hidden, expected, coverage"
FIELDS = tuple(SAID.split(", "))
AS_TEXTS = ", ".join(f"{name}::text" for name in FIELDS)
MAKE_RECOMPUTED = """
DROP TABLE IF EXISTS recomputed;
CREATE TEMPORARY TABLE recomputed (LIKE measurement_total INCLUDING IDENTITY) ON COMMIT DROP
"""
# A total of which nothing is left is kept as an empty row, and not recomputed.
COMPARE = """
SELECT i.slug, m.code, b.code, x.period_start, x.period_end, x.was, x.should_be
FROM (
    SELECT {key}, k.said AS was, r.said AS should_be
    FROM (SELECT {key}, ARRAY[{texts}] AS said, row(added, weight, {said}) AS whole FROM measurement_total
        WHERE tenant_id = %(tenant)s AND (contributors <> 0 OR hidden <> 0)) k
    FULL JOIN (SELECT {key}, ARRAY[{texts}] AS said, row(added, weight, {said}) AS whole FROM recomputed) r
        USING ({key})
    WHERE k.whole IS DISTINCT FROM r.whole
) x
JOIN initiatives_initiative i ON i.tenant_id = %(tenant)s AND i.id = x.initiative_id
JOIN measurement_indicator m ON m.tenant_id = %(tenant)s AND m.id = x.indicator_id
JOIN measurement_breakdown b ON b.tenant_id = %(tenant)s AND b.id = x.breakdown_id
ORDER BY i.slug, m.code, x.period_start, x.period_end, b.code
"""
COUNT = "SELECT count(*) FROM measurement_observation WHERE tenant_id = %s AND superseded_at IS NULL"


@dataclass(frozen=True, slots=True)
class Difference:
    """A total that is not what it should be; `kept` or `recomputed` is None where there is none."""

    initiative: str
    indicator: str
    breakdown: str
    period_start: date
    period_end: date
    kept: dict[str, str | None] | None
    recomputed: dict[str, str | None] | None

    @property
    def fields(self) -> list[str]:
        """What differs, by name."""
        kept, recomputed = self.kept or {}, self.recomputed or {}
        return [name for name in FIELDS if kept.get(name) != recomputed.get(name)]


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. With `waits`, totals are about to be made anew and differ until then."""

    observations: int
    differences: list[Difference]
    waits: bool
    mended: bool


@transaction.atomic
def check_totals(*, mend: bool = False) -> Checked:
    """Recompute all totals of the tenant in scope from its observations, and say which are kept otherwise.

    Nothing can be accepted meanwhile, so that nothing is on its way: acceptances wait some seconds. With `mend` all
    totals are made anew where one differs.
    """
    lock_totals()
    values = {"tenant": scope.current()}
    waits = Job.objects.filter(kind=REBUILD, state=Job.State.WAITING).exists()
    with connection.cursor() as cursor:
        cursor.execute(MAKE_RECOMPUTED)
        write_all("recomputed")
        cursor.execute(COMPARE.format(key=KEY, texts=AS_TEXTS, said=SAID), values)
        differences = [_difference(row) for row in cursor.fetchall()]
        cursor.execute(COUNT, [scope.current()])
        observations = int(cursor.fetchone()[0])
        cursor.execute("DROP TABLE recomputed")
    if differences and mend:
        rebuild()
    return Checked(observations, differences, waits, mended=bool(differences) and mend)


def _difference(row: tuple[Any, ...]) -> Difference:
    initiative, indicator, breakdown, start, end, kept, recomputed = row
    return Difference(initiative, indicator, breakdown, start, end, _by_name(kept), _by_name(recomputed))


def _by_name(said: list[str | None] | None) -> dict[str, str | None] | None:
    return None if said is None else dict(zip(FIELDS, said, strict=True))
