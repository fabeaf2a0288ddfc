"""Which two or three indicators does a report show in full, and why these?

First come those beside which a story is written, so that making a draft again loses no text. Then verdicts that turned
to a clear direction with the latest figure. Places that are left go to the steepest slopes for the worse and for the
better, the direction that is shown less often first; a slope is measured in what the series varies by, so that shares
and pounds compare.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from statistics import pstdev

from measurement.rules.verdicts import Code, Standing, Verdict

MOST = 3


class Because(StrEnum):
    """Why an indicator is shown in full."""

    HAS_STORY = "has_story"
    TURNED = "turned"
    STEEPEST_WORSE = "steepest_worse"
    STEEPEST_BETTER = "steepest_better"
    STEEPEST = "steepest"


BECAUSE = {
    Code.WORSENING: Because.STEEPEST_WORSE,
    Code.IMPROVING: Because.STEEPEST_BETTER,
    Code.RISING: Because.STEEPEST,
    Code.FALLING: Because.STEEPEST,
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """An indicator's code with what is said about it."""

    code: str
    verdict: Verdict
    standing: Standing


@dataclass(frozen=True, slots=True)
class Chosen:
    """An indicator to show in full."""

    code: str
    because: Because


def choose(candidates: Sequence[Candidate], *, with_story: Collection[str] = (), most: int = MOST) -> list[Chosen]:
    """Choose at most `most`, in the order of the reasons above; one that was not judged is shown for its story only."""
    chosen = {each.code: Because.HAS_STORY for each in candidates if each.code in with_story}
    room = max(most, len(chosen))
    for each in candidates:
        if each.standing is Standing.NEW and each.verdict.code.is_clear:
            chosen.setdefault(each.code, Because.TURNED)
    said = {each.code: each.verdict.code for each in candidates}
    left = {code: _steepest(candidates, code, chosen) for code in BECAUSE}
    while len(chosen) < room and any(left.values()):
        shown = [said[code] for code in chosen]
        direction = min((code for code in left if left[code]), key=shown.count)
        chosen[left[direction].pop(0)] = BECAUSE[direction]
    return [Chosen(code, because) for code, because in chosen.items()][:room]


def standardized_slope(verdict: Verdict) -> float:
    """The change a year in standard deviations of the figures judged; 0 where nothing moves."""
    values = [float(point.value) for point in verdict.points]
    spread = pstdev(values) if len(values) > 1 else 0.0
    if verdict.slope is None or not spread:
        return 0.0
    return float(verdict.slope.per_unit) / spread


def _steepest(candidates: Sequence[Candidate], code: Code, chosen: Collection[str]) -> list[str]:
    found = [each for each in candidates if each.verdict.code is code and each.code not in chosen]
    found.sort(key=lambda each: -abs(standardized_slope(each.verdict)))
    return [each.code for each in found]
