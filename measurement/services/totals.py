"""What do the parts of an indicator add up to? Kept by the difference of old and new, in the transaction that accepts.

Decimal sums are exact, hence the differences are; rows are taken in key order, hence no deadlock.
A ratio is the sum of numerators over the sum of denominators. Nothing is ever made from rates.
"""

from django.db import connection, transaction

from backbone.tenancy import scope

# One row for each change of one part: +1 for what stands from now on, -1 for what stood.
MOVE = """
WITH d AS MATERIALIZED (
    SELECT indicator_id, subject_id, breakdown_id, period_start, period_end, numerator, denominator, value, presence,
        1 AS sign FROM changed
    UNION ALL
    SELECT indicator_id, subject_id, breakdown_id, period_start, period_end, old_numerator, old_denominator, old_value,
        old_presence, -1 FROM changed WHERE old_id IS NOT NULL
)
INSERT INTO measurement_total (
    tenant_id, initiative_id, indicator_id, breakdown_id, period_start, period_end, numerator, denominator, value,
    contributors, expected, coverage
)
SELECT %(tenant)s, a.initiative_id, d.indicator_id, d.breakdown_id, d.period_start, d.period_end,
    sum(d.numerator * d.sign), sum(d.denominator * d.sign),
    sum(d.value * d.sign) FILTER (WHERE m.adds_over_partners = 'sum'), sum(d.sign), 0, 0
FROM d
{parts}
WHERE {counts}
GROUP BY a.initiative_id, d.indicator_id, d.breakdown_id, d.period_start, d.period_end
ORDER BY a.initiative_id, d.indicator_id, d.breakdown_id, d.period_start, d.period_end
ON CONFLICT (tenant_id, initiative_id, indicator_id, breakdown_id, period_start, period_end) DO UPDATE SET
    numerator = coalesce(measurement_total.numerator, 0) + coalesce(excluded.numerator, 0),
    denominator = coalesce(measurement_total.denominator, 0) + coalesce(excluded.denominator, 0),
    value = coalesce(measurement_total.value, 0) + coalesce(excluded.value, 0),
    contributors = measurement_total.contributors + excluded.contributors
"""

# A part counts in a period that it covers wholly: each place once.
PARTS = """
JOIN measurement_indicator m ON m.tenant_id = %(tenant)s AND m.id = d.indicator_id
JOIN measurement_part p ON p.tenant_id = %(tenant)s AND p.subject_id = d.subject_id
    AND (p.starts_on IS NULL OR p.starts_on <= d.period_start) AND (p.ends_on IS NULL OR p.ends_on >= d.period_end)
JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.id = p.adoption_id AND a.indicator_id = d.indicator_id
    AND a.composition = 'of_parts'
"""
COUNTS = """
d.presence = 'number' AND (m.adds_over_partners = 'sum'
    OR m.adds_over_partners = 'ratio_of_sums' AND d.numerator IS NOT NULL AND d.denominator IS NOT NULL)
"""

# Coverage is the smaller of the share of expected parts and the share of the last known denominator (or value)
# that has arrived. A part that said "not applicable" is not expected.
COVERED = """each_part AS MATERIALIZED (
    SELECT k.initiative_id, k.indicator_id, k.breakdown_id, k.period_start, k.period_end,
        now_sent.presence IS NOT DISTINCT FROM 'number' AS has_arrived,
        (SELECT coalesce(b.denominator, b.value) FROM measurement_observation b
            WHERE b.tenant_id = %(tenant)s AND b.indicator_id = k.indicator_id AND b.subject_id = p.subject_id
            AND b.breakdown_id = k.breakdown_id AND {before_stands} AND b.presence = 'number'
            AND b.period_end < k.period_end ORDER BY b.period_end DESC LIMIT 1) AS last_known
    FROM keys k
    JOIN measurement_part p ON p.tenant_id = %(tenant)s AND p.adoption_id = k.adoption_id
        AND (p.starts_on IS NULL OR p.starts_on <= k.period_start) AND (p.ends_on IS NULL OR p.ends_on >= k.period_end)
    LEFT JOIN measurement_observation now_sent ON now_sent.tenant_id = %(tenant)s
        AND now_sent.indicator_id = k.indicator_id AND now_sent.subject_id = p.subject_id
        AND now_sent.breakdown_id = k.breakdown_id AND now_sent.period_start = k.period_start
        AND now_sent.period_end = k.period_end AND {now_stands}
    WHERE now_sent.presence IS DISTINCT FROM 'not_applicable'
), covered AS (
    SELECT initiative_id, indicator_id, breakdown_id, period_start, period_end, count(*) AS expected,
        least(
            avg(has_arrived::int),
            coalesce(sum(last_known) FILTER (WHERE has_arrived) / nullif(sum(last_known), 0),
                CASE WHEN sum(last_known) > 0 THEN 0 ELSE 1 END)
        ) AS coverage
    FROM each_part GROUP BY initiative_id, indicator_id, breakdown_id, period_start, period_end
)"""

# A change may be the last known figure of later periods, so those are covered anew as well.
COVER = """
WITH c AS (
    SELECT indicator_id, breakdown_id, min(period_end) AS period_end FROM {changed} GROUP BY indicator_id, breakdown_id
), keys AS (
    SELECT a.id AS adoption_id, t.initiative_id, t.indicator_id, t.breakdown_id, t.period_start, t.period_end
    FROM c JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.indicator_id = c.indicator_id
        AND a.composition = 'of_parts'
    JOIN measurement_total t ON t.tenant_id = %(tenant)s AND t.initiative_id = a.initiative_id
        AND t.indicator_id = c.indicator_id AND t.breakdown_id = c.breakdown_id AND t.period_end >= c.period_end
), {covered}
UPDATE measurement_total t SET expected = c.expected, coverage = c.coverage,
    value = CASE WHEN m.adds_over_partners = 'ratio_of_sums'
        THEN round(t.numerator / nullif(t.denominator, 0) * m.per, 8) ELSE t.value END
FROM covered c JOIN measurement_indicator m ON m.tenant_id = %(tenant)s AND m.id = c.indicator_id
WHERE t.tenant_id = %(tenant)s AND t.initiative_id = c.initiative_id AND t.indicator_id = c.indicator_id
    AND t.breakdown_id = c.breakdown_id AND t.period_start = c.period_start AND t.period_end = c.period_end
"""

ADD_UP = """
SELECT a.initiative_id, d.indicator_id, d.breakdown_id, d.period_start, d.period_end,
    sum(d.numerator), sum(d.denominator), sum(d.value) FILTER (WHERE m.adds_over_partners = 'sum'), count(*)
FROM measurement_observation d {parts}
WHERE d.tenant_id = %(tenant)s AND {stands} AND {counts}
GROUP BY a.initiative_id, d.indicator_id, d.breakdown_id, d.period_start, d.period_end
"""
WRITE_ALL = """
INSERT INTO measurement_total (
    initiative_id, indicator_id, breakdown_id, period_start, period_end, numerator, denominator, value, contributors,
    tenant_id, expected, coverage
)
SELECT added_up.*, %(tenant)s, 0, 0 FROM ({add_up}) added_up
"""


def move_by_changed() -> None:
    """Move the totals by the rows of the temporary table `changed`, and say how far each is covered."""
    values = {"tenant": scope.current()}
    with connection.cursor() as cursor:
        cursor.execute(MOVE.format(parts=PARTS, counts=COUNTS), values)
        if cursor.rowcount:
            cursor.execute(_cover("changed"), values)


@transaction.atomic
def rebuild() -> None:
    """Make all totals of the tenant anew from its observations; needed when parts or adoptions change."""
    values = {"tenant": scope.current()}
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('figures'), %s)", [scope.current()])
        cursor.execute("DELETE FROM measurement_total WHERE tenant_id = %(tenant)s", values)
        add_up = ADD_UP.format(parts=PARTS, counts=COUNTS, stands="d.superseded_at IS NULL")
        cursor.execute(WRITE_ALL.format(add_up=add_up), values)
        cursor.execute(_cover("measurement_total"), values)


def _cover(changed: str) -> str:
    stand = COVERED.format(before_stands="b.superseded_at IS NULL", now_stands="now_sent.superseded_at IS NULL")
    return COVER.format(changed=changed, covered=stand)
