"""Which figures stood at the end of a past day, and which of them may be shown today?

Observations know when they were recorded and superseded, released cells by which releases they began and ended;
totals are kept as they are now only, hence added up anew from the observations that stood.
"""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.lookups import IsNull

from backbone.tenancy import scope
from initiatives.models import Initiative
from measurement.models import Observation, ReleasedCell
from measurement.services.totals import ADD_UP, COVERED, SAID, STANDING, WAYS

STOOD = "{row}.recorded_at < %(moment)s AND ({row}.superseded_at IS NULL OR {row}.superseded_at >= %(moment)s)"
TOTALS = """
WITH d AS MATERIALIZED ({figures} AND d.indicator_id = ANY(%(indicators)s)), k AS MATERIALIZED (
    SELECT * FROM ({add_up}) every WHERE every.initiative_id = %(initiative)s
), keys AS (
    SELECT a.id AS adoption_id, k.initiative_id, k.indicator_id, k.breakdown_id, k.period_start, k.period_end,
        k.contributors + k.hidden AS arrived
    FROM k JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.initiative_id = k.initiative_id
        AND a.indicator_id = k.indicator_id
), {covered}
SELECT t.indicator_id, NULL, b.code, b.name, t.period_start, t.period_end, {numerator}, {denominator}, {value},
    CASE WHEN t.hidden > 0 THEN 'suppressed' ELSE 'number' END, 'normal', {lower}, {upper}, false, t.contributors,
    c.expected, round(c.coverage, 8)
FROM k t
JOIN covered c USING (initiative_id, indicator_id, breakdown_id, period_start, period_end)
JOIN ({ways}) s ON s.indicator_id = t.indicator_id
JOIN measurement_breakdown b ON b.tenant_id = %(tenant)s AND b.id = t.breakdown_id
WHERE %(breakdown)s::text IS NULL OR b.code = %(breakdown)s
ORDER BY t.period_end, t.period_start
"""


def observations(moment: datetime | None) -> QuerySet[Observation]:
    """The observations that stand; with a moment, those that stood just before it."""
    if moment is None:
        return Observation.objects.filter(superseded_at=None)
    return Observation.objects.filter(Q(superseded_at=None) | Q(superseded_at__gte=moment), recorded_at__lt=moment)


def cells(moment: datetime | None) -> QuerySet[ReleasedCell]:
    """What others see; with a moment, what they saw just before it and may see today.

    A figure that was taken back since is left out. With a moment the rows say `hidden_since`: what is hidden today
    was seen then, and stays hidden. One hidden cell hides what else changed in its period, or it could be told from
    the others.
    """
    if moment is None:
        return ReleasedCell.objects.filter(replaced_by=None)
    by_then = Q(replaced_by=None) | Q(replaced_by__released_at__gte=moment)
    return not_taken_back(ReleasedCell.objects.filter(by_then, release__released_at__lt=moment))


def not_taken_back(cells: QuerySet[ReleasedCell]) -> QuerySet[ReleasedCell]:
    """Of cells of any time those of which one stands today, each with `hidden_since`."""
    of_subject = Q(subject=OuterRef("subject")) & (Q(initiative=None) | Q(initiative=OuterRef("initiative")))
    of_total = Q(IsNull(OuterRef("subject"), True), subject=None, initiative=OuterRef("initiative"))
    today = ReleasedCell.objects.filter(
        of_subject | of_total,
        replaced_by=None,
        indicator=OuterRef("indicator"),
        period_start=OuterRef("period_start"),
        period_end=OuterRef("period_end"),
    )
    same = Q(breakdown=OuterRef("breakdown"))
    # Without a value a cell is hidden, or shown by its bounds only: "5 % or less".
    hidden = today.filter(Q(is_hidden=True) | Q(subject=None, value=None) | same & Q(value=None))
    return cells.filter(Q(replaced_by=None) | Exists(today.filter(same))).annotate(
        hidden_since=Q(replaced_by__isnull=False) & Exists(hidden)
    )


def total_rows(
    initiative: Initiative, indicators: Collection[int], breakdown: str | None, moment: datetime
) -> list[tuple[Any, ...]]:
    """What the parts of these indicators added up to just before a moment, as rows of a figure as seen; oldest first.

    The parts are those of today: since when each covers its place is known, when that was said is not.
    """
    values: dict[str, Any] = {
        "tenant": scope.current(), "initiative": initiative.pk, "indicators": list(indicators), "moment": moment,
        "breakdown": breakdown,
    }  # fmt: skip
    query = TOTALS.format(
        figures=STANDING.format(stands=STOOD.format(row="d")),
        add_up=ADD_UP,
        covered=COVERED.format(before_stands=STOOD.format(row="b"), now_stands=STOOD.format(row="now_sent")),
        ways=WAYS,
        **SAID,
    )
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
    return rows
