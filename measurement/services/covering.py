"""How far is each total covered, where all totals are made anew? In one pass over the figures, in their order.

`totals.COVER` looks up each part of a total twice: whether it has arrived, and what it was last known by. That is right
for the few totals that an acceptance moves. Where one partner of three hundred never sends anything, every total lacks
a part, and a rebuild looked up each figure of the tenant. Here the figure before each one stands beside it, in order
as the index has it; looked up are parts that have not sent, and figures that follow one which is no number.
Both must say the same: a test holds them against the plain rule, through any history.
"""

# The keys of what follows: totals of which a part is missing, hidden or said not to apply. Those of which all parts
# have arrived are covered wholly.
COVER_ALL = """
WITH asked AS MATERIALIZED (
    SELECT a.id AS adoption_id, t.initiative_id, t.indicator_id, t.breakdown_id, t.period_start, t.period_end,
        t.contributors + t.hidden AS arrived,
        (SELECT count(*) FROM measurement_part p WHERE p.tenant_id = %(tenant)s AND p.adoption_id = a.id
            AND (p.starts_on IS NULL OR p.starts_on <= t.period_start)
            AND (p.ends_on IS NULL OR p.ends_on >= t.period_end)) AS parts
    FROM {totals} t JOIN measurement_adoption a ON a.tenant_id = %(tenant)s AND a.initiative_id = t.initiative_id
        AND a.indicator_id = t.indicator_id AND a.composition = 'of_parts'
    WHERE t.tenant_id = %(tenant)s
), lacking AS MATERIALIZED (
    SELECT * FROM asked WHERE arrived <> parts
), ordered AS (
    SELECT o.indicator_id, o.subject_id, o.breakdown_id, o.period_start, o.period_end, o.presence, o.numerator,
        o.denominator, lag(o.period_end) OVER before AS end_before, lag(o.presence) OVER before AS presence_before,
        lag(coalesce(o.denominator, o.value)) OVER before AS known_before
    FROM measurement_observation o
    WHERE o.tenant_id = %(tenant)s AND o.superseded_at IS NULL
        AND o.indicator_id = ANY(ARRAY(SELECT DISTINCT indicator_id FROM lacking))
    WINDOW before AS (PARTITION BY o.indicator_id, o.subject_id, o.breakdown_id ORDER BY o.period_end, o.period_start)
), sent AS (
    SELECT k.adoption_id, k.breakdown_id, k.period_start, k.period_end, p.id AS part_id, o.presence,
        o.presence = 'suppressed' OR {is_number} AS has_arrived,
        CASE WHEN o.end_before IS NULL THEN NULL
            WHEN o.presence_before = 'number' AND o.end_before < o.period_end THEN o.known_before
            ELSE ({last_known_of_sent}) END AS last_known
    FROM ordered o
    JOIN measurement_indicator m ON m.tenant_id = %(tenant)s AND m.id = o.indicator_id
    JOIN lacking k ON k.indicator_id = o.indicator_id AND k.breakdown_id = o.breakdown_id
        AND k.period_start = o.period_start AND k.period_end = o.period_end
    JOIN measurement_part p ON p.tenant_id = %(tenant)s AND p.adoption_id = k.adoption_id
        AND p.subject_id = o.subject_id AND (p.starts_on IS NULL OR p.starts_on <= k.period_start)
        AND (p.ends_on IS NULL OR p.ends_on >= k.period_end)
), counted AS MATERIALIZED (
    SELECT adoption_id, breakdown_id, period_start, period_end, part_id, count(*) AS there,
        count(*) FILTER (WHERE presence <> 'not_applicable') AS expected,
        count(*) FILTER (WHERE has_arrived) AS arrived,
        coalesce(sum(last_known) FILTER (WHERE presence <> 'not_applicable'), 0) AS known,
        sum(last_known) FILTER (WHERE has_arrived) AS known_arrived
    FROM sent
    GROUP BY GROUPING SETS ((adoption_id, breakdown_id, period_start, period_end), (adoption_id, breakdown_id, part_id))
), times AS MATERIALIZED (
    SELECT adoption_id, breakdown_id, count(*) AS times FROM lacking GROUP BY adoption_id, breakdown_id
), never_absent AS (
    SELECT c.part_id, c.breakdown_id FROM counted c JOIN times s USING (adoption_id, breakdown_id)
    WHERE c.part_id IS NOT NULL AND c.there >= s.times
), absent AS (
    SELECT k.adoption_id, k.breakdown_id, k.period_start, k.period_end, count(*) AS expected,
        coalesce(sum(({last_known_of_absent})), 0) AS known
    FROM times s
    JOIN measurement_part p ON p.tenant_id = %(tenant)s AND p.adoption_id = s.adoption_id
    JOIN lacking k ON k.adoption_id = s.adoption_id AND k.breakdown_id = s.breakdown_id
        AND (p.starts_on IS NULL OR p.starts_on <= k.period_start) AND (p.ends_on IS NULL OR p.ends_on >= k.period_end)
    WHERE (p.id, s.breakdown_id) NOT IN (SELECT part_id, breakdown_id FROM never_absent) AND NOT coalesce((
        SELECT true FROM measurement_observation o WHERE o.tenant_id = %(tenant)s AND o.superseded_at IS NULL
            AND o.indicator_id = k.indicator_id AND o.subject_id = p.subject_id AND o.breakdown_id = k.breakdown_id
            AND o.period_start = k.period_start AND o.period_end = k.period_end), false)
    GROUP BY k.adoption_id, k.breakdown_id, k.period_start, k.period_end
), summed AS (
    SELECT k.*, coalesce(c.expected, 0) + coalesce(x.expected, 0) AS expected, coalesce(c.arrived, 0) AS come,
        coalesce(c.known, 0) + coalesce(x.known, 0) AS known, c.known_arrived
    FROM lacking k
    LEFT JOIN counted c ON c.adoption_id = k.adoption_id AND c.breakdown_id = k.breakdown_id AND c.part_id IS NULL
        AND c.period_start = k.period_start AND c.period_end = k.period_end
    LEFT JOIN absent x ON x.adoption_id = k.adoption_id AND x.breakdown_id = k.breakdown_id
        AND x.period_start = k.period_start AND x.period_end = k.period_end
), covered AS (
    SELECT initiative_id, indicator_id, breakdown_id, period_start, period_end, expected,
        least(come::numeric / expected,
            coalesce(known_arrived / nullif(known, 0), CASE WHEN known > 0 THEN 0 ELSE 1 END)) AS coverage
    FROM summed WHERE expected > 0
    UNION ALL
    SELECT initiative_id, indicator_id, breakdown_id, period_start, period_end, parts, 1
    FROM asked WHERE arrived = parts AND parts > 0
)
UPDATE {totals} t SET expected = c.expected, coverage = c.coverage
FROM covered c
WHERE t.tenant_id = %(tenant)s AND t.initiative_id = c.initiative_id AND t.indicator_id = c.indicator_id
    AND t.breakdown_id = c.breakdown_id AND t.period_start = c.period_start AND t.period_end = c.period_end
"""
LAST_KNOWN = """SELECT coalesce(b.denominator, b.value) FROM measurement_observation b
    WHERE b.tenant_id = %(tenant)s AND b.indicator_id = {indicator} AND b.subject_id = {subject}
    AND b.breakdown_id = {breakdown} AND b.superseded_at IS NULL AND b.presence = 'number'
    AND b.period_end < {end} ORDER BY b.period_end DESC, b.period_start DESC LIMIT 1"""


def covering_all(totals: str, is_number: str) -> str:
    """The statement that says of every total in a table how many parts were expected, and how far it is covered."""
    return COVER_ALL.format(
        totals=totals,
        is_number=is_number.format(figure="o"),
        last_known_of_sent=LAST_KNOWN.format(
            indicator="o.indicator_id", subject="o.subject_id", breakdown="o.breakdown_id", end="o.period_end"
        ),
        last_known_of_absent=LAST_KNOWN.format(
            indicator="k.indicator_id", subject="p.subject_id", breakdown="k.breakdown_id", end="k.period_end"
        ),
    )
