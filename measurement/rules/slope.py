"""How fast does a series change, and how sure is that?

The slope is the median of the slopes between all pairs of points (Theil 1950; Sen 1968): one wild point in five moves
it little, and unequal spacing does no harm. Its interval follows Sen through the normal approximation in Gilbert (1987,
section 16.5); the line runs through the medians (Conover 1980).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from statistics import NormalDist, median

from measurement.rules.kendall import ties_of, variance

Timed = tuple[float, Decimal | float]


@dataclass(frozen=True, slots=True)
class Slope:
    """A line through a series: change per unit of time, with its interval at `level`.

    A limit is None where too few pairs exist to bound it. Time is whatever the points were given in; years here.
    """

    per_unit: float
    lower: float | None
    upper: float | None
    level: float
    intercept: float

    def value_at(self, at: float) -> float:
        """The line's value at a time."""
        return self.intercept + self.per_unit * at


def theil_sen(points: Sequence[Timed], level: float = 0.90) -> Slope:
    """The line through `points` (time, value), times not all equal.

    `level` is that of the interval; 0.90 goes with a test at 10 % two-sided. Raises ValueError with fewer than two
    different times.
    """
    return seasonal_sen([points], level)


def seasonal_sen(seasons: Sequence[Sequence[Timed]], level: float = 0.90) -> Slope:
    """The line of a series with several periods a year: only pairs of the same season give a slope.

    Hirsch, Slack and Smith (1982). `seasons` holds the points (time, value) of each season. Raises ValueError where no
    season has two different times.
    """
    slopes = sorted(slope for points in seasons for slope in _pair_slopes(points))
    if not slopes:
        raise ValueError("a slope needs two different times")
    ordered = [[float(value) for _, value in points] for points in seasons if points]
    spread = math.sqrt(sum(variance(ties_of(values)) for values in ordered))
    reach = NormalDist().inv_cdf((1 + level) / 2) * spread
    slope = median(slopes)
    every = [point for points in seasons for point in points]
    return Slope(
        per_unit=slope,
        lower=_between(slopes, (len(slopes) - reach) / 2),
        upper=_between(slopes, (len(slopes) + reach) / 2 + 1),
        level=level,
        intercept=median(float(value) for _, value in every) - slope * median(at for at, _ in every),
    )


def _pair_slopes(points: Iterable[Timed]) -> Iterable[float]:
    for (at, value), (later_at, later) in combinations(points, 2):
        if later_at != at:
            # subtract before turning into a float, so that equal decimals give exactly zero
            yield float(later - value) / (later_at - at)  # type: ignore[operator]  # one series holds one kind of number


def _between(ordered: Sequence[float], rank: float) -> float | None:
    """The value at a rank counted from 1, interpolated between neighbours; None outside."""
    below = math.floor(rank)
    if below < 1 or rank > len(ordered):
        return None
    step = rank - below
    if step == 0:
        return ordered[below - 1]
    return ordered[below - 1] * (1 - step) + ordered[below] * step
