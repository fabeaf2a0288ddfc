"""What is the rate, and how far might chance alone have moved it?

Shares take Wilson's interval (1927), counts of events Byar's (Breslow and Day 1987), exact Poisson below 10 as UKHSA's
PHEindicatormethods does. Both are for people and events only, never for money or hours.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from statistics import NormalDist

from scipy.special import gammaincinv

EXACT_BELOW = 10

Number = Decimal | int | float


@dataclass(frozen=True, slots=True)
class Interval:
    """A lower and an upper limit, in the unit of the figure; lower is None where the approximation has none."""

    lower: float | None
    upper: float


def rate(numerator: Decimal | None, denominator: Decimal | None, per: int = 100) -> Decimal | None:
    """Numerator over denominator, times `per` (100: per cent). None where either is missing or the denominator is 0."""
    if numerator is None or not denominator:
        return None
    return numerator * per / denominator


def ratio_of_sums(pairs: Iterable[tuple[Decimal, Decimal]], per: int = 100) -> Decimal | None:
    """The joint rate of several (numerator, denominator): sum over sum, never the mean of rates."""
    given = list(pairs)
    return rate(sum((top for top, _ in given), Decimal(0)), sum((bottom for _, bottom in given), Decimal(0)), per)


def wilson(count: Number, total: Number, per: float = 1, confidence: float = 0.95) -> Interval:
    """The interval of a share, `count` out of `total`, times `per`.

    Raises ValueError unless 0 <= count <= total and total is positive.
    """
    x, n, z = float(count), float(total), _z(confidence)
    if not 0 <= x <= n or n == 0:
        raise ValueError(f"{count} out of {total} is no share")
    middle = 2 * x + z**2
    spread = z * math.sqrt(z**2 + 4 * x * (1 - x / n))
    lower, upper = (middle - spread) / (2 * (n + z**2)), (middle + spread) / (2 * (n + z**2))
    # at the ends the limit is exact; arithmetic would leave it a rounding error inside
    return Interval(0.0 if x == 0 else lower * per, float(per) if x == n else upper * per)


def byar(count: Number, confidence: float = 0.95) -> Interval:
    """The interval of a count of events by Byar's approximation. Raises ValueError for a negative count."""
    x, z = float(count), _z(confidence)
    if x < 0:
        raise ValueError("a count cannot be negative")
    root = 1 - 1 / (9 * x) - z / (3 * math.sqrt(x)) if x else -1.0
    above = x + 1
    upper = above * (1 - 1 / (9 * above) + z / (3 * math.sqrt(above))) ** 3
    return Interval(x * root**3 if root >= 0 else None, upper)


def poisson_exact(count: int, confidence: float = 0.95) -> Interval:
    """The exact interval of a count of events (Garwood 1936). Raises ValueError for a negative count."""
    if count < 0:
        raise ValueError("a count cannot be negative")
    tail = (1 - confidence) / 2
    return Interval(float(gammaincinv(count, tail)) if count else 0.0, float(gammaincinv(count + 1, 1 - tail)))


def rate_interval(count: int, denominator: Number, per: float = 100, confidence: float = 0.95) -> Interval:
    """The interval of a rate of events: exact below 10 events, Byar from there. Raises ValueError for bad figures."""
    if not denominator > 0:
        raise ValueError("a rate needs a positive denominator")
    events = poisson_exact(count, confidence) if count < EXACT_BELOW else byar(count, confidence)
    scale = per / float(denominator)
    return Interval(None if events.lower is None else events.lower * scale, events.upper * scale)


# A visit is an event too; hours, money, households and places are none.
BY_CHANCE = ("people", "visits", "events")


def chance_variation(
    kind: str, counting_unit: str, *, numerator: Number | None, denominator: Number | None, value: Number, per: float
) -> Interval | None:
    """How far chance might have moved a figure: Wilson for shares, Byar (exact below 10) for counts and rates of them.

    None where chance has no say that could be known: of money or hours, of means, and without whole counts.
    """
    if counting_unit not in BY_CHANCE:
        return None
    if kind == "count":
        return rate_interval(int(value), 1, 1) if value >= 0 and value == int(value) else None
    if numerator is None or not denominator or numerator < 0 or numerator != int(numerator):
        return None
    if kind == "share":
        return wilson(numerator, denominator, per) if numerator <= denominator else None
    return rate_interval(int(numerator), denominator, per) if kind == "ratio" else None


@dataclass(frozen=True, slots=True)
class Band:
    """A band of age, or of anything else that people are compared across: its events and its people."""

    count: Number
    population: Number


@dataclass(frozen=True, slots=True)
class Standardised:
    """A rate as it would be in another population, with its interval; None below ten events."""

    value: float
    interval: Interval | None


def direct_standardisation(
    bands: Sequence[Band], standard: Sequence[Number], per: float = 100_000, confidence: float = 0.95
) -> Standardised:
    """The rate of a place as if its people were of the standard population's ages.

    Interval of Dobson, Kuulasmaa, Eberle and Scherer (1991) on Byar's limits, as UKHSA gives it: from ten events on.
    Raises ValueError unless there is one standard figure for each band and people in every band.
    """
    if len(bands) != len(standard) or not bands or any(not each.population > 0 for each in bands):
        raise ValueError("each band needs people and a standard population")
    weights = [float(each) for each in standard]
    counts, people = [float(each.count) for each in bands], [float(each.population) for each in bands]
    whole, observed = sum(weights), sum(counts)
    value = sum(w * o / n for w, o, n in zip(weights, counts, people, strict=True)) / whole
    if observed < EXACT_BELOW:
        return Standardised(value * per, None)
    variance = sum(w * w * o / (n * n) for w, o, n in zip(weights, counts, people, strict=True)) / whole**2
    events, scale = byar(observed, confidence), math.sqrt(variance / observed)
    lower = value + scale * ((events.lower or 0.0) - observed)
    return Standardised(value * per, Interval(lower * per, (value + scale * (events.upper - observed)) * per))


def standardised_ratio(
    bands: Sequence[Band], reference: Sequence[Band], per: float = 100, confidence: float = 0.95
) -> Standardised:
    """Events of a place over those expected if each band had the reference's rate, times `per` (indirect).

    Raises ValueError unless the bands are the same and nothing is expected of nobody.
    """
    if len(bands) != len(reference):
        raise ValueError("both need the same bands")
    expected = sum(
        float(own.population) * float(other.count) / float(other.population)
        for own, other in zip(bands, reference, strict=True)
        if other.population
    )
    if not expected > 0:
        raise ValueError("no events are expected")
    observed = sum(float(each.count) for each in bands)
    return Standardised(observed / expected * per, rate_interval(round(observed), expected, per, confidence))


def _z(confidence: float) -> float:
    return NormalDist().inv_cdf((1 + confidence) / 2)
