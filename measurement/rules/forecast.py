"""Where would the series go if it went on as it does? Never far, never from little, and with how often it was right.

A straight line by least squares, for shares on the logit scale so that it stays within 0 and 100; the band is the 80 %
prediction interval of one new figure, with that figure's own noise in it. Series of shorter periods go on from the same
period of the last year by the mean change from year to year.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import fmean

from scipy.stats import t as student

LEAST_POINTS = 8
MOST_AHEAD = 3
LEVEL = 0.80
# A share of 0 or 100 % has no logit: it is moved inside by half the way to the nearest other, at most by this much.
INSIDE = 0.5
# From so many points on a forecast is tried in the back-test.
FIRST_TRIED = 5


@dataclass(frozen=True, slots=True)
class Ahead:
    """One figure to come, `steps` periods after the last: its middle and the band in which four in five should lie."""

    steps: int
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class BackTest:
    """How often earlier forecasts of this series, made in the same way, held the figure that came."""

    inside: int
    tried: int


@dataclass(frozen=True, slots=True)
class Forecast:
    """The figures to come, and how earlier forecasts did."""

    ahead: tuple[Ahead, ...]
    back_test: BackTest


def forecast(
    values: Sequence[float], *, is_share: bool = False, per_year: int = 1, lowest: float | None = None
) -> Forecast | None:
    """What comes next if the series goes on as it does; `values` are equally spaced, oldest first, since a break.

    At most three periods, and half as many as there are points. None with fewer than 8 points, or fewer than two years
    and two periods where there are several a year. `is_share` says the values lie in 0-100; the bands of others are cut
    at `lowest`, below which no figure can lie.
    """
    least = max(LEAST_POINTS, 2 * per_year + 2 if per_year > 1 else 0)
    if len(values) < least:
        return None
    steps = min(MOST_AHEAD, len(values) // 2)
    inside = _inside(values)
    scaled = [_logit(value, inside) for value in values] if is_share else values
    ahead = [_ahead(scaled, step, per_year) for step in range(1, steps + 1)]
    tested = _back_test(scaled, per_year)
    return Forecast(tuple(_as_shares(each) if is_share else _cut(each, lowest) for each in ahead), tested)


def _ahead(values: Sequence[float], steps: int, per_year: int) -> Ahead:
    return _line(values, steps) if per_year == 1 else _year_on_year(values, steps, per_year)


def _line(values: Sequence[float], steps: int) -> Ahead:
    """The prediction interval of a simple regression (any textbook), at the place `steps` after the last."""
    n = len(values)
    middle, mean = (n - 1) / 2, fmean(values)
    spread = sum((place - middle) ** 2 for place in range(n))
    slope = sum((place - middle) * value for place, value in enumerate(values)) / spread
    residual = sum((value - mean - slope * (place - middle)) ** 2 for place, value in enumerate(values))
    at = n - 1 + steps - middle
    error = math.sqrt(residual / (n - 2) * (1 + 1 / n + at**2 / spread))
    return _band(steps, mean + slope * at, error, n - 2)


def _year_on_year(values: Sequence[float], steps: int, per_year: int) -> Ahead:
    """The same period of last year, and the mean change from year to year; its noise and that of the mean."""
    changes = [after - before for before, after in zip(values, values[per_year:], strict=False)]
    n, mean = len(changes), fmean(changes)
    noise = math.sqrt(sum((change - mean) ** 2 for change in changes) / (n - 1) * (1 + 1 / n))
    last = values[len(values) - per_year + (steps - 1) % per_year]
    return _band(steps, last + mean, noise, n - 1)


def _band(steps: int, value: float, error: float, freedom: int) -> Ahead:
    reach = error * _quantile(freedom)
    return Ahead(steps, value, value - reach, value + reach)


@lru_cache
def _quantile(freedom: int) -> float:
    return float(student.ppf((1 + LEVEL) / 2, freedom))


def _back_test(values: Sequence[float], per_year: int) -> BackTest:
    """Each point that could have been forecast from those before it, one step ahead."""
    first = max(FIRST_TRIED, per_year + 2 if per_year > 1 else 0)
    tried = [(_ahead(values[:place], 1, per_year), values[place]) for place in range(first, len(values))]
    return BackTest(sum(each.lower <= value <= each.upper for each, value in tried), len(tried))


def _inside(values: Sequence[float]) -> float:
    """How far shares of 0 and 100 % are moved: so that they stay the lowest and the highest."""
    others = [min(value, 100 - value) for value in values if 0 < value < 100]
    return min([INSIDE, *(each / 2 for each in others)])


def _logit(value: float, inside: float) -> float:
    moved = min(max(value, inside), 100 - inside)
    return math.log(moved / (100 - moved))


def _as_shares(ahead: Ahead) -> Ahead:
    value, lower, upper = (100 / (1 + math.exp(-each)) for each in (ahead.value, ahead.lower, ahead.upper))
    return Ahead(ahead.steps, value, lower, upper)


def _cut(ahead: Ahead, lowest: float | None) -> Ahead:
    if lowest is None:
        return ahead
    return Ahead(ahead.steps, *(max(each, lowest) for each in (ahead.value, ahead.lower, ahead.upper)))
