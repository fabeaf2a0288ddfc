"""Which periods have names of their own? Read only where an indicator's frequency wants them."""

from collections.abc import Iterable
from datetime import date

from measurement.models import Indicator, NamedPeriod

PeriodKey = tuple[int, date, date]


def period_names(indicators: Iterable[Indicator]) -> dict[PeriodKey, str]:
    """The names of cohorts and periods of their own by (indicator id, start, end); no query where there are none."""
    wanted = {each.pk for each in indicators if each.has_named_periods}
    if not wanted:
        return {}
    rows = NamedPeriod.objects.filter(indicator__in=wanted)
    return {
        (indicator, starts_on, ends_on): name
        for indicator, starts_on, ends_on, name in rows.values_list("indicator_id", "starts_on", "ends_on", "name")
    }
