"""What does the page of an indicator say? Verdict first, then the curve, the groups, the table, the definition."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.core.charts import Break, Group, Groups, Level, Other, Svg, Trend, dot_plots, trend_charts
from communications.scorecard.presenters import plotted
from initiatives.models import Initiative
from measurement import wording
from measurement.models import Indicator, IndicatorVersion
from measurement.rules.periods import decimal_year
from measurement.rules.spread import gap
from measurement.rules.verdicts import Standing
from measurement.selectors.figures import Seen
from measurement.selectors.judged import RULES_FREQUENCY, Judgement, is_provisional


@dataclass(frozen=True, slots=True)
class Material:
    """What was read for the page."""

    initiative: Initiative
    judgement: Judgement
    groups: Sequence[Seen]
    dimensions: Mapping[str, str]
    benchmarks: Mapping[str, Sequence[Seen]]
    published: Sequence[Seen]
    versions: Sequence[IndicatorVersion]
    least_coverage: int

    @property
    def indicator(self) -> Indicator:
        return self.judgement.indicator


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table of figures: the number, what it is made of, and where it comes from."""

    period: str
    value: str
    made_of: str
    interval: str
    status: str
    origin: str
    published: str


@dataclass(frozen=True, slots=True)
class GroupChart:
    """The groups of one dimension: the latest period beside an earlier one."""

    name: str
    chart: Svg
    sentence: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    indicator: Indicator
    outcome: str
    verdict_code: str
    verdict: str
    sentence: str
    standing: str
    is_out_of_date: bool
    excluded: str
    facts: Sequence[tuple[str, str, str]]
    chart: Svg | None
    lines: Sequence[Line]
    has_published: bool
    groups: Sequence[GroupChart]
    benchmarks: Sequence[tuple[str, str, str]]
    versions: Sequence[IndicatorVersion]
    is_composed: bool
    has_hidden: bool
    has_provisional: bool
    has_intervals: bool


def present(material: Material) -> IndicatorPage:
    """Put the material into words and charts."""
    judgement, indicator = material.judgement, material.indicator
    said = judgement.verdict
    return IndicatorPage(
        indicator=indicator,
        outcome=judgement.adoption.outcome.name,
        verdict_code=said.code.value,
        verdict=str(wording.VERDICTS[said.code]),
        sentence=wording.verdict_sentence(said, indicator),
        standing=str(wording.STANDINGS[Standing.NEW]) if judgement.standing is Standing.NEW else "",
        is_out_of_date=said.is_out_of_date,
        excluded=_excluded(judgement),
        facts=_facts(judgement),
        chart=_trend(material),
        lines=_lines(material),
        has_published=bool(material.published),
        groups=_groups(material),
        benchmarks=_latest_of(material),
        versions=material.versions,
        is_composed=judgement.adoption.is_composed,
        has_hidden=any(each.is_hidden for each in [*judgement.figures, *material.groups]),
        has_provisional=any(is_provisional(each, material.least_coverage) for each in judgement.figures),
        has_intervals=any(each.lower is not None for each in judgement.figures),
    )


def _excluded(judgement: Judgement) -> str:
    """The periods that are not judged, by reason."""
    by_reason: dict[str, list[str]] = defaultdict(list)
    for each in judgement.verdict.excluded:
        by_reason[str(wording.EXCLUDED[each.reason])].append(wording.period(each.period.start, each.period.end))
    return "; ".join(f"{', '.join(periods)} ({reason})" for reason, periods in by_reason.items())


def _facts(judgement: Judgement) -> list[tuple[str, str, str]]:
    indicator, latest, baseline, target = judgement.indicator, judgement.latest, judgement.baseline, judgement.target
    facts = []
    if latest:
        facts.append((_("Latest"), wording.figure(latest.value, indicator), _period(latest)))
    if baseline:
        facts.append((_("Baseline"), wording.figure(baseline.value, indicator), _period(baseline)))
    if target:
        facts.append((_("Target"), wording.figure(target.value, indicator), str(target.due_on.year)))
    if judgement.way:
        pace = str(wording.PACES[judgement.pace.code]) if judgement.pace else ""
        facts.append((_("Way to target"), wording.way(judgement.way.code, judgement.way.share), pace))
    if latest and latest.expected:
        sent = _("%(sent)d of %(expected)d") % {"sent": latest.contributors or 0, "expected": latest.expected}
        facts.append((_("Partners in"), sent, _("%(share)d%% covered") % {"share": int((latest.coverage or 0) * 100)}))
    return facts


def _period(figure: Seen) -> str:
    return wording.period_of(figure)


def _trend(material: Material) -> Svg | None:
    judgement, indicator = material.judgement, material.indicator
    points = plotted(judgement.figures, material.least_coverage)
    if len(points) < 2:
        return None
    latest, baseline, target = judgement.latest, judgement.baseline, judgement.target
    trend = Trend(
        points=tuple(points),
        latest_label=wording.figure(latest.value, indicator) if latest else "",
        target=Level(
            float(target.value), _("Target %(value)s") % {"value": wording.figure(target.value, indicator)},
            decimal_year(target.due_on),
        ) if target else None,
        baseline=Level(
            float(baseline.value), _("Baseline %(value)s") % {"value": wording.figure(baseline.value, indicator)}
        ) if baseline and baseline.value is not None else None,
        breaks=tuple(Break(decimal_year(day), _("Series breaks")) for day in judgement.breaks),
        others=tuple(Other(name, tuple(plotted(series))) for name, series in material.benchmarks.items()),
        number=lambda value: wording.axis(value, indicator),
        floor=0 if indicator.kind != Indicator.Kind.MEAN else None,
        ceiling=100 if indicator.kind == Indicator.Kind.SHARE else None,
        step=RULES_FREQUENCY[indicator.frequency].step,
    )  # fmt: skip
    return trend_charts(
        trend,
        title=_("%(indicator)s in %(place)s") % {"indicator": indicator.name, "place": material.initiative.area.name},
        desc=wording.verdict_sentence(judgement.verdict, indicator),
    )


def _lines(material: Material) -> list[Line]:
    """The figures of the whole, the latest first."""
    published = {(each.period_start, each.period_end): each for each in material.published}
    return [
        _line(each, published.get((each.period_start, each.period_end)), material)
        for each in reversed(material.judgement.figures)
    ]


def _line(figure: Seen, published: Seen | None, material: Material) -> Line:
    indicator = material.indicator
    has_interval = figure.lower is not None and figure.upper is not None
    return Line(
        period=_period(figure),
        value=str(wording.HIDDEN) if figure.is_hidden else wording.figure(figure.value, indicator),
        made_of=wording.parts(figure.numerator, figure.denominator),
        interval=f"{wording.figure(figure.lower, indicator)} – {wording.figure(figure.upper, indicator)}"
        if has_interval
        else "",
        status=_("Provisional") if is_provisional(figure, material.least_coverage) else _status(figure),
        origin=_origin(figure, material),
        published=wording.figure(published.value, indicator) if published else "",
    )


def _status(figure: Seen) -> str:
    return {"revised": _("Revised"), "estimated": _("Estimated")}.get(figure.status, "")


def _origin(figure: Seen, material: Material) -> str:
    if figure.is_total:
        values = {"sent": figure.contributors or 0, "expected": figure.expected or 0}
        return _("Sum of %(sent)d of %(expected)d partners") % values
    return material.versions[0].source if material.versions else ""


def _groups(material: Material) -> list[GroupChart]:
    by_dimension: dict[str, dict[str, list[Seen]]] = defaultdict(lambda: defaultdict(list))
    for each in material.groups:
        if each.breakdown in material.dimensions:
            by_dimension[material.dimensions[each.breakdown]][each.breakdown_name].append(each)
    return [_group_chart(name, groups, material) for name, groups in sorted(by_dimension.items())]


def _group_chart(name: str, groups: Mapping[str, Sequence[Seen]], material: Material) -> GroupChart:
    """Each group's figure of the latest period beside its first one since the baseline."""
    indicator = material.indicator
    last = max(series[-1].period_end for series in groups.values())
    start = material.judgement.adoption.baseline_start
    latest = {group: series[-1] for group, series in groups.items() if series[-1].period_end == last}
    first = {
        group: next((each for each in series if start is None or each.period_start >= start), series[0])
        for group, series in groups.items()
    }
    shown = {group: each.value for group, each in latest.items() if each.value is not None}
    distance = gap(shown)
    plot = Groups(
        groups=tuple(
            Group(group, float(value), wording.figure(value, indicator), _earlier(first[group], latest[group]))
            for group, value in sorted(shown.items(), key=lambda item: -item[1])
        ),
        gap_label=_("Gap %(gap)s") % {"gap": wording.distance(distance.distance, indicator)} if distance else "",
        number=lambda value: wording.axis(value, indicator),
        floor=0,
        ceiling=100 if indicator.kind == Indicator.Kind.SHARE else None,
    )
    sentence = _gap_sentence(shown, material)
    caption = {"indicator": indicator.name, "name": name.lower()}
    return GroupChart(
        name=name,
        chart=dot_plots(plot, title=_("%(indicator)s by %(name)s") % caption, desc=sentence),
        sentence=sentence,
        heads=[name, *(_period(each) for each in _ends(first, latest))],
        rows=[[group, _value(first[group], indicator), _value(latest[group], indicator)] for group in sorted(latest)],
    )


def _ends(first: Mapping[str, Seen], latest: Mapping[str, Seen]) -> list[Seen]:
    """The earliest first and the latest last: the heads of the table of groups."""
    return [min(first.values(), key=lambda each: each.period_end), next(iter(latest.values()))]


def _earlier(first: Seen, latest: Seen) -> float | None:
    return float(first.value) if first.value is not None and first.period_end < latest.period_end else None


def _value(figure: Seen, indicator: Indicator) -> str:
    return str(wording.HIDDEN) if figure.is_hidden else wording.figure(figure.value, indicator)


def _gap_sentence(shown: Mapping[str, Decimal], material: Material) -> str:
    distance = gap(shown)
    if distance is None:
        return ngettext("%d group has a figure.", "%d groups have a figure.", len(shown)) % len(shown)
    words = {
        "highest": distance.highest, "lowest": distance.lowest,
        "gap": wording.distance(distance.distance, material.indicator),
    }  # fmt: skip
    return _("%(highest)s is highest and %(lowest)s lowest, %(gap)s apart.") % words


def _latest_of(material: Material) -> list[tuple[str, str, str]]:
    """Area, latest figure and its period of each benchmark."""
    return [
        (name, wording.figure(series[-1].value, material.indicator), _period(series[-1]))
        for name, series in material.benchmarks.items()
    ]
