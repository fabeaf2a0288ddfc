"""Does a process run as it used to, or has something changed it? The XmR chart, for series of shorter periods.

Limits are the mean and 2.66 mean moving ranges to either side (Shewhart 1931; Wheeler 1993); the signals are those
of NHS England's Making Data Count, as its package NHSRplotthedots reckons them. They never change the verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from statistics import fmean, pvariance

LEAST_POINTS = 12
# Limits that moved with every new point would never be crossed: they stand from the first points until re-based.
MOST_BASELINE = 20
SIGMAS = 2.66
# A moving range beyond this multiple of the mean one is a leap, not the usual noise.
LEAP = 3.27
STRONG_SEASON = 0.64
RUN = 7
TRIPLE = 3


class Rule(StrEnum):
    """What a point is a signal of."""

    OUTSIDE = "outside"
    SHIFT = "shift"
    TREND = "trend"
    NEAR_LIMIT = "near_limit"


class Assurance(StrEnum):
    """Whether the process, as it runs, meets a target."""

    PASSES = "consistent_pass"
    FAILS = "consistent_fail"
    EITHER = "inconsistent"


@dataclass(frozen=True, slots=True)
class Limits:
    """Centre and natural limits, in the unit of the figures; the near limits lie two thirds of the way out."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float
    mean_range: float

    def side(self, value: float) -> int:
        """1 above the mean, -1 below, 0 on it."""
        return (value > self.mean) - (value < self.mean)


@dataclass(frozen=True, slots=True)
class Stretch:
    """The points from one re-basing to the next: places `start` up to, not including, `end`, and their limits.

    `baseline` points, from `start` on, made the limits. `signals` holds the rules that fire at each place, in order.
    """

    start: int
    end: int
    baseline: int
    limits: Limits
    signals: tuple[frozenset[Rule], ...]


def is_seasonal(values: Sequence[float], per_year: int) -> bool:
    """Whether the part of the year says most of what a figure is: then changes on the same period are charted.

    The strength of seasonality of Wang, Smith and Hyndman (2006), about a straight line, above the 0.64 from which
    the R package forecast takes seasonal differences. Needs three years.
    """
    n = len(values)
    if per_year < 2 or n < 3 * per_year:
        return False
    middle, mean = (n - 1) / 2, fmean(values)
    slope = sum((place - middle) * value for place, value in enumerate(values)) / sum(
        (place - middle) ** 2 for place in range(n)
    )
    level = [value - mean - slope * (place - middle) for place, value in enumerate(values)]
    usual = [fmean(level[season::per_year]) for season in range(per_year)]
    rest = [value - usual[place % per_year] for place, value in enumerate(level)]
    return pvariance(level) > 0 and 1 - pvariance(rest) / pvariance(level) > STRONG_SEASON


def on_last_year(values: Sequence[float], per_year: int) -> list[float]:
    """The change of each figure on the same period of last year, from the second year on."""
    return [after - before for before, after in zip(values, values[per_year:], strict=False)]


def limits(
    values: Sequence[float],
    *,
    lowest: float | None = None,
    highest: float | None = None,
    screen: bool = True,
    sigmas: float = SIGMAS,
) -> Limits:
    """The limits of a stretch of figures, cut where no figure can lie (a share: 0 and 100).

    With `screen` moving ranges above 3.27 of their mean are left out of it, once. `sigmas` is 2.66, or 3/1.128 to more
    digits. Raises ValueError for fewer than two figures.
    """
    if len(values) < 2:
        raise ValueError("limits need two figures")
    ranges = [abs(after - before) for before, after in pairwise(values)]
    mean, mean_range = fmean(values), fmean(ranges)
    if screen:
        usual = [each for each in ranges if each < LEAP * mean_range]
        mean_range = fmean(usual) if usual else mean_range
    spread = sigmas * mean_range
    outer = [_cut(mean + sign * spread, lowest, highest) for sign in (-1, 1)]
    near = [_cut(mean + sign * spread * 2 / 3, lowest, highest) for sign in (-1, 1)]
    return Limits(mean, outer[0], outer[1], near[0], near[1], mean_range)


def chart(
    values: Sequence[float],
    *,
    rebased_at: Sequence[int] = (),
    lowest: float | None = None,
    highest: float | None = None,
) -> list[Stretch]:
    """The stretches of a series with their limits and signals; `rebased_at` are the places at which a new one begins.

    The limits of a stretch are those of its first 12 to 20 points. A stretch of fewer than 12 has none and is left
    out: so is the whole series.
    """
    edges = [0, *sorted(set(rebased_at) - {0}), len(values)]
    found = []
    for start, end in pairwise(edges):
        if end - start < LEAST_POINTS:
            continue
        baseline = min(end - start, MOST_BASELINE)
        own = limits(values[start : start + baseline], lowest=lowest, highest=highest)
        found.append(Stretch(start, end, baseline, own, tuple(signals(values[start:end], own))))
    return found


def signals(values: Sequence[float], own: Limits) -> list[frozenset[Rule]]:
    """The rules that fire at each figure of one stretch."""
    sides = [own.side(value) for value in values]
    fired: dict[Rule, list[bool]] = {
        Rule.OUTSIDE: [not own.lower <= value <= own.upper for value in values],
        Rule.SHIFT: part_of_run(shift_ends(sides)),
        Rule.TREND: part_of_run(trend_ends(values)),
        Rule.NEAR_LIMIT: two_in_three([_is_near(value, own) for value in values], sides),
    }
    return [frozenset(rule for rule, at in fired.items() if at[place]) for place in range(len(values))]


def shift_ends(sides: Sequence[int]) -> list[bool]:
    """Where the seventh point in a row lies on one side of the mean; one on the mean is on no side."""
    return _ends(len(sides), RUN, lambda place: abs(sum(sides[place - RUN + 1 : place + 1])) == RUN)


def trend_ends(values: Sequence[float]) -> list[bool]:
    """Where the seventh point in a row is higher, or lower, than the one before; a tie breaks the row."""
    steps = [(after > before) - (after < before) for before, after in pairwise(values)]
    return _ends(len(values), RUN, lambda place: abs(sum(steps[place - RUN + 1 : place])) == RUN - 1)


def part_of_run(ends: Sequence[bool]) -> list[bool]:
    """Every point of the runs that end there."""
    return [any(ends[place : place + RUN]) for place in range(len(ends))]


def two_in_three(near: Sequence[bool], sides: Sequence[int]) -> list[bool]:
    """Every point of three in a row on one side of the mean of which two lie near that side's limit."""
    triples = _ends(
        len(near),
        TRIPLE,
        lambda place: sum(near[place - 2 : place + 1]) >= 2 and abs(sum(sides[place - 2 : place + 1])) == TRIPLE,
    )
    return [any(triples[place : place + TRIPLE]) for place in range(len(near))]


def assurance(own: Limits, target: float, *, better: int) -> Assurance:
    """Whether a process whose higher (`better` = 1) or lower (-1) figures are better meets a target as it runs."""
    worst, best = (own.lower, own.upper) if better > 0 else (-own.upper, -own.lower)
    aim = target if better > 0 else -target
    if worst >= aim:
        return Assurance.PASSES
    return Assurance.FAILS if best < aim else Assurance.EITHER


def _ends(count: int, length: int, holds: Callable[[int], bool]) -> list[bool]:
    return [place >= length - 1 and holds(place) for place in range(count)]


def _is_near(value: float, own: Limits) -> bool:
    """Beyond two thirds of the way to a limit, but not outside it."""
    return own.lower <= value <= own.upper and not own.near_lower <= value <= own.near_upper


def _cut(value: float, lowest: float | None, highest: float | None) -> float:
    above = value if lowest is None else max(value, lowest)
    return above if highest is None else min(above, highest)
