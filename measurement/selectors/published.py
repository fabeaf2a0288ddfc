"""Every cell that was ever released to a reader, in one tidy stream, so that outsiders can check what we give away.

One row is one measure of one version of one cell. JSON is made by PostgreSQL: a release of a large initiative has
hundreds of thousands of them.
"""

import json
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from initiatives.models import Initiative
from measurement.models import Indicator, ReleasedCell
from measurement.selectors.agreements import terms_open_to
from measurement.selectors.governed import closed_cells, governed
from measurement.selectors.looking import note_named

# A figure that was shown and is hidden today stays hidden in its earlier versions, with all others of its period; one
# that was taken back is left out. `selectors.past` says why.
ROWS = """
WITH opened AS (
    SELECT * FROM jsonb_to_recordset(%(opened)s::jsonb) AS t (
        subject bigint, indicators bigint[], breakdowns bigint[], closed bigint[])
), mine AS (
    SELECT a.indicator_id, a.composition FROM measurement_adoption a
    WHERE a.tenant_id = %(tenant)s AND a.initiative_id = %(initiative)s
), subjects AS (
    SELECT s.id, CASE WHEN s.area_id IS NULL THEN 'organization' ELSE 'area' END AS kind,
        coalesce(g.code, o.code) AS code
    FROM initiatives_subject s
    LEFT JOIN initiatives_area g ON g.tenant_id = %(tenant)s AND g.id = s.area_id
    LEFT JOIN initiatives_organization o ON o.tenant_id = %(tenant)s AND o.id = s.organization_id
    WHERE s.tenant_id = %(tenant)s AND (
        s.area_id = %(area)s
        OR s.area_id IN (SELECT b.area_id FROM initiatives_benchmarkarea b
            WHERE b.tenant_id = %(tenant)s AND b.initiative_id = %(initiative)s)
        OR (%(organizations)s::bigint[] = '{}' OR s.organization_id = ANY(%(organizations)s::bigint[]))
            AND s.organization_id IN (SELECT p.organization_id FROM initiatives_participation p
                WHERE p.tenant_id = %(tenant)s AND p.initiative_id = %(initiative)s)
        OR s.id IN (SELECT subject FROM opened))
), told AS (
    SELECT c.*, c.replaced_by_id IS NOT NULL AND EXISTS (
        SELECT 1 FROM measurement_releasedcell n WHERE n.tenant_id = %(tenant)s AND n.indicator_id = c.indicator_id
            AND n.initiative_id IS NOT DISTINCT FROM c.initiative_id AND n.subject_id IS NOT DISTINCT FROM c.subject_id
            AND n.period_start = c.period_start AND n.period_end = c.period_end AND n.replaced_by_id IS NULL
            AND (n.is_hidden OR n.presence = 'suppressed' AND n.breakdown_id = c.breakdown_id)) AS hidden_since
    FROM measurement_releasedcell c JOIN mine ON mine.indicator_id = c.indicator_id
    WHERE c.tenant_id = %(tenant)s AND c.id > %(after)s AND c.id <> ALL(%(closed)s::bigint[]) AND (
        c.subject_id IS NULL AND c.initiative_id = %(initiative)s AND mine.composition = 'of_parts'
        OR c.initiative_id IS NULL AND c.subject_id IN (SELECT id FROM subjects)
        OR c.initiative_id = %(initiative)s AND EXISTS (SELECT 1 FROM opened t WHERE t.subject = c.subject_id
            AND (t.indicators IS NULL OR c.indicator_id = ANY(t.indicators))
            AND (t.breakdowns IS NULL OR c.breakdown_id = ANY(t.breakdowns))
            AND c.breakdown_id <> ALL(t.closed)))
    AND (c.replaced_by_id IS NULL OR EXISTS (
        SELECT 1 FROM measurement_releasedcell n WHERE n.tenant_id = %(tenant)s AND n.indicator_id = c.indicator_id
            AND n.initiative_id IS NOT DISTINCT FROM c.initiative_id AND n.subject_id IS NOT DISTINCT FROM c.subject_id
            AND n.breakdown_id = c.breakdown_id AND n.period_start = c.period_start AND n.period_end = c.period_end
            AND n.replaced_by_id IS NULL))
    ORDER BY c.id LIMIT %(limit)s
), lines AS (
    SELECT c.id, json_build_object(
        'indicator', i.code, 'period_start', c.period_start, 'period_end', c.period_end,
        'subject', json_build_object('kind', coalesce(s.kind, 'community'), 'code', coalesce(s.code, %(place)s)),
        'breakdown', b.code, 'measure', m.name, 'value', trim_scale(m.number)::text,
        'hidden', c.is_hidden OR c.hidden_since, 'presence', c.presence, 'status', c.status, 'shown_as', c.shown_as,
        'release', r.uid, 'released_at', r.released_at, 'replaced_at', q.released_at
    )::text AS line
    FROM told c
    JOIN measurement_indicator i ON i.tenant_id = %(tenant)s AND i.id = c.indicator_id
    JOIN measurement_breakdown b ON b.tenant_id = %(tenant)s AND b.id = c.breakdown_id
    JOIN measurement_release r ON r.tenant_id = %(tenant)s AND r.id = c.release_id
    LEFT JOIN measurement_release q ON q.tenant_id = %(tenant)s AND q.id = c.replaced_by_id
    LEFT JOIN subjects s ON s.id = c.subject_id
    CROSS JOIN LATERAL (
        SELECT 'value' AS name, NULL::numeric AS number
        WHERE c.is_hidden OR c.hidden_since
            OR coalesce(c.numerator, c.denominator, c.value, c.lower, c.upper) IS NULL
        UNION ALL SELECT v.name, v.number FROM (VALUES
            ('numerator', c.numerator), ('denominator', c.denominator), ('value', c.value), ('lower', c.lower),
            ('upper', c.upper)) v (name, number)
        WHERE v.number IS NOT NULL AND NOT (c.is_hidden OR c.hidden_since)
    ) m
)
SELECT coalesce(string_agg(line, ',' ORDER BY id), ''), (SELECT max(id) FROM told), (SELECT count(*) FROM told)
FROM lines
"""


@dataclass(frozen=True, slots=True)
class Published:
    """Some cells as JSON objects with commas between, and the id of the last; None where no more follow."""

    rows: str
    last: int | None


def published_cells(by: Actor, initiative: Initiative, *, after: int, limit: int) -> Published:
    """The cells of current and earlier releases that `by` may see, from the one after `after` on; a query or two.

    Who belongs to partners reads of partners what is published of its own, and what agreements in force open to it;
    of these too the earlier versions, as long as they do.
    """
    (terms,) = terms_open_to(by, initiative, is_report=False)
    opened = [
        {
            "subject": each.subject,
            "indicators": None if each.indicators is None else sorted(each.indicators),
            "breakdowns": None if each.breakdowns is None else sorted(each.breakdowns),
            "closed": sorted(each.closed),
        }
        for each in terms
    ]
    values = {
        "opened": json.dumps(opened), "closed": _closed(initiative, after),
        "tenant": scope.current(), "initiative": initiative.pk, "area": initiative.area_id,
        "place": initiative.area.code, "organizations": list(by.organization_ids), "after": after, "limit": limit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(ROWS, values)
        rows, last, count = cursor.fetchone()
    _note(by, rows)
    return Published(rows, last if count == limit else None)


def _closed(initiative: Initiative, after: int) -> list[int]:
    """What communities keep back of all that may be in the stream; no query where there are none."""
    closed = closed_cells(governed())
    if closed is None:
        return []
    near = ReleasedCell.objects.filter(Q(initiative=None) | Q(initiative=initiative), pk__gt=after)
    return list(near.filter(closed).order_by().values_list("pk", flat=True))


def _note(by: Actor, rows: str) -> None:
    """Note the governed figures in the stream."""
    communities = governed()
    if not communities:
        return
    lines = [row for row in json.loads(f"[{rows}]") if not row["hidden"]]
    ids = dict(Indicator.objects.filter(code__in={row["indicator"] for row in lines}).values_list("code", "pk"))
    for row in lines:
        whom = (row["subject"]["kind"], row["subject"]["code"])
        note_named(by, ids[row["indicator"]], whom, row["breakdown"])
