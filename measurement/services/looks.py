"""Who looked at governed figures? Written at the end of the reader's own transaction: nobody reads without it."""

from typing import Any

from django.db import connection
from django.utils import timezone

from backbone.tenancy import scope
from measurement.selectors.looking import shown_so_far

WRITE = """
INSERT INTO measurement_look (
    tenant_id, community_id, indicator_id, door, looked_on, user_id, key_id, first_at, last_at, times
)
SELECT %(tenant)s, s.community, s.indicator, %(door)s, %(day)s, s.person, s.key, %(now)s, %(now)s, 1
FROM unnest(%(communities)s::bigint[], %(indicators)s::bigint[], %(people)s::bigint[], %(keys)s::bigint[])
    AS s (community, indicator, person, key)
ON CONFLICT (tenant_id, community_id, looked_on, indicator_id, door, user_id, key_id)
DO UPDATE SET last_at = excluded.last_at, times = measurement_look.times + 1
"""


@scope.at_the_end
def write_looks() -> None:
    """Write down what was shown in this scope, one line for each indicator, reader, door and day.

    In one order, so that two readers at once wait for each other and never in a circle.
    """
    shown = sorted(shown_so_far(), key=lambda each: [part or 0 for part in each])
    if not shown:
        return
    now = timezone.now()
    communities, indicators, people, keys = (list(each) for each in zip(*shown, strict=True))
    values: dict[str, Any] = {
        "tenant": scope.current(), "door": scope.door()[:80], "day": now.date(), "now": now, "people": people,
        "communities": communities, "indicators": indicators, "keys": keys,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(WRITE, values)
    shown_so_far().clear()
