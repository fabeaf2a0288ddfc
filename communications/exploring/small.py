"""How do all indicators look beside each other? One small chart each, on the same time axis, each with its table."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from backbone.core.charts import Begun, Break, Level, Note, Svg, Theme, Trend, trend_chart
from communications.scorecard.presenters import plotted
from measurement import wording
from measurement.models import Indicator
from measurement.rules.periods import Period, decimal_year
from measurement.selectors.judged import RULES_FREQUENCY, Judgement

WIDTH = 360


@dataclass(frozen=True, slots=True)
class SmallChart:
    """An indicator as a small chart: its sentence above, its figures below."""

    code: str
    name: str
    verdict_code: str
    verdict: str
    sentence: str
    chart: Svg | None
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    has_hidden: bool


def small_charts(judgements: Sequence[Judgement], least_coverage: int) -> list[SmallChart]:
    span = span_of(judgements)
    return [_small(each, span, least_coverage) for each in judgements]


def span_of(judgements: Sequence[Judgement]) -> tuple[float, float] | None:
    """From the first to the last figure that anybody sees of any of them; a hidden one moves no axis."""
    times = [
        Period(each.period_start, each.period_end).at
        for judged in judgements
        for each in judged.figures
        if each.value is not None
    ]
    return (min(times), max(times)) if times else None


def drawn(
    judgement: Judgement,
    span: tuple[float, float] | None,
    least_coverage: int,
    *,
    width: float = WIDTH,
    theme: Theme = "screen",
    notes: tuple[Note, ...] = (),
    begun: tuple[Begun, ...] = (),
) -> Svg | None:
    """The course of an indicator with its target, and what stands beside it; None with fewer than two figures seen."""
    points = plotted(judgement.figures, least_coverage)
    if len(points) < 2:
        return None
    indicator, latest, target = judgement.indicator, judgement.latest, judgement.target
    trend = Trend(
        points=tuple(points),
        latest_label=wording.figure(latest.value, indicator) if latest else "",
        target=Level(
            float(target.value), _("Target %(value)s") % {"value": wording.figure(target.value, indicator)}
        ) if target else None,
        breaks=tuple(Break(decimal_year(day), _("Series breaks")) for day in judgement.breaks),
        notes=notes,
        begun=begun,
        number=lambda value: wording.axis(value, indicator),
        floor=0 if indicator.kind != Indicator.Kind.MEAN else None,
        ceiling=100 if indicator.kind == Indicator.Kind.SHARE else None,
        step=RULES_FREQUENCY[indicator.frequency].step,
        span=span,
    )  # fmt: skip
    desc = wording.verdict_sentence(judgement.verdict, indicator)
    return trend_chart(trend, title=indicator.name, desc=desc, width=width, theme=theme)


def _small(judgement: Judgement, span: tuple[float, float] | None, least_coverage: int) -> SmallChart:
    indicator = judgement.indicator
    return SmallChart(
        code=indicator.code,
        name=indicator.name,
        verdict_code=judgement.verdict.code.value,
        verdict=str(wording.VERDICTS[judgement.verdict.code]),
        sentence=wording.verdict_sentence(judgement.verdict, indicator),
        chart=drawn(judgement, span, least_coverage),
        heads=[_("Period"), _("Figure")],
        rows=[
            [
                wording.period_of(each),
                wording.seen(each, indicator),
            ]
            for each in reversed(judgement.figures)
        ],
        has_hidden=any(each.is_hidden for each in judgement.figures),
    )
