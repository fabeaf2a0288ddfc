"""How many indicators improve, how many cannot be judged, and how many would seem to improve by chance alone?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from measurement.rules.verdicts import Code, Verdict


@dataclass(frozen=True, slots=True)
class Headline:
    """The counts that stand together or not at all.

    `judged` = improving + worsening + no clear change + rising + falling; `total` adds those that cannot be judged.
    `out_of_date` counts among all of them. `improving_by_chance` is the number expected to show as improving if nothing
    had changed: each counted series adds its exact probability of doing so, however the series depend on each other.
    """

    total: int
    judged: int
    improving: int
    worsening: int
    no_clear_change: int
    rising: int
    falling: int
    too_few_points: int
    no_figures: int
    out_of_date: int
    improving_by_chance: float

    @property
    def cannot_be_judged(self) -> int:
        """Too few points or no figures."""
        return self.too_few_points + self.no_figures


def headline(verdicts: Iterable[Verdict]) -> Headline:
    """Count verdicts."""
    given = list(verdicts)
    counts = Counter(each.code for each in given)
    return Headline(
        total=len(given),
        judged=sum(each.code.is_judged for each in given),
        improving=counts[Code.IMPROVING],
        worsening=counts[Code.WORSENING],
        no_clear_change=counts[Code.NO_CLEAR_CHANGE],
        rising=counts[Code.RISING],
        falling=counts[Code.FALLING],
        too_few_points=counts[Code.TOO_FEW_POINTS],
        no_figures=counts[Code.NO_FIGURES],
        out_of_date=sum(each.is_out_of_date for each in given),
        improving_by_chance=sum(each.chance for each in given),
    )
