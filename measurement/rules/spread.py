"""How far apart are the groups of a breakdown, and where does the middle half of some figures lie?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_EVEN, Decimal
from typing import Generic, TypeVar

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Gap(Generic[Group]):
    """The lowest and the highest group and the distance between them, in the indicator's unit (points for shares)."""

    lowest: Group
    highest: Group
    distance: Decimal


def gap(values: Mapping[Group, Decimal]) -> Gap[Group] | None:
    """Find the gap between groups of one dimension and period, "all" not among them; None with fewer than two."""
    if len(values) < 2:
        return None
    lowest, highest = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    return Gap(lowest, highest, values[highest] - values[lowest])


# With fewer others behind it, a band would be little more than somebody's own figure.
LEAST_OTHERS = 5
ABOUT = 3


@dataclass(frozen=True, slots=True)
class Band:
    """Where the middle half of some figures lies, and their middle; rounded, of `n` figures."""

    lower: Decimal
    middle: Decimal
    upper: Decimal
    n: int


def band(values: Sequence[Decimal], *, step: Decimal) -> Band | None:
    """The middle and the middle half of at least five figures; None with fewer.

    Each of the three numbers is the mean of three figures about its place (of four in the middle of an even number), so
    that none of them is anybody's own, and is rounded to `step`.
    """
    ordered, n = sorted(values), len(values)
    if n < LEAST_OTHERS:
        return None
    quarter = (n - 1) // 4
    start = (n - ABOUT) // 2
    return Band(
        lower=_mean(ordered[max(quarter - 1, 0) :][:ABOUT], step),
        middle=_mean(ordered[start : n - start], step),
        upper=_mean(ordered[::-1][max(quarter - 1, 0) :][:ABOUT], step),
        n=n,
    )


def step_of(values: Sequence[Decimal], *, is_share: bool) -> Decimal:
    """To what a band is rounded: whole points of a share, else two digits of the largest figure."""
    largest = max((abs(value) for value in values), default=Decimal(0))
    return Decimal(1) if is_share or not largest else Decimal(10) ** (largest.adjusted() - 1)


def _mean(values: Sequence[Decimal], step: Decimal) -> Decimal:
    mean = sum(values, Decimal(0)) / len(values)
    return (mean / step).to_integral_value(ROUND_HALF_EVEN) * step
