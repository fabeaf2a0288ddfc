"""What is the least that an answer costs? One statement that makes the same body, by somebody who knows all keys."""

WHOLE = "(SELECT id FROM measurement_breakdown WHERE tenant_id = %(tenant)s AND code = 'all')"

CELLS = f"""
SELECT c.indicator_id, c.period_start, c.period_end, c.numerator, c.denominator, c.value, c.lower, c.upper, c.status,
    c.presence, c.is_hidden, c.contributors, c.expected, c.coverage
FROM measurement_releasedcell c
WHERE c.tenant_id = %(tenant)s AND c.initiative_id = %(initiative)s AND c.subject_id IS NULL
    AND c.replaced_by_id IS NULL AND c.breakdown_id = {WHOLE}
ORDER BY c.period_end
"""  # noqa: S608 - constants

# Texts put together are the fastest JSON that PostgreSQL makes; a floor of json_build_object would flatter the door.
TEXT = """coalesce('"' || trim_scale(c.{name})::text || '"', 'null')"""
NUMBERS = " || ".join(
    f"""',"{name}":' || {TEXT.format(name=name)}""" for name in ("numerator", "denominator", "value", "lower", "upper")
)
FIGURE = f"""string_agg('{{"breakdown":"all","period_start":"' || c.period_start || '","period_end":"' || c.period_end
    || '","hidden":' || c.is_hidden || {NUMBERS} || ',"presence":"' || c.presence || '","status":"' || c.status
    || '","provisional":' || (c.status = 'provisional' OR coalesce(c.coverage * 100 < %(least)s, false))
    || ',"shown_as":"' || c.shown_as || '"' || {{more}} || '}}', ',' ORDER BY c.period_end)"""
OF_TOTAL = f"""',"contributors":' || c.contributors || ',"expected":' || c.expected || ',"coverage":'
    || {TEXT.format(name="coverage")}"""

SERIES = f"""
SELECT string_agg('{{"indicator":"' || i.code || '","figures":[' || s.figures || ']}}', ',') FROM (
    SELECT c.indicator_id, {FIGURE.replace("{more}", OF_TOTAL)} AS figures
    FROM measurement_releasedcell c
    WHERE c.tenant_id = %(tenant)s AND c.initiative_id = %(initiative)s AND c.subject_id IS NULL
        AND c.replaced_by_id IS NULL AND c.breakdown_id = {WHOLE}
    GROUP BY c.indicator_id
) s JOIN measurement_indicator i ON i.tenant_id = %(tenant)s AND i.id = s.indicator_id
"""  # noqa: S608 - constants

PARTNERS = f"""
SELECT string_agg('{{"code":' || to_json(p.code) || ',"name":' || to_json(p.name) || ',"figures":[' || s.figures
    || ']}}', ',') FROM (
    SELECT c.subject_id, {FIGURE.replace("{more}", "''")} AS figures
    FROM measurement_releasedcell c
    WHERE c.tenant_id = %(tenant)s AND c.indicator_id = %(indicator)s AND c.initiative_id IS NULL
        AND c.replaced_by_id IS NULL AND c.breakdown_id = {WHOLE}
    GROUP BY c.subject_id
) s
JOIN initiatives_subject o ON o.tenant_id = %(tenant)s AND o.id = s.subject_id
JOIN initiatives_organization p ON p.tenant_id = %(tenant)s AND p.id = o.organization_id
"""  # noqa: S608 - constants

BOARD = """
SELECT o.provider_id, o.indicator_id, count(DISTINCT o.id),
    count(DISTINCT e.obligation_id) FILTER (WHERE e.state = 'draft'),
    count(DISTINCT e.obligation_id) FILTER (WHERE e.state = 'submitted'),
    count(DISTINCT e.obligation_id) FILTER (WHERE e.state = 'returned'),
    count(DISTINCT e.obligation_id) FILTER (WHERE e.state = 'accepted'), max(e.received_at)
FROM measurement_obligation o
LEFT JOIN measurement_entry e ON e.tenant_id = o.tenant_id AND e.obligation_id = o.id
WHERE o.tenant_id = %(tenant)s AND o.round_id = %(round)s AND o.withdrawn_at IS NULL
GROUP BY o.provider_id, o.indicator_id
"""

# Value, numerator and denominator of each cell, as the stream tells them.
PUBLISHED = """
SELECT string_agg(line, ',') FROM (
    SELECT json_build_object(
        'indicator', i.code, 'period_start', c.period_start, 'period_end', c.period_end,
        'subject', json_build_object('kind', CASE WHEN p.id IS NULL THEN 'community' ELSE 'organization' END,
            'code', p.code),
        'breakdown', b.code, 'measure', m.name, 'value', trim_scale(m.number)::text, 'hidden', c.is_hidden,
        'presence', c.presence, 'status', c.status, 'shown_as', c.shown_as, 'release', r.uid,
        'released_at', r.released_at, 'replaced_at', NULL)::text AS line
    FROM (SELECT * FROM measurement_releasedcell WHERE tenant_id = %(tenant)s ORDER BY id LIMIT %(limit)s) c
    JOIN measurement_indicator i ON i.tenant_id = %(tenant)s AND i.id = c.indicator_id
    JOIN measurement_breakdown b ON b.tenant_id = %(tenant)s AND b.id = c.breakdown_id
    JOIN measurement_release r ON r.tenant_id = %(tenant)s AND r.id = c.release_id
    LEFT JOIN initiatives_subject s ON s.tenant_id = %(tenant)s AND s.id = c.subject_id
    LEFT JOIN initiatives_organization p ON p.tenant_id = %(tenant)s AND p.id = s.organization_id
    CROSS JOIN LATERAL (VALUES ('numerator', c.numerator), ('denominator', c.denominator), ('value', c.value))
        m (name, number)
) lines
"""
