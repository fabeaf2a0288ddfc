"""What do a partner's own results say?"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backbone.core.charts import Plotted, Svg, sparkline
from measurement import wording
from measurement.models import Adoption, Indicator
from measurement.rules.periods import Period, decimal_year
from measurement.selectors.figures import Seen
from measurement.selectors.judged import RULES_FREQUENCY


@dataclass(frozen=True, slots=True)
class ResultRow:
    indicator: Indicator
    outcome: str
    spark: Svg
    first: str
    first_period: str
    latest: str
    latest_period: str
    latest_start: date
    latest_end: date
    change: str


def result_rows(adoptions: Iterable[Adoption], seen: Mapping[int, Sequence[Seen]]) -> list[ResultRow]:
    """One row for each adopted indicator, with its `breaks`, of which the reader may see a figure of this partner."""
    rows = []
    for adoption in adoptions:
        figures = [each for each in seen.get(adoption.indicator_id, []) if each.value is not None]
        if figures:
            rows.append(_row(adoption, figures))
    return rows


def _row(adoption: Adoption, figures: Sequence[Seen]) -> ResultRow:
    indicator: Indicator = adoption.indicator
    # What came before a break means something else: the change is since then.
    comparable = [each for each in figures if each.period_start >= max(adoption.breaks, default=date.min)]
    first, latest = (comparable or figures[-1:])[0], figures[-1]
    points = [
        Plotted(Period(each.period_start, each.period_end).at, float(each.value))
        for each in figures
        if each.value is not None
    ]
    change = latest.value - first.value if latest.value is not None and first.value is not None else None
    return ResultRow(
        indicator=indicator,
        outcome=adoption.outcome.name,
        spark=sparkline(
            points,
            breaks=[decimal_year(day) for day in adoption.breaks],
            step=RULES_FREQUENCY[indicator.frequency].step,
        ),
        first=wording.figure(first.value, indicator),
        first_period=wording.period(first.period_start, first.period_end),
        latest=wording.figure(latest.value, indicator),
        latest_period=wording.period(latest.period_start, latest.period_end),
        latest_start=latest.period_start,
        latest_end=latest.period_end,
        change=wording.difference(change, indicator) if change is not None and len(comparable) > 1 else "–",
    )
