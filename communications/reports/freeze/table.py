"""How does each indicator stand, on one line?"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from communications.reports import wording
from communications.reports.freeze.reading import Reading
from measurement import wording as figures
from measurement.models import Indicator
from measurement.rules.periods import Frequency, Period, decimal_year
from measurement.rules.verdicts import Standing
from measurement.selectors.figures import Seen
from measurement.selectors.judged import RULES_FREQUENCY, Judgement, is_provisional


def scorecard_block(reading: Reading) -> dict[str, Any]:
    """All adopted indicators by outcome."""
    return {
        "kind": "scorecard",
        "has_targets": any(each.target for each in reading.scorecard.judgements),
        "groups": [
            {
                "name": group.outcome.name,
                "note": wording.group_note(group.improving, group.judged),
                "rows": [_row(each, reading) for each in group.judgements],
            }
            for group in reading.scorecard.groups
        ],
    }


def _row(judgement: Judgement, reading: Reading) -> dict[str, Any]:
    indicator, target = judgement.indicator, judgement.target
    return {
        "code": indicator.code,
        "name": indicator.name,
        "polarity": note_of(judgement),
        "baseline": cell(judgement.baseline, indicator),
        "latest": cell(judgement.latest, indicator),
        "target": [figures.figure(target.value, indicator), str(target.due_on.year)] if target else None,
        "verdict": str(judgement.verdict.code),
        "is_new": judgement.standing is Standing.NEW,
        "is_out_of_date": judgement.verdict.is_out_of_date,
        "is_hidden": judgement.is_hidden,
        "way": [figures.way(judgement.way.code, judgement.way.share), judgement.way.share] if judgement.way else None,
        "spark": {
            "points": points(judgement.figures, reading.least_coverage),
            "target": float(target.value) if target else None,
            "breaks": [at_of(day) for day in judgement.breaks],
            "step": step_of(indicator),
        },
    }


def note_of(judgement: Judgement) -> str:
    """What stands under an indicator's name: which direction is good, and whether its total counts people twice."""
    indicator = judgement.indicator
    is_count = indicator.kind == Indicator.Kind.COUNT
    said = figures.enrolments(indicator, is_total=judgement.adoption.is_composed and is_count)
    return ". ".join(filter(None, [figures.polarity(indicator), said]))


def cell(figure: Seen | None, indicator: Indicator) -> list[str] | None:
    """A figure and its period in words."""
    if figure is None:
        return None
    return [figures.figure(figure.value, indicator), figures.period_of(figure)]


def points(series: Sequence[Seen], least_coverage: int) -> list[list[Any]]:
    """Points of a chart: place on the time axis, value (None is a gap), period in words, whether it is provisional."""
    return [
        [
            Period(each.period_start, each.period_end).at,
            None if each.value is None else float(each.value),
            figures.period_of(each),
            is_provisional(each, least_coverage),
        ]
        for each in series
    ]


def at_of(day: date) -> float:
    return decimal_year(day)


def step_of(indicator: Indicator) -> float | None:
    """The usual time between two figures, in years; None where periods follow no rule."""
    frequency: Frequency = RULES_FREQUENCY[indicator.frequency]
    return frequency.step
