"""What is said about an adopted indicator? Its visible figures, put through the rules."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, QuerySet

from backbone.core.beside import with_rows
from initiatives.models import Initiative
from measurement.models import Adoption, Indicator, IndicatorVersion, Target
from measurement.rules.panels import Panel, Sent, panel
from measurement.rules.periods import Frequency, Period
from measurement.rules.series import Point, Polarity, Series
from measurement.rules.targets import PaceToTarget, WayToTarget, in_force, pace, refusal, way_to_target
from measurement.rules.targets import Target as Aim
from measurement.rules.verdicts import Standing, Verdict, verdict, verdict_and_standing
from measurement.selectors.figures import Seen

# An indicator and the rules call a frequency by the same word.
RULES_FREQUENCY = {each.value: each for each in Frequency}


@dataclass(frozen=True, slots=True)
class Judgement:
    """A series as one reader sees it, and what the rules say of it.

    `latest` is the newest figure that holds a number; `is_hidden` says that a newer one is hidden. `target` is the one
    in force of `targets`, which are of the whole and of groups, by date. `panel` is what the verdict rests on, where
    that is not the series itself: the partners present in all points. `pace_points` are as many as the pace rests on.
    """

    adoption: Adoption
    figures: Sequence[Seen]
    series: Series
    verdict: Verdict
    standing: Standing
    breaks: Sequence[date]
    baseline: Seen | None
    latest: Seen | None
    target: Target | None
    targets: Sequence[Target]
    way: WayToTarget | None
    pace: PaceToTarget | None
    pace_points: int
    panel: Panel | None
    is_hidden: bool
    is_provisional: bool

    @property
    def indicator(self) -> Indicator:
        indicator: Indicator = self.adoption.indicator
        return indicator


def judge(
    adoption: Adoption, figures: Sequence[Seen], *, breaks: Sequence[date], targets: Sequence[Target], today: date,
    least_coverage: int, group: str = "", parts: Sequence[Seen] = (),
) -> Judgement:  # fmt: skip
    """Judge the figures of the whole of one adopted indicator as of `today`, or those of one group by its targets.

    `parts` are the figures of a programme's partners, where the reader sees them: the verdict is then on those that are
    in all points. Way and pace are those of the total.
    """
    indicator: Indicator = adoption.indicator
    shown = [each for each in figures if each.value is not None]
    series = _series(shown, indicator, breaks, least_coverage)
    own = _panel(series, parts, indicator)
    now, standing = verdict_and_standing(own.series if own else series, today)
    whole = verdict(series, today) if own else now
    baseline = next((each for each in shown if each.period_start == adoption.baseline_start), None)
    latest = shown[-1] if shown else None
    target = _in_force(targets, today, group)
    aim = _aim(target, baseline, indicator)
    return Judgement(
        adoption=adoption,
        figures=figures,
        series=series,
        verdict=now,
        standing=standing,
        breaks=breaks,
        baseline=baseline,
        latest=latest,
        target=target,
        targets=targets,
        way=way_to_target(aim, latest.value) if aim and latest and latest.value is not None else None,
        pace=pace(aim, whole, today) if aim else None,
        pace_points=whole.n,
        panel=own,
        is_hidden=bool(figures) and figures[-1].is_hidden,
        is_provisional=latest is not None and is_provisional(latest, least_coverage),
    )


def adoptions_with_breaks(initiative: Initiative, *, as_of: date | None = None) -> QuerySet[Adoption]:
    """Adopted indicators in the initiative's order, each with `breaks`: the days from which its series is broken.

    Those that have ended are among them: their pages stay. As of a past day the breaks are those known by its end.
    """
    broken = IndicatorVersion.objects.filter(indicator=OuterRef("indicator"), breaks_series_on__isnull=False)
    if as_of is not None:
        broken = broken.filter(made_at__lt=initiative.end_of(as_of))
    return (
        Adoption.objects.filter(initiative=initiative)
        .select_related("indicator", "outcome")
        .annotate(broken_on=ArraySubquery(broken.order_by("number").values("breaks_series_on")))
        .order_by("position", "pk")
    )


def with_targets(adopted: QuerySet[Adoption], **more: QuerySet[Any]) -> list[Adoption]:
    """The adoptions, each with its targets by date, of the whole and of groups, and what else is asked; one query."""
    return with_rows(adopted, targets=Target.objects.select_related("breakdown").order_by("due_on", "pk"), **more)


def has_process_chart(indicator: Indicator) -> bool:
    """Whether its periods are shorter than a year and no shorter than a month: of such there is a process chart."""
    frequency = RULES_FREQUENCY[indicator.frequency]
    return frequency.per_year > 1 and not frequency.is_shorter_than_a_month


def is_provisional(figure: Seen, least_coverage: int) -> bool:
    """Whether a figure is shown as provisional: called so at its source, or a total not covered enough."""
    return figure.status == "provisional" or not _is_covered(figure, least_coverage)


def _series(shown: Sequence[Seen], indicator: Indicator, breaks: Sequence[date], least_coverage: int) -> Series:
    return Series(
        points=tuple(_point(each, least_coverage, indicator) for each in shown),
        frequency=RULES_FREQUENCY[indicator.frequency],
        polarity=Polarity(indicator.polarity),
        lag_days=indicator.usual_lag_days,
        breaks=tuple(breaks),
    )


def _panel(series: Series, parts: Sequence[Seen], indicator: Indicator) -> Panel | None:
    sent: dict[int | None, dict[Period, Sent]] = defaultdict(dict)
    for each in parts:
        period = Period(each.period_start, each.period_end)
        sent[each.subject_id][period] = Sent(each.numerator, each.denominator, each.value)
    is_ratio = indicator.adds_over_partners == Indicator.Adds.RATIO_OF_SUMS
    return panel(series, sent, per=Decimal(indicator.per) if is_ratio else None)


def _point(figure: Seen, least_coverage: int, indicator: Indicator) -> Point:
    is_programme = figure.is_total and indicator.level == Indicator.Level.PROGRAMME
    return Point(
        period=Period(figure.period_start, figure.period_end),
        value=figure.value or Decimal(0),
        is_provisional=figure.status == "provisional",
        is_covered=_is_covered(figure, least_coverage),
        of_partners=figure.contributors if is_programme else None,
        name=figure.period_name,
    )


def _is_covered(figure: Seen, least_coverage: int) -> bool:
    return figure.coverage is None or figure.coverage * 100 >= least_coverage


def _in_force(targets: Sequence[Target], today: date, group: str) -> Target | None:
    """The target of the whole, or of one group, toward which way and pace are judged: the next one, else the last."""
    own = {each.due_on: each for each in targets if (each.breakdown.code if each.breakdown else "") == group}
    due_on = in_force(own, today)
    return own[due_on] if due_on else None


def _aim(target: Target | None, baseline: Seen | None, indicator: Indicator) -> Aim | None:
    if target is None or baseline is None or baseline.value is None:
        return None
    aim = Aim(
        value=target.value,
        on=target.due_on,
        baseline=Point(Period(baseline.period_start, baseline.period_end), baseline.value),
        polarity=Polarity(indicator.polarity),
        is_share=indicator.kind == Indicator.Kind.SHARE,
    )
    return None if refusal(aim) else aim
