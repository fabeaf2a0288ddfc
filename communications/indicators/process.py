"""Does an indicator of shorter periods run as it used to? Its process chart, which never changes the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.core import charts
from communications.indicators.listing import listed
from measurement import wording
from measurement.models import Indicator, Rebasing
from measurement.rules import process
from measurement.rules.periods import ordinal
from measurement.rules.process import Rule, Stretch
from measurement.rules.series import Point
from measurement.selectors.judged import Judgement, has_process_chart


@dataclass(frozen=True, slots=True)
class ProcessChart:
    """The chart, what it says, and the periods that stand out by rule; `on_last_year` says that it shows changes."""

    chart: charts.Svg
    sentence: str
    signals: Sequence[tuple[str, str]]
    rebasings: Sequence[tuple[str, str]]
    assurance: str
    rows: Sequence[tuple[str, str, str]]
    on_last_year: bool

    @property
    def heads(self) -> list[str]:
        return [_("Period"), _("Change on last year") if self.on_last_year else _("Figure"), _("Stands out")]


@dataclass(frozen=True, slots=True)
class _Charted:
    """What is charted: the figures, or their changes on last year, each with its point."""

    points: Sequence[Point]
    values: Sequence[float]
    on_last_year: bool


def process_chart(judgement: Judgement, rebasings: Sequence[Rebasing]) -> ProcessChart | None:
    """The chart of a monthly, quarterly or half-yearly series with twelve figures in a row; None for others.

    Its limits are new from each break of the series and each re-basing on.
    """
    indicator = judgement.indicator
    if not has_process_chart(indicator):
        return None
    charted = _charted(_in_a_row(judgement), judgement.series.frequency.per_year)
    anew = [*judgement.breaks, *(each.starts_on for each in rebasings)]
    is_share = indicator.kind == Indicator.Kind.SHARE
    stretches = process.chart(
        charted.values,
        rebased_at=_re_based(charted.points, anew),
        lowest=0 if is_share and not charted.on_last_year else None,
        highest=100 if is_share and not charted.on_last_year else None,
    )
    if not stretches:
        return None
    said = _sentence(charted, stretches, indicator)
    return ProcessChart(
        chart=_drawn(charted, stretches, judgement, said),
        sentence=said,
        signals=_signals(charted, stretches),
        rebasings=[(date_format(each.starts_on, "j F Y"), each.because) for each in rebasings],
        assurance="" if charted.on_last_year else _assurance(stretches[-1], judgement),
        rows=_rows(charted, stretches, indicator),
        on_last_year=charted.on_last_year,
    )


def _rows(charted: _Charted, stretches: Sequence[Stretch], indicator: Indicator) -> list[tuple[str, str, str]]:
    """The figures of the chart, the latest first, each with the rules by which it stands out."""
    fired = {
        stretch.start + place: ", ".join(str(wording.SIGNALS[rule]) for rule in Rule if rule in rules)
        for stretch in stretches
        for place, rules in enumerate(stretch.signals)
    }
    word = wording.difference if charted.on_last_year else wording.figure
    return [
        (_name(point), word(Decimal(str(value)), indicator), fired.get(place, "") or "–")
        for place, (point, value) in enumerate(zip(charted.points, charted.values, strict=True))
    ][::-1]


def _assurance(last: Stretch, judgement: Judgement) -> str:
    """Whether the process, as it runs now, meets the target in force; changes on last year have no target."""
    better, target = judgement.series.polarity.sign, judgement.target
    if target is None or not better:
        return ""
    found = process.assurance(last.limits, float(target.value), better=better)
    return str(wording.ASSURANCES[found]) % {"target": wording.figure(target.value, judgement.indicator)}


def _in_a_row(judgement: Judgement) -> list[Point]:
    """The final figures up to the latest without a gap between them."""
    frequency = judgement.series.frequency
    final = [point for point in judgement.series.points if point.is_covered and not point.is_provisional]
    start = 0
    for place, (before, after) in enumerate(pairwise(final), 1):
        if ordinal(after.period, frequency) - ordinal(before.period, frequency) != 1:
            start = place
    return final[start:]


def _charted(points: Sequence[Point], per_year: int) -> _Charted:
    values = [float(point.value) for point in points]
    if process.is_seasonal(values, per_year):
        return _Charted(points[per_year:], process.on_last_year(values, per_year), True)
    return _Charted(points, values, False)


def _re_based(points: Sequence[Point], anew: Sequence[date]) -> list[int]:
    """The places of the first figures from each of the days on: what was before says nothing of what comes after."""
    return [
        place
        for place, (before, after) in enumerate(pairwise(points), 1)
        if any(before.period.start < day <= after.period.start for day in anew)
    ]


def _sentence(charted: _Charted, stretches: Sequence[Stretch], indicator: Indicator) -> str:
    last = stretches[-1]
    values = {
        "lower": wording.figure(last.limits.lower, indicator), "upper": wording.figure(last.limits.upper, indicator),
        "n": last.baseline, "since": _name(charted.points[last.start]),
    }  # fmt: skip
    course = _("The %(n)d figures from %(since)s on vary between %(lower)s and %(upper)s by themselves.") % values
    out = sum(bool(each) for stretch in stretches for each in stretch.signals)
    if not out:
        return course + " " + _("Nothing stands out since.")
    text = ngettext("%d figure stands out: ask what happened.", "%d figures stand out: ask what happened.", out) % out
    return f"{course} {text}"


def _signals(charted: _Charted, stretches: Sequence[Stretch]) -> list[tuple[str, str]]:
    found = []
    for rule in Rule:
        periods = [
            _name(charted.points[stretch.start + place])
            for stretch in stretches
            for place, fired in enumerate(stretch.signals)
            if rule in fired
        ]
        if periods:
            found.append((str(wording.SIGNALS[rule]), listed(periods)))
    return found


def _name(point: Point) -> str:
    return point.name or wording.period(point.period.start, point.period.end)


def _drawn(charted: _Charted, stretches: Sequence[Stretch], judgement: Judgement, said: str) -> charts.Svg:
    indicator = judgement.indicator
    out = {stretch.start + place for stretch in stretches for place, fired in enumerate(stretch.signals) if fired}
    at = [point.period.at for point in charted.points]
    trend = charts.Trend(
        points=tuple(
            charts.Plotted(at[place], value, _name(charted.points[place]), is_signal=place in out)
            for place, value in enumerate(charted.values)
        ),
        corridors=tuple(
            charts.Corridor(at[each.start], at[each.end - 1], each.limits.mean, each.limits.lower, each.limits.upper)
            for each in stretches
        ),
        number=lambda value: wording.axis(value, indicator),
    )
    title = _("Process chart of %(indicator)s") % {"indicator": indicator.name}
    return charts.trend_charts(trend, title=title, desc=said)
