"""Is the gap between two groups narrower than it was, or is that chance, or only the better off falling back?

Differences of shares have Newcombe's interval (1998, his method 10), which is made of the Wilson intervals of both. The
change of a gap is a difference of differences, whose interval is made of theirs in the same way (Zou and Donner 2008).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum

from measurement.rules.rates import Number, wilson
from measurement.rules.series import Polarity


class GapChange(StrEnum):
    """What became of a gap."""

    NARROWS = "narrows"
    WIDENS = "widens"
    LEVELLED_DOWN = "levelled_down"
    TURNED_ROUND = "turned_round"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of a group, `count` out of `total`."""

    count: Number
    total: Number

    @property
    def value(self) -> float:
        return float(self.count) / float(self.total)


@dataclass(frozen=True, slots=True)
class Difference:
    """A share, or one less another, with its interval; as proportions of 1."""

    value: float
    lower: float
    upper: float

    @property
    def excludes_zero(self) -> bool:
        return self.lower > 0 or self.upper < 0


@dataclass(frozen=True, slots=True)
class GapOverTime:
    """What became of a gap, and by how much: `change` is the gap now less the gap then, as proportions of 1."""

    code: GapChange
    change: Difference


def difference(first: Share, second: Share, confidence: float = 0.95) -> Difference:
    """The first share less the second. Raises ValueError for what is no share."""
    return _less(_alone(first, confidence), _alone(second, confidence))


def gap_over_time(
    then: tuple[Share, Share], now: tuple[Share, Share], polarity: Polarity, confidence: float = 0.95
) -> GapOverTime:
    """What became of the gap between two groups, each given in the same order at both times.

    It narrows only where chance alone would not have made it smaller and the group that was worse off is no worse off
    than it was: a gap that closes because the better off fall back is `levelled_down`. `turned_round` is one in which
    the other group is now worse off. Where neither direction is good, the lower group counts as the worse off.

    Raises ValueError for what is no share.
    """
    if _is_first_worse(then, polarity):
        then, now = (then[1], then[0]), (now[1], now[0])
    sign = -1 if polarity is Polarity.LOWER_BETTER else 1
    before, after = _better_less_worse(then, sign, confidence), _better_less_worse(now, sign, confidence)
    change = _less(after, before)
    if after.upper < 0:
        return GapOverTime(GapChange.TURNED_ROUND, change)
    if change.lower > 0:
        return GapOverTime(GapChange.WIDENS, change)
    if change.upper >= 0:
        return GapOverTime(GapChange.CANNOT_TELL, change)
    fell_back = sign * (now[1].value - then[1].value) < 0
    return GapOverTime(GapChange.LEVELLED_DOWN if fell_back else GapChange.NARROWS, change)


def _is_first_worse(pair: tuple[Share, Share], polarity: Polarity) -> bool:
    first, second = (each.value for each in pair)
    return first > second if polarity is Polarity.LOWER_BETTER else first < second


def _better_less_worse(pair: tuple[Share, Share], sign: int, confidence: float) -> Difference:
    """The gap of a pair of which the first was the better off."""
    first, second = pair if sign > 0 else pair[::-1]
    return difference(first, second, confidence)


def _alone(share: Share, confidence: float) -> Difference:
    interval = wilson(share.count, share.total, 1, confidence)
    return Difference(share.value, interval.lower or 0.0, interval.upper)


def _less(first: Difference, second: Difference) -> Difference:
    """The interval of a difference from the intervals of its parts."""
    value = first.value - second.value
    below = math.hypot(first.value - first.lower, second.upper - second.value)
    above = math.hypot(first.upper - first.value, second.value - second.lower)
    return Difference(value, value - below, value + above)
