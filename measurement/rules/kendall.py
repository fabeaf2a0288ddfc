"""Do later values tend to lie above, or below, earlier ones, and could chance alone have done it?

Kendall's S counts the pairs that rise less the pairs that fall (Kendall 1938; Mann 1945). If order means nothing, each
arrangement of the same values is equally likely, and the number of falling pairs follows the q-multinomial coefficient
(MacMahon 1915): so p is exact, ties included, from whole numbers. Several seasons are compared each with itself only
and their S added (Hirsch, Slack and Smith 1982); the exact distribution of the sum is the convolution of the seasons'.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

SIGNIFICANCE = Fraction(1, 10)
EXACT_UP_TO = 60

Values = Sequence[Decimal | float]
Ties = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class NullDistribution:
    """How often each S occurs if order means nothing: `counts[d]` arrangements have d falling pairs.

    S is then `highest - 2 * d`. The distribution is symmetric about zero.
    """

    counts: tuple[int, ...]

    @property
    def highest(self) -> int:
        """S of a perfect ordering."""
        return len(self.counts) - 1

    def tail(self, s: int) -> Fraction:
        """The probability of an S of at least `abs(s)` in one given direction."""
        falling = (self.highest - abs(s)) // 2
        return Fraction(sum(self.counts[: falling + 1]), sum(self.counts))

    def p(self, s: int) -> Fraction:
        """The two-sided p: the probability of an S at least as far from zero."""
        return Fraction(1) if s == 0 else 2 * self.tail(s)

    def smallest_p(self) -> Fraction:
        """The two-sided p that a perfect ordering would reach."""
        return self.p(self.highest)

    def chance(self, significance: Fraction = SIGNIFICANCE) -> Fraction:
        """The probability that chance alone calls a trend in one given direction at this two-sided level."""
        total, running, reached = sum(self.counts), 0, 0
        for falling, count in enumerate(self.counts):
            running += count
            if self.highest - 2 * falling <= 0 or Fraction(2 * running, total) > significance:
                break
            reached = running
        return Fraction(reached, total)


@dataclass(frozen=True, slots=True)
class Kendall:
    """What the test found.

    `p` is two-sided, exact where `is_exact`, else that of the normal approximation. `z` (tie and continuity correction)
    stands beside it for comparison with published examples; None where S cannot vary. `smallest_p` is what a perfect
    ordering of as many untied values would reach, `chance` the probability that chance alone shows a trend in one given
    direction at 10 % two-sided. `tau_b` is None for several seasons.
    """

    n: int
    s: int
    variance: float
    z: float
    p: float
    is_exact: bool
    is_significant: bool
    tau_a: float
    tau_b: float | None
    smallest_p: float
    chance: float


def s_statistic(values: Values) -> int:
    """Pairs that rise less pairs that fall, values being in the order of time."""
    return sum(_sign(later, earlier) for i, earlier in enumerate(values) for later in values[i + 1 :])


def ties_of(values: Values) -> Ties:
    """How often each distinct value occurs, smallest first: the tie structure that the null distribution hangs on."""
    return tuple(sorted(Counter(values).values()))


def variance(ties: Ties) -> float:
    """The variance of S under no trend, corrected for ties (Kendall 1975)."""
    n = sum(ties)
    return float(Fraction(_cubic(n) - sum(_cubic(size) for size in ties), 18))


def _cubic(size: int) -> int:
    return size * (size - 1) * (2 * size + 5)


@lru_cache(maxsize=4096)
def null_distribution(ties: Ties) -> NullDistribution:
    """The exact distribution of S for values with this tie structure.

    The falling pairs of a multiset's arrangements are counted by [n]! / ([t1]! [t2]! ..) in q-factorials: multiply by
    (1 - q^j) for each factor above and divide by it for each below, in whole numbers.
    """
    n = sum(ties)
    pairs = math.comb(n, 2) - sum(math.comb(size, 2) for size in ties)
    counts = [1] + [0] * pairs
    above = Counter(range(1, n + 1))
    below: Counter[int] = Counter()
    for size in ties:
        below.update(range(1, size + 1))
    # [j] = (1 - q^j) / (1 - q); as many factors stand above as below, so the (1 - q) cancel
    for j in (above - below).elements():
        for i in range(pairs, j - 1, -1):
            counts[i] -= counts[i - j]
    for j in (below - above).elements():
        for i in range(j, pairs + 1):
            counts[i] += counts[i - j]
    return NullDistribution(tuple(counts))


@lru_cache(maxsize=4096)
def seasonal_distribution(seasons: tuple[Ties, ...]) -> NullDistribution:
    """The exact distribution of the sum of the seasons' S, the seasons being independent; order does not matter."""
    counts: Sequence[int] = (1,)
    for ties in seasons:
        other = null_distribution(ties).counts
        product = [0] * (len(counts) + len(other) - 1)
        for i, a in enumerate(counts):
            for j, b in enumerate(other):
                product[i + j] += a * b
        counts = product
    return NullDistribution(tuple(counts))


def z_score(s: int, var: float) -> float:
    """S in standard deviations, drawn one step toward zero (continuity correction); 0 where S cannot vary."""
    if s == 0 or var <= 0:
        return 0.0
    return (s - math.copysign(1, s)) / math.sqrt(var)


def normal_p(z: float) -> float:
    """The two-sided p of a standard normal z."""
    return math.erfc(abs(z) / math.sqrt(2))


def kendall(values: Values) -> Kendall:
    """Test one series, values in the order of time, for a trend. Exact up to 60 values.

    Raises ValueError without values.
    """
    return seasonal_kendall([values])


def seasonal_kendall(seasons: Sequence[Values], covariance: float | None = None) -> Kendall:
    """Test a series of several periods a year: one sequence for each season, each in the order of time.

    A season never collected is simply not given. With `covariance` (the sum over pairs of seasons, from
    `hirsch_slack_covariance`) p is that of the normal approximation, which allows for seasons that move together;
    wanted from 10 years on. Without, p is exact up to 60 values a season.

    Raises ValueError without values.
    """
    seasons = [values for values in seasons if len(values)]
    if not seasons:
        raise ValueError("no values to test")
    structure = tuple(sorted(ties_of(values) for values in seasons))
    s = sum(s_statistic(values) for values in seasons)
    var = sum(variance(ties) for ties in structure) + (covariance or 0.0)
    z = z_score(s, var)
    p: Fraction | float
    if covariance is None and max(sum(ties) for ties in structure) <= EXACT_UP_TO:
        null = seasonal_distribution(structure)
        p, chance, is_exact = null.p(s), float(null.chance()), True
    else:
        p, chance, is_exact = normal_p(z), float(SIGNIFICANCE / 2), False
    pairs = sum(math.comb(len(values), 2) for values in seasons)
    return Kendall(
        n=sum(len(values) for values in seasons),
        s=s,
        variance=var,
        z=z,
        p=float(p),
        is_exact=is_exact,
        is_significant=p <= SIGNIFICANCE,
        tau_a=s / pairs if pairs else 0.0,
        tau_b=_tau_b(s, structure[0]) if len(seasons) == 1 else None,
        smallest_p=float(smallest_p(tuple(sorted(len(values) for values in seasons)))),
        chance=chance,
    )


def _tau_b(s: int, ties: Ties) -> float:
    pairs = math.comb(sum(ties), 2)
    untied = pairs - sum(math.comb(size, 2) for size in ties)
    return s / math.sqrt(pairs * untied) if untied else 0.0


def smallest_p(lengths: tuple[int, ...]) -> Fraction:
    """The two-sided p that a perfect ordering of untied values reaches; `lengths` is the number of values by season."""
    if all(length < 2 for length in lengths):
        return Fraction(1)
    return Fraction(2, math.prod(math.factorial(length) for length in lengths))


def hirsch_slack_covariance(table: Sequence[Sequence[Decimal | float | None]]) -> float:
    """The part of the variance of the seasonal S that comes from seasons moving together.

    `table` has a row for each year and a column for each season; None where nothing was collected. Dietz and Killeen's
    estimator, with mid-ranks for missing values, as Hirsch and Slack (1984) use it. Returns the sum over all ordered
    pairs of different seasons.
    """
    seasons = [list(column) for column in zip(*table, strict=True)]
    ranks = [_mid_ranks(column) for column in seasons]
    sizes = [sum(value is not None for value in column) for column in seasons]
    total = 0.0
    for g in range(len(seasons)):
        for h in range(g):
            together = _concordance(seasons[g], seasons[h])
            products = sum(a * b for a, b in zip(ranks[g], ranks[h], strict=True))
            total += 2 * (together + 4 * products - len(table) * (sizes[g] + 1) * (sizes[h] + 1)) / 3
    return total


def _sign(later: Decimal | float | None, earlier: Decimal | float | None) -> int:
    if later is None or earlier is None:
        return 0
    return int(later > earlier) - int(later < earlier)


def _mid_ranks(column: Sequence[Decimal | float | None]) -> list[float]:
    size = sum(value is not None for value in column)
    return [(size + 1 + sum(_sign(value, other) for other in column)) / 2 for value in column]


def _concordance(g: Sequence[Decimal | float | None], h: Sequence[Decimal | float | None]) -> int:
    return sum(_sign(g[j], g[i]) * _sign(h[j], h[i]) for j in range(len(g)) for i in range(j))
