"""What do the parts of an indicator add up to? Kept by the difference of old and new, in the transaction that accepts.

Decimal sums are exact, hence the differences are; rows are taken in key order, hence no deadlock. What is said of a
total (its value, or between what it lies) is made of the kept sums; `rules.totals` says the same in plain words.
"""

from collections.abc import Iterable

from django.db import connection, transaction

from backbone.tenancy import scope
from measurement.services.covering import covering_all

KEY = "initiative_id, indicator_id, breakdown_id, period_start, period_end"
KEPT = (
    "added", "weight", "hidden_least", "hidden_most", "hidden_weight", "hidden", "open_below", "open_above",
    "contributors",
)  # fmt: skip

# One row for each change of one part: +1 for what stands from now on, -1 for what stood.
CHANGES = """
    SELECT indicator_id, subject_id, breakdown_id, period_start, period_end, numerator, denominator, value, lower,
        upper, presence, 1 AS sign FROM changed
    UNION ALL
    SELECT indicator_id, subject_id, breakdown_id, period_start, period_end, old_numerator, old_denominator, old_value,
        old_lower, old_upper, old_presence, -1 FROM changed WHERE old_id IS NOT NULL
"""
STANDING = """
    SELECT indicator_id, subject_id, breakdown_id, period_start, period_end, numerator, denominator, value, lower,
        upper, presence, 1 AS sign FROM measurement_observation d WHERE d.tenant_id = %(tenant)s AND {stands}
"""

# A number counts where it has what its way of adding needs.
IS_NUMBER = """({figure}.presence = 'number' AND (m.adds_over_partners = 'sum'
    OR m.adds_over_partners = 'weighted_mean' AND {figure}.denominator IS NOT NULL
    OR m.adds_over_partners = 'ratio_of_sums' AND {figure}.numerator IS NOT NULL
        AND {figure}.denominator IS NOT NULL))"""

# A part counts in a period that it covers wholly: each place once. One hidden by its source is at least and at most
# something, in the unit in which its way adds; a count of a ratio is worked out anew from the bounds of its value,
# which were rounded.
EACH = """
SELECT a.initiative_id, d.indicator_id, d.breakdown_id, d.period_start, d.period_end, d.sign, f.is_number, f.is_hidden,
    f.added, f.weight, CASE WHEN f.is_hidden THEN b.least END AS least, CASE WHEN f.is_hidden THEN b.most END AS most
FROM d
JOIN measurement_indicator m ON m.tenant_id = %(tenant)s AND m.id = d.indicator_id
    AND m.adds_over_partners <> 'not_additive'
JOIN measurement_part p ON p.tenant_id = %(tenant)s AND p.subject_id = d.subject_id
    AND (p.starts_on IS NULL OR p.starts_on <= d.period_start) AND (p.ends_on IS NULL OR p.ends_on >= d.period_end)
JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.id = p.adoption_id AND a.indicator_id = d.indicator_id
    AND a.composition = 'of_parts'
CROSS JOIN LATERAL (SELECT
    {is_number} AS is_number,
    d.presence = 'suppressed' AS is_hidden,
    CASE m.adds_over_partners WHEN 'sum' THEN d.value WHEN 'ratio_of_sums' THEN d.numerator
        ELSE d.value * d.denominator END AS added,
    CASE WHEN m.adds_over_partners <> 'sum' THEN d.denominator END AS weight,
    coalesce(d.lower, CASE WHEN m.kind IN ('count', 'share', 'ratio') THEN 0 END) AS lower,
    coalesce(d.upper, CASE WHEN m.kind = 'share' THEN m.per END) AS upper
) f
CROSS JOIN LATERAL (SELECT
    CASE m.adds_over_partners WHEN 'sum' THEN f.lower WHEN 'ratio_of_sums' THEN round(f.lower * f.weight / m.per, 4)
        ELSE f.lower * f.weight END AS least,
    CASE m.adds_over_partners WHEN 'sum' THEN f.upper WHEN 'ratio_of_sums' THEN round(f.upper * f.weight / m.per, 4)
        ELSE f.upper * f.weight END AS most
) b
WHERE f.is_number OR f.is_hidden
OFFSET 0  -- a fence: else each of nine sums would ask anew whether this is a number
"""
ADD_UP = """
SELECT initiative_id, indicator_id, breakdown_id, period_start, period_end,
    coalesce(sum(added * sign) FILTER (WHERE is_number), 0) AS added,
    coalesce(sum(weight * sign) FILTER (WHERE is_number), 0) AS weight,
    coalesce(sum(least * sign) FILTER (WHERE is_hidden), 0) AS hidden_least,
    coalesce(sum(most * sign) FILTER (WHERE is_hidden), 0) AS hidden_most,
    coalesce(sum(weight * sign) FILTER (WHERE is_hidden), 0) AS hidden_weight,
    coalesce(sum(sign) FILTER (WHERE is_hidden), 0) AS hidden,
    coalesce(sum(sign) FILTER (WHERE is_hidden AND least IS NULL), 0) AS open_below,
    coalesce(sum(sign) FILTER (WHERE is_hidden AND most IS NULL), 0) AS open_above,
    coalesce(sum(sign) FILTER (WHERE is_number), 0) AS contributors
FROM ({each}) each_one
GROUP BY initiative_id, indicator_id, breakdown_id, period_start, period_end
ORDER BY initiative_id, indicator_id, breakdown_id, period_start, period_end
""".replace("{each}", EACH.replace("{is_number}", IS_NUMBER.format(figure="d")))

WRITE = """
WITH d AS MATERIALIZED ({figures})
INSERT INTO {totals} AS t (tenant_id, {key}, {kept}, expected, coverage)
SELECT %(tenant)s, added_up.*, 0, 0 FROM ({add_up}) added_up
"""
# The differences of what is kept already are added to it.
MOVE = "ON CONFLICT (tenant_id, {key}) DO UPDATE SET {moved}"

# Coverage is the smaller of the share of expected parts and the share of the last known denominator (or value)
# that has arrived; what a source hides has arrived. A part that said "not applicable" is not expected. Where every part
# has arrived coverage is 1, whatever the parts were known by: only of the other totals is that looked up.
COVERED = """asked AS MATERIALIZED (
    SELECT k.*, (SELECT count(*) FROM measurement_part p WHERE p.tenant_id = %(tenant)s
        AND p.adoption_id = k.adoption_id AND (p.starts_on IS NULL OR p.starts_on <= k.period_start)
        AND (p.ends_on IS NULL OR p.ends_on >= k.period_end)) AS parts
    FROM keys k
), each_part AS MATERIALIZED (
    SELECT k.initiative_id, k.indicator_id, k.breakdown_id, k.period_start, k.period_end,
        coalesce(now_sent.presence = 'suppressed' OR {is_number}, false) AS has_arrived,
        (SELECT coalesce(b.denominator, b.value) FROM measurement_observation b
            WHERE b.tenant_id = %(tenant)s AND b.indicator_id = k.indicator_id AND b.subject_id = p.subject_id
            AND b.breakdown_id = k.breakdown_id AND {before_stands} AND b.presence = 'number'
            AND b.period_end < k.period_end ORDER BY b.period_end DESC, b.period_start DESC LIMIT 1) AS last_known
    FROM asked k
    JOIN measurement_indicator m ON m.tenant_id = %(tenant)s AND m.id = k.indicator_id
    JOIN measurement_part p ON p.tenant_id = %(tenant)s AND p.adoption_id = k.adoption_id
        AND (p.starts_on IS NULL OR p.starts_on <= k.period_start) AND (p.ends_on IS NULL OR p.ends_on >= k.period_end)
    LEFT JOIN measurement_observation now_sent ON now_sent.tenant_id = %(tenant)s
        AND now_sent.indicator_id = k.indicator_id AND now_sent.subject_id = p.subject_id
        AND now_sent.breakdown_id = k.breakdown_id AND now_sent.period_start = k.period_start
        AND now_sent.period_end = k.period_end AND {now_stands}
    WHERE k.arrived <> k.parts AND now_sent.presence IS DISTINCT FROM 'not_applicable'
), covered AS (
    SELECT initiative_id, indicator_id, breakdown_id, period_start, period_end, count(*) AS expected,
        least(
            avg(has_arrived::int),
            coalesce(sum(last_known) FILTER (WHERE has_arrived) / nullif(sum(last_known), 0),
                CASE WHEN sum(last_known) > 0 THEN 0 ELSE 1 END)
        ) AS coverage
    FROM each_part GROUP BY initiative_id, indicator_id, breakdown_id, period_start, period_end
    UNION ALL
    SELECT initiative_id, indicator_id, breakdown_id, period_start, period_end, parts, 1
    FROM asked WHERE arrived = parts AND parts > 0
)""".replace("{is_number}", IS_NUMBER.format(figure="now_sent"))

# A change may be the last known figure of later periods, so those are covered anew as well.
COVER = """
WITH c AS (
    SELECT indicator_id, breakdown_id, min(period_end) AS period_end FROM {changed} GROUP BY indicator_id, breakdown_id
), keys AS (
    SELECT a.id AS adoption_id, t.initiative_id, t.indicator_id, t.breakdown_id, t.period_start, t.period_end,
        t.contributors + t.hidden AS arrived
    FROM c JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.indicator_id = c.indicator_id
        AND a.composition = 'of_parts'
    JOIN {totals} t ON t.tenant_id = %(tenant)s AND t.initiative_id = a.initiative_id
        AND t.indicator_id = c.indicator_id AND t.breakdown_id = c.breakdown_id AND t.period_end >= c.period_end
), {covered}
UPDATE {totals} t SET expected = c.expected, coverage = c.coverage
FROM covered c
WHERE t.tenant_id = %(tenant)s AND t.initiative_id = c.initiative_id AND t.indicator_id = c.indicator_id
    AND t.breakdown_id = c.breakdown_id AND t.period_start = c.period_start AND t.period_end = c.period_end
"""

# What is said of the kept sums `t`, added up as `s` says. Nothing is divided by nothing: a rate out of nobody has no
# value.
SAID = {
    "numerator": "CASE WHEN s.is_ratio AND t.hidden = 0 AND t.contributors > 0 THEN t.added END",
    "denominator": """CASE WHEN NOT s.is_sum AND t.open_below = 0 AND (t.contributors > 0 OR t.hidden > 0)
        THEN t.weight + t.hidden_weight END""",
    "value": """CASE WHEN t.hidden = 0 AND t.contributors > 0 THEN
        CASE WHEN s.is_sum THEN t.added ELSE round(t.added * s.times / nullif(t.weight, 0), 8) END END""",
    "lower": """CASE WHEN t.hidden > 0 AND t.open_below = 0 THEN CASE WHEN s.is_sum THEN t.added + t.hidden_least
        ELSE round((t.added + t.hidden_least) * s.times / nullif(t.weight + t.hidden_weight, 0), 8) END END""",
    "upper": """CASE WHEN t.hidden > 0 AND t.open_above = 0 THEN CASE WHEN s.is_sum THEN t.added + t.hidden_most
        ELSE round((t.added + t.hidden_most) * s.times / nullif(t.weight + t.hidden_weight, 0), 8) END END""",
}
WAYS = """
    SELECT m.id AS indicator_id, m.adds_over_partners = 'sum' AS is_sum,
        m.adds_over_partners = 'ratio_of_sums' AS is_ratio,
        CASE WHEN m.adds_over_partners = 'ratio_of_sums' THEN m.per ELSE 1 END AS times
    FROM measurement_indicator m WHERE m.tenant_id = %(tenant)s
"""
SAY = """
UPDATE {totals} t SET {said}, moved_at = clock_timestamp() FROM ({ways}) s
WHERE t.tenant_id = %(tenant)s AND s.indicator_id = t.indicator_id AND {touched}
"""
TOUCHED = """EXISTS (SELECT 1 FROM changed c WHERE c.indicator_id = t.indicator_id AND c.breakdown_id = t.breakdown_id
    AND c.period_start = t.period_start AND c.period_end = t.period_end)"""
TOTALS = "measurement_total"
# Half a million figures are sorted in memory and not on disk, until commit; one rebuild of a tenant runs at a time.
ROOM = "SET LOCAL work_mem = '64MB'"
# What was written just now is not known to the planner: it would take thousands of totals for one, and look through
# them once for each figure.
IN_ORDER, AS_USUAL = "SET LOCAL enable_nestloop = off", "SET LOCAL enable_nestloop = on"
# To make a total anew is not to move it, where it comes to the same.
REMEMBER = """
CREATE TEMPORARY TABLE before ON COMMIT DROP AS
SELECT {key}, {kept}, moved_at FROM measurement_total WHERE tenant_id = %s
"""
UNMOVED = """
UPDATE measurement_total t SET moved_at = b.moved_at FROM before b WHERE t.tenant_id = %s AND {same} AND {kept}
"""


def move_by_changed() -> None:
    """Move the totals by the rows of the temporary table `changed`, and say how far each is covered."""
    values = {"tenant": scope.current()}
    with connection.cursor() as cursor:
        cursor.execute(_writing(CHANGES, TOTALS) + _moving(), values)
        # What was said not to apply moves no sum, and is expected no longer all the same.
        cursor.execute(_covering("changed", TOTALS), values)
        cursor.execute(_saying(TOUCHED, TOTALS), values)


@transaction.atomic
def rebuild() -> None:
    """Make all totals of the tenant anew from its observations; needed when parts or adoptions change."""
    lock_totals()
    with connection.cursor() as cursor:
        cursor.execute(REMEMBER.format(key=KEY, kept=", ".join(KEPT)), [scope.current()])
        cursor.execute("DELETE FROM measurement_total WHERE tenant_id = %s", [scope.current()])
    write_all(TOTALS)
    with connection.cursor() as cursor:
        cursor.execute(UNMOVED.format(same=_same(KEY.split(", ")), kept=_same(KEPT)), [scope.current()])
        cursor.execute("DROP TABLE before")


def lock_totals() -> None:
    """Keep acceptances and loads of this tenant waiting until commit."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('figures'), %s)", [scope.current()])


def write_all(table: str) -> None:
    """Write what all standing figures add up to into an empty table of totals."""
    values = {"tenant": scope.current()}
    with connection.cursor() as cursor:
        cursor.execute(ROOM)
        cursor.execute(_writing(STANDING.format(stands="d.superseded_at IS NULL"), table), values)
        cursor.execute(IN_ORDER)
        cursor.execute(covering_all(table, IS_NUMBER), values)
        cursor.execute(AS_USUAL)
        cursor.execute(_saying("true", table), values)


def _writing(figures: str, table: str) -> str:
    return WRITE.format(figures=figures, totals=table, key=KEY, kept=", ".join(KEPT), add_up=ADD_UP)


def _moving() -> str:
    return MOVE.format(key=KEY, moved=", ".join(f"{name} = t.{name} + excluded.{name}" for name in KEPT))


def _same(names: Iterable[str]) -> str:
    return " AND ".join(f"b.{name} = t.{name}" for name in names)


def _covering(changed: str, table: str) -> str:
    stand = COVERED.format(before_stands="b.superseded_at IS NULL", now_stands="now_sent.superseded_at IS NULL")
    return COVER.format(changed=changed, totals=table, covered=stand)


def _saying(touched: str, table: str) -> str:
    said = ", ".join(f"{name} = {expression}" for name, expression in SAID.items())
    return SAY.format(totals=table, said=said, ways=WAYS, touched=touched)
