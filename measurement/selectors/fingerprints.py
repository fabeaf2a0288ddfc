"""Has anything changed from which a round's obligations follow? One statement answers for all rounds of a tenant.

A hash of the rows themselves and not of their times: what was changed and changed back needs nothing done.
"""

FINGERPRINTS = """
SELECT r.id, md5(concat_ws('#',
    (SELECT string_agg(ROW(i.indicator_id, i.period_start, i.period_end, i.position, m.state, k.ended_on IS NULL)::text,
            ';' ORDER BY i.id)
        FROM measurement_roundindicator i
        JOIN measurement_indicator m ON m.tenant_id = %(tenant)s AND m.id = i.indicator_id
        LEFT JOIN measurement_adoption k ON k.tenant_id = %(tenant)s AND k.initiative_id = r.initiative_id
            AND k.indicator_id = i.indicator_id
        WHERE i.tenant_id = %(tenant)s AND i.round_id = r.id), '1',
    (SELECT string_agg(n.provider_id::text, ';' ORDER BY n.id)
        FROM measurement_roundprovider n WHERE n.tenant_id = %(tenant)s AND n.round_id = r.id), '2',
    (SELECT string_agg(ROW(p.organization_id, p.joined_on, p.left_on, o.active_from, o.active_to, o.sector_id)::text,
            ';' ORDER BY p.id)
        FROM initiatives_participation p
        JOIN initiatives_organization o ON o.tenant_id = %(tenant)s AND o.id = p.organization_id
        WHERE p.tenant_id = %(tenant)s AND p.initiative_id = r.initiative_id), '3',
    (SELECT string_agg(ROW(s.predecessor_id, s.successor_id)::text, ';' ORDER BY s.took_effect_on, s.id)
        FROM initiatives_succession s WHERE s.tenant_id = %(tenant)s AND s.took_effect_on <= %(today)s), '4',
    (SELECT string_agg(ROW(a.id, d.indicator_id, a.reach, a.sector_id, a.starts_on, a.ends_on,
            (SELECT array_agg(l.organization_id ORDER BY l.id) FROM measurement_assignedpartner l
                WHERE l.tenant_id = %(tenant)s AND l.assignment_id = a.id),
            (SELECT array_agg(ROW(w.dimension_id, w.is_crossed, c.code)::text ORDER BY w.id, c.id)
                FROM measurement_assigneddimension w
                JOIN measurement_dimension v ON v.tenant_id = %(tenant)s AND v.id = w.dimension_id
                    AND v.ended_on IS NULL
                JOIN measurement_category c ON c.tenant_id = %(tenant)s AND c.dimension_id = w.dimension_id
                    AND c.ended_on IS NULL
                WHERE w.tenant_id = %(tenant)s AND w.assignment_id = a.id))::text, ';' ORDER BY a.id)
        FROM measurement_assignment a
        JOIN measurement_adoption d ON d.tenant_id = %(tenant)s AND d.id = a.adoption_id
        WHERE a.tenant_id = %(tenant)s AND d.initiative_id = r.initiative_id), '5',
    -- What comes back to a partner that is followed by another has to go on to that one.
    (SELECT string_agg(e.id::text, ';' ORDER BY e.id)
        FROM measurement_submission u
        JOIN initiatives_succession f ON f.tenant_id = %(tenant)s AND f.predecessor_id = u.provider_id
        JOIN measurement_entry e ON e.tenant_id = %(tenant)s AND e.submission_id = u.id AND e.state = 'returned'
        WHERE u.tenant_id = %(tenant)s AND u.round_id = r.id)
))
FROM measurement_collectionround r WHERE r.tenant_id = %(tenant)s AND r.id = ANY(%(rounds)s)
"""
