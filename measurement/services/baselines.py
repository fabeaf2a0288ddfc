"""From which figure is the way to a target measured?"""

from django.db import connection

from backbone.tenancy import scope
from initiatives.models import Initiative
from measurement.models import Adoption

# The first figure of the whole since the last break in the series, of the community's own or composed series.
FIRST_POINT = """
WITH breaks AS (
    SELECT indicator_id, max(breaks_series_on) AS broke_on FROM measurement_indicatorversion
    WHERE tenant_id = %(tenant)s GROUP BY indicator_id
), points AS (
    SELECT o.indicator_id, o.period_start, o.period_end FROM measurement_observation o
    JOIN initiatives_subject s ON s.tenant_id = %(tenant)s AND s.id = o.subject_id AND s.area_id = %(area)s
    JOIN measurement_breakdown b ON b.tenant_id = %(tenant)s AND b.id = o.breakdown_id AND b.code = 'all'
    WHERE o.tenant_id = %(tenant)s AND o.superseded_at IS NULL AND o.presence = 'number'
    UNION
    SELECT t.indicator_id, t.period_start, t.period_end FROM measurement_total t
    JOIN measurement_breakdown b ON b.tenant_id = %(tenant)s AND b.id = t.breakdown_id AND b.code = 'all'
    WHERE t.tenant_id = %(tenant)s AND t.initiative_id = %(initiative)s AND t.contributors > 0
), firsts AS (
    SELECT DISTINCT ON (p.indicator_id) p.indicator_id, p.period_start, p.period_end
    FROM points p LEFT JOIN breaks USING (indicator_id)
    WHERE breaks.broke_on IS NULL OR p.period_start >= breaks.broke_on
    ORDER BY p.indicator_id, p.period_end
)
UPDATE measurement_adoption a SET baseline_start = f.period_start, baseline_end = f.period_end
FROM firsts f WHERE a.tenant_id = %(tenant)s AND a.initiative_id = %(initiative)s AND a.indicator_id = f.indicator_id
    AND (%(only)s::bigint IS NULL OR a.id = %(only)s)
"""


def set_baselines_to_first_point(initiative: Initiative, *, only: Adoption | None = None) -> None:
    """Take the first point after the last break as the baseline of each adopted indicator, or of one, that has one."""
    with connection.cursor() as cursor:
        cursor.execute(
            FIRST_POINT,
            {
                "tenant": scope.current(),
                "initiative": initiative.pk,
                "area": initiative.area_id,
                "only": only.pk if only else None,
            },
        )
