"""What does the scorecard say? The judged indicators in words, shapes and small charts."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from backbone.core.charts import Bar, Plotted, Svg, sparkline, tally_group, way_bar
from communications.scorecard.selectors import OutcomeGroup, Scorecard
from measurement import wording
from measurement.models import Indicator
from measurement.rules.headline import Headline
from measurement.rules.periods import Period, decimal_year
from measurement.rules.verdicts import Code, Standing
from measurement.selectors.figures import Seen
from measurement.selectors.judged import RULES_FREQUENCY, Judgement


@dataclass(frozen=True, slots=True)
class ScoreRow:
    code: str
    name: str
    notes: str
    spark: Svg | None
    baseline: str
    baseline_period: str
    latest: str
    latest_period: str
    target: str
    target_on: str
    verdict_code: str
    verdict: str
    standing: str
    way: str
    way_bar: Svg | None
    partners: str
    is_hidden: bool


@dataclass(frozen=True, slots=True)
class ScoreGroup:
    slug: str
    name: str
    note: str
    count: int
    tally: Svg
    rows: Sequence[ScoreRow]


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    word: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class ScorePage:
    title: str
    sentences: Sequence[str]
    key: Sequence[tuple[str, int, str]]
    groups: Sequence[ScoreGroup]
    shown: Sequence[ScoreGroup]
    outcomes: Sequence[Choice]
    verdicts: Sequence[Choice]
    view: str


FILTERS = [Code.IMPROVING, Code.WORSENING, Code.NO_CLEAR_CHANGE, Code.TOO_FEW_POINTS, Code.NO_FIGURES]


def score_page(card: Scorecard, *, outcome: str, verdict: str, view: str) -> ScorePage:
    """The page with the rows that the filters leave; headline and tally are always those of all indicators."""
    groups = [_group(each) for each in card.groups]
    wanted = {row.code for row in _wanted(card, verdict)}
    shown = [
        ScoreGroup(g.slug, g.name, g.note, g.count, g.tally, [row for row in g.rows if row.code in wanted])
        for g in groups
        if outcome in ("", g.slug)
    ]
    return ScorePage(
        title=title(card.headline),
        sentences=sentences(card.headline),
        key=key(card.headline),
        groups=groups,
        shown=[group for group in shown if group.rows],
        outcomes=[Choice(each.slug, each.name, each.slug == outcome) for each in groups],
        verdicts=[Choice(code.value, str(wording.VERDICTS[code]), code.value == verdict) for code in FILTERS],
        view="charts" if view == "charts" else "table",
    )


def title(counts: Headline) -> str:
    """34 of 51 judged indicators are improving."""
    text = ngettext(
        "%(improving)d of %(judged)d judged indicator is improving",
        "%(improving)d of %(judged)d judged indicators are improving",
        counts.judged,
    )
    return text % {"improving": counts.improving, "judged": counts.judged}


def sentences(counts: Headline) -> list[str]:
    """What stands with the headline, always: the others, what cannot be judged, and what chance alone would show."""
    said = [
        _("%(worsening)d worsening, %(flat)d show no clear change")
        % {"worsening": counts.worsening, "flat": counts.no_clear_change}
    ]
    neutral = counts.rising + counts.falling
    if neutral:
        said[0] += _(", %(neutral)d rising or falling where neither is good") % {"neutral": neutral}
    said[0] += "."
    if counts.cannot_be_judged:
        text = ngettext("%d cannot be judged.", "%d cannot be judged.", counts.cannot_be_judged)
        said.append(text % counts.cannot_be_judged)
    if counts.out_of_date:
        text = ngettext("%d is out of date.", "%d are out of date.", counts.out_of_date)
        said.append(text % counts.out_of_date)
    chance = wording.decimals(counts.improving_by_chance, 1)
    said.append(_("If nothing had changed, about %(chance)s would show as improving by chance.") % {"chance": chance})
    return said


def key(counts: Headline) -> list[tuple[str, int, str]]:
    """Shape, number and word of each kind of verdict."""
    found = [
        ("better", counts.improving, _("improving")),
        ("flat", counts.no_clear_change + counts.rising + counts.falling, _("no clear change, rising or falling")),
        ("worse", counts.worsening, _("worsening")),
        ("nodata", counts.cannot_be_judged, _("cannot be judged")),
    ]
    return [each for each in found if each[1]]


def spark(judgement: Judgement) -> Svg | None:
    """The whole series as a small line; breaks part it."""
    points = plotted(judgement.figures, with_labels=False)
    if len(points) < 2:
        return None
    return sparkline(
        points,
        target=float(judgement.target.value) if judgement.target else None,
        breaks=[decimal_year(day) for day in judgement.breaks],
        step=RULES_FREQUENCY[judgement.indicator.frequency].step,
        is_worse=judgement.verdict.code is Code.WORSENING,
    )


def plotted(figures: Sequence[Seen], least_coverage: int = 0, *, with_labels: bool = True) -> list[Plotted]:
    """Points of a chart; provisional ones are hollow. A line in a cell names no period, and words cost most of it."""
    return [
        Plotted(
            Period(each.period_start, each.period_end).at,
            float(each.value),
            wording.period_of(each) if with_labels else "",
            each.status == "provisional" or (each.coverage is not None and each.coverage * 100 < least_coverage),
        )
        for each in figures
        if each.value is not None
    ]


def bars(judgements: Sequence[Judgement]) -> list[Bar]:
    """One bar for each indicator; without a target its height is fixed."""
    return [Bar(each.verdict.code.value, each.way.share if each.way else None) for each in judgements]


def _wanted(card: Scorecard, verdict: str) -> list[Indicator]:
    return [each.indicator for each in card.judgements if verdict in ("", each.verdict.code.value)]


def _group(group: OutcomeGroup) -> ScoreGroup:
    note = _("%(improving)d of %(judged)d improving") % {"improving": group.improving, "judged": group.judged}
    return ScoreGroup(
        slug=group.outcome.slug,
        name=group.outcome.name,
        note=note if group.judged else _("none judged yet"),
        count=len(group.judgements),
        tally=tally_group(bars(group.judgements)),
        rows=[_row(each) for each in group.judgements],
    )


def _row(judgement: Judgement) -> ScoreRow:
    indicator, latest, baseline, target = judgement.indicator, judgement.latest, judgement.baseline, judgement.target
    return ScoreRow(
        code=indicator.code,
        name=indicator.name,
        notes=_notes(judgement),
        spark=spark(judgement),
        baseline=wording.figure(baseline.value, indicator) if baseline else "–",
        baseline_period=wording.period_of(baseline) if baseline else "",
        latest=_latest(judgement),
        latest_period=wording.period_of(latest) if latest else "",
        target=wording.figure(target.value, indicator) if target else "",
        target_on=str(target.due_on.year) if target else "",
        verdict_code=judgement.verdict.code.value,
        verdict=str(wording.VERDICTS[judgement.verdict.code]),
        standing=str(wording.STANDINGS[Standing.NEW]) if judgement.standing is Standing.NEW else "",
        way=wording.way(judgement.way.code, judgement.way.share) if judgement.way else "",
        way_bar=way_bar(judgement.way.share) if judgement.way else None,
        partners=_partners(latest),
        is_hidden=judgement.is_hidden,
    )


def _latest(judgement: Judgement) -> str:
    if judgement.latest is None:
        return wording.seen(judgement.figures[-1], judgement.indicator) if judgement.figures else "–"
    return wording.figure(judgement.latest.value, judgement.indicator)


def _partners(latest: Seen | None) -> str:
    if latest is None or not latest.is_total or latest.expected is None:
        return ""
    return _("%(sent)d of %(expected)d") % {"sent": latest.contributors or 0, "expected": latest.expected}


def _notes(judgement: Judgement) -> str:
    notes = []
    if judgement.indicator.polarity == Indicator.Polarity.LOWER_BETTER:
        notes.append(_("Lower is better"))
    if judgement.verdict.code is Code.NO_FIGURES:
        notes.append(_("No figure for the whole"))
    if judgement.verdict.is_out_of_date:
        notes.append(_("Out of date"))
    if judgement.is_provisional:
        notes.append(_("Latest is provisional"))
    if judgement.adoption.is_headline:
        notes.insert(0, _("Headline"))
    counted = judgement.indicator.kind == Indicator.Kind.COUNT and judgement.latest is not None
    if counted and (said := wording.enrolments(judgement.indicator, is_total=judgement.adoption.is_composed)):
        notes.append(said)
    return ", ".join(notes)
