"""What may enter a release, and how is it to be told? Totals, and the own figures of partners that agreements open.

All groups of a period go together or wait together, and so do the totals and the partners' own figures of it.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from backbone.tenancy import scope
from initiatives.models import Initiative
from measurement.models import Observation, ReleasedCell, Total
from measurement.rules.hiding.question import How
from measurement.rules.releasing import Change, may_enter
from measurement.selectors.agreed import Agreed, all_agreed, opened_figures
from measurement.selectors.governed import governed, to_decide_anew
from measurement.selectors.hiding import how_to_tell

# Indicator, first and last day.
Period = tuple[int, date, date]

# How many partners' figures are others than those in a total when a number of it was last shown, and when its present
# cell was stored. A figure that was corrected and corrected back is no other. Periods of which no total moved since its
# cell was stored are left out: half a million figures may be in them, and none of them can have changed. Where some
# groups of a period have moved, the figures of these alone are looked up. The last column leaves out partners whose own
# figures are, or once were, open to others: what these changed by is known.
CHANGES = """
WITH open AS MATERIALIZED (
    SELECT s.id FROM measurement_agreement g
    JOIN initiatives_subject s ON s.tenant_id = %(tenant)s AND s.organization_id = g.provider_id
    WHERE g.tenant_id = %(tenant)s AND g.signed_at IS NOT NULL AND g.level = 'own_figures'
), versions AS (
    SELECT * FROM measurement_releasedcell WHERE tenant_id = %(tenant)s AND initiative_id = %(initiative)s
        AND subject_id IS NULL AND replaced_by_id IS NULL
    UNION ALL  -- each by its index: asked for at once, every cell ever released would be looked at
    SELECT * FROM measurement_releasedcell WHERE tenant_id = %(tenant)s AND initiative_id = %(initiative)s
        AND subject_id IS NULL AND replaced_by_id IS NOT NULL
), cells AS (
    SELECT c.indicator_id, c.breakdown_id, c.period_start, c.period_end,
        max(r.released_at) FILTER (WHERE NOT c.is_hidden) AS shown_at,
        max(r.released_at) FILTER (WHERE c.replaced_by_id IS NULL) AS stored_at
    FROM versions c JOIN measurement_release r ON r.tenant_id = %(tenant)s AND r.id = c.release_id
    GROUP BY c.indicator_id, c.breakdown_id, c.period_start, c.period_end
), moved AS (
    SELECT DISTINCT t.indicator_id, t.period_start, t.period_end
    FROM measurement_total t LEFT JOIN cells USING (indicator_id, breakdown_id, period_start, period_end)
    WHERE t.tenant_id = %(tenant)s AND t.initiative_id = %(initiative)s
        AND (t.moved_at > cells.stored_at) IS NOT FALSE
), stood AS (
    SELECT t.id, t.indicator_id, t.period_start, t.period_end, cells.shown_at, cells.stored_at, o.subject_id,
        min(row(o.numerator, o.denominator, o.value)::text) FILTER (WHERE o.superseded_at IS NULL) AS now,
        min(row(o.numerator, o.denominator, o.value)::text) FILTER (
            WHERE o.recorded_at <= cells.shown_at AND coalesce(o.superseded_at > cells.shown_at, true)) AS shown,
        min(row(o.numerator, o.denominator, o.value)::text) FILTER (
            WHERE o.recorded_at <= cells.stored_at AND coalesce(o.superseded_at > cells.stored_at, true)) AS stored
    FROM moved JOIN measurement_total t USING (indicator_id, period_start, period_end)
    JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.initiative_id = t.initiative_id
        AND a.indicator_id = t.indicator_id
    JOIN measurement_part p ON p.tenant_id = %(tenant)s AND p.adoption_id = a.id
    LEFT JOIN cells ON cells.indicator_id = t.indicator_id AND cells.breakdown_id = t.breakdown_id
        AND cells.period_start = t.period_start AND cells.period_end = t.period_end
    LEFT JOIN LATERAL (  -- what stands and what stood, each by its index
        SELECT * FROM measurement_observation WHERE tenant_id = %(tenant)s AND subject_id = p.subject_id
            AND indicator_id = t.indicator_id AND breakdown_id = t.breakdown_id AND period_start = t.period_start
            AND period_end = t.period_end AND superseded_at IS NULL AND {has_moved}
        UNION ALL
        SELECT * FROM measurement_observation WHERE tenant_id = %(tenant)s AND subject_id = p.subject_id
            AND indicator_id = t.indicator_id AND breakdown_id = t.breakdown_id AND period_start = t.period_start
            AND period_end = t.period_end AND superseded_at IS NOT NULL AND {has_moved}
    ) o ON true
    WHERE t.tenant_id = %(tenant)s AND t.initiative_id = %(initiative)s AND t.contributors > 0
    GROUP BY t.id, t.indicator_id, t.period_start, t.period_end, cells.shown_at, cells.stored_at, o.subject_id
)
SELECT indicator_id, period_start, period_end, id,
    CASE WHEN shown_at IS NOT NULL THEN count(subject_id) FILTER (WHERE now IS DISTINCT FROM shown) END,
    CASE WHEN stored_at IS NOT NULL THEN count(subject_id) FILTER (WHERE now IS DISTINCT FROM stored) END,
    CASE WHEN shown_at IS NOT NULL
        THEN count(subject_id) FILTER (WHERE now IS DISTINCT FROM shown AND subject_id NOT IN (SELECT id FROM open)) END
FROM stood
GROUP BY indicator_id, period_start, period_end, id, shown_at, stored_at
ORDER BY indicator_id, period_start, period_end, id
""".replace("{has_moved}", "(t.moved_at > least(cells.shown_at, cells.stored_at)) IS NOT FALSE")


@dataclass(frozen=True, slots=True)
class Entering:
    """What others do not see yet as it is: totals and partners' own figures by id, among all that are open.

    Those of periods `anew` did not change: a steward said something else of them.
    """

    initiative_id: int
    changes: Sequence[tuple[Period, Change]]
    totals: Sequence[int]
    own: frozenset[int]
    opened: Sequence[Observation]
    agreed: Agreed
    anew: frozenset[Period] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.totals or self.own)

    @property
    def own_periods(self) -> set[Period]:
        return {period_of(each) for each in self.opened if each.pk in self.own}


@dataclass(frozen=True, slots=True)
class Planned:
    """How one total is to be told as long as it is what it was when that was worked out."""

    of: tuple[Any, ...]
    how: How


@dataclass(frozen=True)
class Plan:
    """How the totals and own figures that a release may write are to be told, and all beside them, by their ids."""

    totals: Mapping[int, Planned] = field(default_factory=dict)
    own: Mapping[int, How] = field(default_factory=dict)

    def holds(self, totals: Iterable[Total], own: Iterable[Observation]) -> tuple[dict[int, How], dict[int, How]]:
        """The same for those of today, but for periods of which anything is not as it was planned: they wait."""
        totals, own = list(totals), list(own)
        moved = {
            period_of(each)
            for each in totals
            if each.pk not in self.totals or self.totals[each.pk].of != sizes_of(each)
        } | {period_of(each) for each in own if each.pk not in self.own}
        return (
            {each.pk: self.totals[each.pk].how for each in totals if period_of(each) not in moved},
            {each.pk: self.own[each.pk] for each in own if period_of(each) not in moved},
        )


def changes_of_totals(initiative: Initiative) -> list[tuple[Period, Change]]:
    """What changed of each total since others last saw it, with its indicator and period, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(CHANGES, {"tenant": scope.current(), "initiative": initiative.pk})
        return [(row[:3], Change(*row[3:])) for row in cursor.fetchall()]


def entering_of(changes: Sequence[tuple[Period, Change]]) -> list[int]:
    """The totals among them that a release may write now."""
    return [
        total_id
        for _, period in groupby(changes, key=lambda row: row[0])
        for total_id in may_enter([change for _, change in period])
    ]


def entering_now(initiative: Initiative) -> Entering:
    """What a release of the initiative would write if it were made now."""
    changes = changes_of_totals(initiative)
    agreed = all_agreed()
    opened = opened_figures(initiative, agreed)
    waiting = {period for period, change in changes if change.must_wait}
    anew = periods_anew(initiative) - waiting
    own = _own_entering(initiative, opened, waiting, anew)
    totals = entering_of(changes)
    totals += sorted(_totals_of(initiative, anew) - set(totals))
    return Entering(initiative.pk, changes, totals, own, opened, agreed, anew)


def periods_anew(initiative: Initiative) -> frozenset[Period]:
    """The periods of which a steward has said another thing since their cells were stored; none without communities."""
    to_decide = to_decide_anew(governed())
    if to_decide is None:
        return frozenset()
    cells = ReleasedCell.objects.filter(to_decide, initiative=initiative, replaced_by=None)
    return frozenset(cells.order_by().values_list("indicator", "period_start", "period_end").distinct())


def _totals_of(initiative: Initiative, periods: Collection[Period]) -> set[int]:
    if not periods:
        return set()
    near = Total.objects.filter(
        initiative=initiative, indicator__in={each[0] for each in periods}, contributors__gt=0,
        period_start__in={each[1] for each in periods},
    )  # fmt: skip
    return {each.pk for each in near if period_of(each) in periods}


def _own_entering(
    initiative: Initiative, opened: Sequence[Observation], waiting: Collection[Period], anew: Collection[Period]
) -> frozenset[int]:
    """The own figures of which others see nothing yet, or an earlier version, and whose period need not wait."""
    if not opened:
        return frozenset()
    told = {own_key(cell): cell.release.released_at for cell in current_own_cells(initiative).select_related("release")}
    return frozenset(
        each.pk
        for each in opened
        if period_of(each) not in waiting
        and (period_of(each) in anew or own_key(each) not in told or told[own_key(each)] < each.recorded_at)
    )


def current_own_cells(initiative: Initiative) -> QuerySet[ReleasedCell]:
    """The current cells of partners' own figures, whoever may read them."""
    return ReleasedCell.objects.filter(initiative=initiative, subject__isnull=False, replaced_by=None)


def plan_of(initiative: Initiative, entering: Entering) -> Plan:
    """How what enters is to be told, and all beside it."""
    totals, own = totals_beside(entering.totals, entering), own_beside(entering)
    how = how_to_tell(initiative, totals, [each for each in own if each.presence == "number"], entering.agreed)
    return Plan(
        {each.pk: Planned(sizes_of(each), how.totals[each.pk]) for each in totals},
        {each.pk: how.own.get(each.pk, How.EXACT) for each in own},  # what is no number has nothing to hide
    )


def totals_beside(total_ids: Collection[int], entering: Entering | None = None) -> list[Total]:
    """Some totals with all groups of the same indicator and period, and those beside the own figures that enter."""
    of_period = Total.objects.filter(
        pk__in=total_ids,
        initiative=OuterRef("initiative"),
        indicator=OuterRef("indicator"),
        period_start=OuterRef("period_start"),
        period_end=OuterRef("period_end"),
    )
    found = list(Total.objects.filter(Exists(of_period), contributors__gt=0).select_related("indicator", "breakdown"))
    periods = entering.own_periods - {period_of(total) for total in found} if entering else set()
    if entering is None or not periods:
        return found
    near = Total.objects.filter(
        initiative=entering.initiative_id,
        indicator__in={indicator for indicator, _, _ in periods},
        period_start__in={start for _, start, _ in periods},
        contributors__gt=0,
    )
    return found + [each for each in near.select_related("indicator", "breakdown") if period_of(each) in periods]


def own_beside(entering: Entering) -> list[Observation]:
    """The open figures of all periods of which anything enters."""
    totals = Total.objects.filter(pk__in=entering.totals)
    periods = {period_of(each) for each in totals} | entering.own_periods if entering.opened else set()
    return [each for each in entering.opened if period_of(each) in periods]


def period_of(figure: Total | Observation) -> Period:
    return figure.indicator_id, figure.period_start, figure.period_end


def own_key(figure: Observation | ReleasedCell) -> tuple[Any, ...]:
    return figure.subject_id, figure.indicator_id, figure.breakdown_id, figure.period_start, figure.period_end


def sizes_of(total: Total) -> tuple[Any, ...]:
    return total.numerator, total.denominator, total.value, total.lower, total.upper, total.contributors, total.hidden
