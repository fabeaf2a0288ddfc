"""What does the page of an indicator say? Verdict first, then the curve, the groups, the table, the definition."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from backbone.core.charts import Break, Level, Other, Svg, Trend, trend_charts
from communications.indicators.adding import Added, Years, chance, from_groups, years
from communications.indicators.events import begun_drawn, notes_drawn
from communications.indicators.groups import GroupChart, group_charts
from communications.indicators.listing import listed
from communications.indicators.material import Material
from communications.indicators.process import ProcessChart, process_chart
from communications.indicators.standard import StandardRow, standard_rows
from communications.indicators.story import Chapter, Done, Noted, chapters, done, noted
from communications.scorecard.presenters import plotted
from measurement import wording
from measurement.models import Adoption, Indicator, IndicatorVersion
from measurement.presenters.outlook import Outlook, outlook
from measurement.presenters.saying import Said, say
from measurement.rules.periods import decimal_year
from measurement.selectors.figures import Seen
from measurement.selectors.judged import RULES_FREQUENCY, Judgement, is_provisional


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table of figures: the number, what it is made of, and where it comes from."""

    period: str
    start: date
    end: date
    value: str
    made_of: str
    interval: str
    status: str
    origin: str
    published: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    indicator: Indicator
    adoption: Adoption
    outcome: str
    said: Said
    excluded: str
    facts: Sequence[tuple[str, str, str]]
    chart: Svg | None
    outlook: Outlook | None
    process: ProcessChart | None
    chapters: Sequence[Chapter]
    notes: Sequence[Noted]
    done: Sequence[Done]
    lines: Sequence[Line]
    years: Years | None
    from_groups: Sequence[Added]
    standardised: Sequence[StandardRow]
    has_published: bool
    groups: Sequence[GroupChart]
    targets: Sequence[tuple[str, str, str]]
    contributes_to: Adoption | None
    contributors: Sequence[Adoption]
    enrolments: str
    counts_once: str
    benchmarks: Sequence[tuple[str, str, str]]
    versions: Sequence[IndicatorVersion]
    is_composed: bool
    how_told: Sequence[str]
    has_provisional: bool
    has_intervals: bool


def present(material: Material) -> IndicatorPage:
    """Put the material into words and charts."""
    judgement, indicator = material.judgement, material.indicator
    ahead = outlook(judgement)
    return IndicatorPage(
        indicator=indicator,
        adoption=judgement.adoption,
        outcome=judgement.adoption.outcome.name,
        said=say(judgement),
        excluded=_excluded(judgement),
        facts=_facts(judgement),
        chart=_trend(material, ahead),
        outlook=ahead,
        process=process_chart(judgement, material.rebasings),
        chapters=chapters(material.texts),
        notes=noted(material.events),
        done=done(material.events),
        lines=_lines(material),
        years=years(material),
        from_groups=from_groups(material),
        standardised=standard_rows(material),
        has_published=bool(material.published),
        groups=group_charts(material),
        targets=_targets(judgement),
        contributes_to=judgement.adoption.contributes_to,
        contributors=material.contributors,
        enrolments=wording.enrolments(indicator, is_total=judgement.adoption.is_composed),
        counts_once=wording.counts_once(indicator) if indicator.unduplicated_within else "",
        benchmarks=_latest_of(material),
        versions=material.versions,
        is_composed=judgement.adoption.is_composed,
        how_told=wording.how_told([*judgement.figures, *material.groups]),
        has_provisional=any(is_provisional(each, material.least_coverage) for each in judgement.figures),
        has_intervals=any(_has_interval(each) for each in judgement.figures),
    )


def _excluded(judgement: Judgement) -> str:
    """The periods that are not judged, by reason; many of them are counted, as with the days of a month."""
    names = {(each.period_start, each.period_end): wording.period_of(each) for each in judgement.figures}
    by_reason: dict[str, list[str]] = defaultdict(list)
    for each in judgement.verdict.excluded:
        by_reason[str(wording.EXCLUDED[each.reason])].append(names[(each.period.start, each.period.end)])
    return "; ".join(f"{listed(periods)} ({reason})" for reason, periods in by_reason.items())


def _targets(judgement: Judgement) -> list[tuple[str, str, str]]:
    """Value, date and statement of each target for the whole, where there are several or one says something."""
    whole = [each for each in judgement.targets if each.breakdown is None]
    if len(whole) < 2 and not any(each.statement for each in whole):
        return []
    return [
        (wording.figure(each.value, judgement.indicator), date_format(each.due_on, "j F Y"), each.statement)
        for each in whole
    ]


def _facts(judgement: Judgement) -> list[tuple[str, str, str]]:
    indicator, latest, baseline, target = judgement.indicator, judgement.latest, judgement.baseline, judgement.target
    facts = []
    if latest:
        note = wording.enrolments(indicator, is_total=latest.is_total)
        facts.append(
            (_("Latest"), wording.figure(latest.value, indicator), ", ".join(filter(None, [_period(latest), note])))
        )
        if by_chance := chance(latest, indicator):
            facts.append((_("Chance variation"), by_chance, _("95 in 100, if all were counted")))
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


def _trend(material: Material, ahead: Outlook | None) -> Svg | None:
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
        notes=notes_drawn(material.events),
        begun=begun_drawn(material.events),
        others=tuple(Other(name, tuple(plotted(series))) for name, series in material.benchmarks.items()),
        ahead=ahead.drawn if ahead else (),
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
    return Line(
        period=_period(figure),
        start=figure.period_start,
        end=figure.period_end,
        value=wording.seen(figure, indicator),
        made_of=wording.parts(figure.numerator, figure.denominator),
        interval=f"{wording.figure(figure.lower, indicator)} – {wording.figure(figure.upper, indicator)}"
        if _has_interval(figure)
        else "",
        status=_("Provisional") if is_provisional(figure, material.least_coverage) else _status(figure),
        origin=_origin(figure, material),
        published=wording.figure(published.value, indicator) if published else "",
    )


def _has_interval(figure: Seen) -> bool:
    """Whether its source says within what the number lies; a range without a number is the figure itself."""
    return figure.value is not None and figure.lower is not None and figure.upper is not None


def _status(figure: Seen) -> str:
    return {"revised": _("Revised"), "estimated": _("Estimated")}.get(figure.status, "")


def _origin(figure: Seen, material: Material) -> str:
    if figure.is_total:
        values = {"sent": figure.contributors or 0, "expected": figure.expected or 0}
        return _("Sum of %(sent)d of %(expected)d partners") % values
    return material.versions[0].source if material.versions else ""


def _latest_of(material: Material) -> list[tuple[str, str, str]]:
    """Area, latest figure and its period of each benchmark."""
    return [
        (name, wording.figure(series[-1].value, material.indicator), _period(series[-1]))
        for name, series in material.benchmarks.items()
    ]
