"""How do verdicts look from outside?"""

from dataclasses import asdict
from datetime import date
from typing import Any

from communications.scorecard.selectors import Scorecard
from measurement.api.answers import plain
from measurement.selectors.figures import Seen
from measurement.selectors.judged import Judgement

Answer = dict[str, Any]


def verdicts_answer(card: Scorecard, today: date) -> Answer:
    return {
        "as_of": today,
        "headline": asdict(card.headline),
        "results": [_judged(each) for each in card.judgements],
    }


def _judged(judged: Judgement) -> Answer:
    said = judged.verdict
    slope, test, target, way, pace = said.slope, said.test, judged.target, judged.way, judged.pace
    return {
        "indicator": judged.indicator.code,
        "outcome": judged.adoption.outcome.slug,
        "verdict": said.code.value,
        "why": said.why.value,
        "standing": judged.standing.value,
        "out_of_date": said.is_out_of_date,
        "n": said.n,
        "p": test.p if test else None,
        "slope": {"per_year": slope.per_unit, "lower": slope.lower, "upper": slope.upper} if slope else None,
        "baseline": _point(judged.baseline),
        "latest": _point(judged.latest),
        "latest_hidden": judged.is_hidden,
        "target": {"value": plain(target.value), "due_on": target.due_on} if target else None,
        "way_to_target": {"code": way.code.value, "share": way.share} if way else None,
        "pace": {"code": pace.code.value, "ratio": pace.ratio} if pace else None,
    }


def _point(seen: Seen | None) -> Answer | None:
    if seen is None:
        return None
    return {"period_start": seen.period_start, "period_end": seen.period_end, "value": plain(seen.value)}


EXAMPLE: Answer = {
    "as_of": "2026-11-21",
    "headline": {
        "total": 53,
        "judged": 50,
        "improving": 11,
        "worsening": 14,
        "no_clear_change": 25,
        "rising": 0,
        "falling": 0,
        "too_few_points": 0,
        "no_figures": 3,
        "out_of_date": 2,
        "improving_by_chance": 2.1,
    },
    "results": [
        {
            "indicator": "CA01",
            "outcome": "children-in-care",
            "verdict": "improving",
            "why": "trend",
            "standing": "confirmed",
            "out_of_date": False,
            "n": 8,
            "p": 0.031,
            "slope": {"per_year": 0.61, "lower": 0.2, "upper": 1.02},
            "baseline": {"period_start": "2017-04-01", "period_end": "2018-03-31", "value": "48.3"},
            "latest": {"period_start": "2024-04-01", "period_end": "2025-03-31", "value": "52.7"},
            "latest_hidden": False,
            "target": None,
            "way_to_target": None,
            "pace": None,
        }
    ],
}
