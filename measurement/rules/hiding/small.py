"""Which counts are small, and of how many may a sum be made? The rule before anything is hidden to protect another."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

# What a figure counts, by name: those who are in it, those who are not, all of whom it is a share or mean.
IN, OUT, OF = "in", "out", "of"
Counts = Mapping[str, float]

# Where an agreement asks for it: the two largest contributors leave at least this much of the largest to the others.
LEAST_REST = 0.1
# Shares up to this, and from 1 less this on, are said by their bound only where the tenant codes the ends.
NEAR_END = 0.05
ROUNDED_TO = 5


class Counted(StrEnum):
    """What the figures of an indicator are made of."""

    SHARE = "share"
    RATIO = "ratio"
    MEAN = "mean"
    COUNT = "count"


class Way(StrEnum):
    """How a tenant keeps small numbers: by hiding, by rounding all counts to 5, or by hiding and coding the ends."""

    HIDE = "hide"
    ROUND = "round"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Rule:
    """What may be said: `threshold` is the least count that is shown, `least_contributors` the least parts of a sum."""

    counted: Counted
    of_people: bool
    threshold: int = 10
    shows_zero: bool = False
    way: Way = Way.HIDE
    least_contributors: int = 3

    @property
    def floor(self) -> int:
        """The least that a hidden small count must be able to be."""
        return 1 if self.shows_zero else 0

    def is_small(self, count: float) -> bool:
        return self.of_people and count < self.threshold and not (self.shows_zero and count == 0)


def counts_of(
    counted: Counted, numerator: Decimal | None, denominator: Decimal | None, value: Decimal | None
) -> Counts | None:
    """What a figure counts, to six decimals; None where it does not say, so that nothing can be added up from it."""
    if counted is Counted.COUNT:
        return None if value is None else {IN: _read(value)}
    if denominator is None or (numerator is None and counted is not Counted.MEAN):
        return None
    inside = numerator or Decimal(0)
    return {
        Counted.SHARE: {IN: _read(inside), OUT: _read(denominator - inside)},
        Counted.RATIO: {IN: _read(inside), OF: _read(denominator)},
        Counted.MEAN: {OF: _read(denominator)},
    }[counted]


def _read(count: Decimal) -> float:
    return round(float(count), 6)


def forms_of(counted: Counted) -> Sequence[tuple[str, ...]]:
    """The sums of counts that a figure says, of which none may be small."""
    if counted is Counted.SHARE:
        return ((IN,), (OUT,), (IN, OUT))
    return {Counted.COUNT: ((IN,),), Counted.RATIO: ((IN,), (OF,)), Counted.MEAN: ((OF,),)}[counted]


def leaves_too_little(contributions: Sequence[float]) -> bool:
    """Whether the two largest contributors leave under a tenth of the largest: the second would know it too well."""
    largest = sorted(contributions, reverse=True)
    return sum(largest[2:]) < LEAST_REST * largest[0] if largest else False


def rounded(count: float) -> int:
    """A count to the nearest multiple of 5; what lies in the middle goes up, as no whole number does."""
    return int((count + ROUNDED_TO / 2) // ROUNDED_TO) * ROUNDED_TO
