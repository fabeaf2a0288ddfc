"""How do half a million figures come to stand in seconds? PostgreSQL makes them, with wall and keys in force."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.utils import timezone

from backbone.tenancy import scope
from initiatives.models import Initiative
from measurement.models import Breakdown, Release, Vintage
from measurement.services import totals

# The whole is the sum of its groups, so that nothing contradicts itself: with g groups each is 1000 of 1000 g.
OBSERVED = """
INSERT INTO measurement_observation (
    tenant_id, indicator_id, subject_id, breakdown_id, period_start, period_end, numerator, denominator, value,
    presence, status, original_text, source_cell, is_public, lies_outside_dates, vintage_id, recorded_at
)
SELECT %(tenant)s, i.id, s.id, b.id, month::date, (month + interval '1 month' - interval '1 day')::date,
    n.number * b.weight, 1000 * b.weight, n.number / 10.0, 'number', 'normal', '', '', true, false, %(vintage)s,
    %(moment)s
FROM measurement_indicator i
JOIN initiatives_subject s ON s.tenant_id = %(tenant)s AND s.organization_id IS NOT NULL
CROSS JOIN (SELECT id, CASE WHEN code = 'all' THEN greatest(%(groups)s, 1) ELSE 1 END AS weight
    FROM measurement_breakdown WHERE tenant_id = %(tenant)s AND id = ANY(%(breakdowns)s)) b
CROSS JOIN generate_series(%(first)s::timestamp, %(first)s::timestamp + interval '1 month' * (%(months)s - 1),
    interval '1 month') month
CROSS JOIN LATERAL (SELECT 300 + (s.id * 13 + i.id * 7 + extract(month FROM month)::int * 11) %% 400 AS number) n
WHERE i.tenant_id = %(tenant)s AND i.id = %(indicator)s
"""
RELEASED_TOTALS = """
INSERT INTO measurement_releasedcell (
    tenant_id, release_id, initiative_id, indicator_id, breakdown_id, period_start, period_end, numerator, denominator,
    value, lower, upper, presence, status, is_hidden, shown_as, contributors, expected, coverage
)
SELECT tenant_id, %(release)s, initiative_id, indicator_id, breakdown_id, period_start, period_end, numerator,
    denominator, value, lower, upper, 'number', 'normal', false, 'exact', contributors, expected, coverage
FROM measurement_total WHERE tenant_id = %(tenant)s
"""
RELEASED_FIGURES = """
INSERT INTO measurement_releasedcell (
    tenant_id, release_id, subject_id, indicator_id, breakdown_id, period_start, period_end, numerator, denominator,
    value, presence, status, is_hidden, shown_as
)
SELECT o.tenant_id, %(release)s, o.subject_id, o.indicator_id, o.breakdown_id, o.period_start, o.period_end,
    o.numerator, o.denominator, o.value, 'number', 'normal', false, 'exact'
FROM measurement_observation o WHERE o.tenant_id = %(tenant)s AND o.breakdown_id = %(whole)s
ORDER BY o.indicator_id, o.subject_id, o.period_start
"""


@dataclass(frozen=True, slots=True)
class Shape:
    """Of which groups and from which month on there are figures."""

    initiative: Initiative
    breakdowns: Sequence[Breakdown]
    first: date
    months: int


def write_figures(shape: Shape) -> None:
    """Public figures of all partners, what they add up to, and all of it released."""
    vintage = Vintage.objects.create(source="Bench", is_public=True)
    values: dict[str, Any] = {
        "tenant": scope.current(), "vintage": vintage.pk, "moment": timezone.now(), "first": shape.first,
        "months": shape.months, "breakdowns": [each.pk for each in shape.breakdowns],
        "groups": len(shape.breakdowns) - 1, "whole": shape.breakdowns[0].pk,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM measurement_indicator WHERE tenant_id = %(tenant)s ORDER BY id", values)
        for (indicator,) in cursor.fetchall():
            cursor.execute(OBSERVED, {**values, "indicator": indicator})
        cursor.execute("ANALYZE measurement_observation, measurement_part")  # as a load does; the owner may
    totals.write_all("measurement_total")
    release = Release.objects.create(initiative=shape.initiative, vintage=vintage)
    with connection.cursor() as cursor:
        cursor.execute(RELEASED_TOTALS, {**values, "release": release.pk})
        cursor.execute(RELEASED_FIGURES, {**values, "release": release.pk})
