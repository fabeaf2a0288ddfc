"""What do a partner's own results say?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backbone.core.charts import Plotted, Svg, sparkline
from measurement import wording
from measurement.models import Indicator
from measurement.presenters.gaps import gap_sentences
from measurement.presenters.saying import Said, say
from measurement.rules.periods import Period, decimal_year
from measurement.selectors.figures import Seen
from measurement.selectors.judged import RULES_FREQUENCY
from measurement.selectors.results import PartnerResult


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
    is_composed: bool
    said: Said
    gaps: Sequence[str]


def result_rows(results: Iterable[PartnerResult]) -> list[ResultRow]:
    """One row for each adopted indicator of which the reader may see a figure of this partner."""
    return [
        _row(each, figures)
        for each in results
        if (figures := [figure for figure in each.judgement.figures if figure.value is not None])
    ]


def _row(result: PartnerResult, figures: Sequence[Seen]) -> ResultRow:
    adoption = result.judgement.adoption
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
        is_composed=adoption.is_composed,
        said=say(result.judgement),
        gaps=gap_sentences(result.groups, result.dimensions, indicator),
    )
