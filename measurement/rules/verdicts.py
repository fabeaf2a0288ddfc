"""Is it improving?

Kendall's S against time, two-sided at 10 %, on the figures that `series.points_judged` chooses; direction by polarity.
"No clear change" is not "no change". Fewer than five figures are too few to say, and so are figures spread over so many
seasons that even a perfect ordering could not reach 10 %.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from measurement.rules.kendall import SIGNIFICANCE, Kendall, seasonal_kendall, smallest_p
from measurement.rules.periods import Frequency, ordinal, out_of_date
from measurement.rules.series import Excluded, Judged, Point, Polarity, Series, points_judged
from measurement.rules.slope import Slope, seasonal_sen

FEWEST_POINTS = 5
KEPT = 1024  # series whose verdict is kept in a process: some scorecards, of a few megabytes together


class Code(StrEnum):
    """What is said about a series. Rising and falling are for indicators where neither is good."""

    IMPROVING = "improving"
    WORSENING = "worsening"
    NO_CLEAR_CHANGE = "no_clear_change"
    RISING = "rising"
    FALLING = "falling"
    TOO_FEW_POINTS = "too_few_points"
    NO_FIGURES = "no_figures"

    @property
    def is_judged(self) -> bool:
        """Whether there was enough to judge."""
        return self not in (Code.TOO_FEW_POINTS, Code.NO_FIGURES)

    @property
    def is_clear(self) -> bool:
        """Whether a direction was found."""
        return self.is_judged and self is not Code.NO_CLEAR_CHANGE


class Why(StrEnum):
    """The rule that fired, where the code alone does not say."""

    TREND = "trend"
    NO_TREND = "no_trend"
    TOO_MANY_TIES = "too_many_ties"
    FEWER_THAN_FIVE = "fewer_than_five"
    NO_ORDERING_COULD = "no_ordering_could"
    NONE_AT_ALL = "none_at_all"
    NONE_COMPARABLE = "none_comparable"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said about a series, and everything needed to check it.

    `points` are the figures judged, oldest first, `excluded` those left out with their reasons, `latest` the newest
    figure of all. `change` is last less first of the points judged; `year_before` and `year_change` compare the last
    with the same period of last year. `test` and `slope` (change a year) are None where nothing was judged, the slope
    also where all figures are of one day. `chance` is the probability that chance alone would have shown this series as
    improving; 0 where nothing was judged or neither direction is good. `is_out_of_date` stands beside the code.
    """

    code: Code
    why: Why
    polarity: Polarity
    frequency: Frequency
    points: tuple[Point, ...]
    excluded: tuple[Excluded, ...]
    latest: Point | None
    is_out_of_date: bool
    change: Decimal | None
    year_before: Point | None
    year_change: Decimal | None
    test: Kendall | None
    slope: Slope | None
    chance: float

    @property
    def n(self) -> int:
        """How many figures were judged, or would have been."""
        return len(self.points)

    @property
    def first(self) -> Point | None:
        """The oldest figure judged."""
        return self.points[0] if self.points else None

    @property
    def last(self) -> Point | None:
        """The newest figure judged; `latest` may be newer and provisional."""
        return self.points[-1] if self.points else None


class Standing(StrEnum):
    """Whether a verdict has stood for more than one period."""

    CONFIRMED = "confirmed"
    NEW = "new"
    FIRST = "first"


def verdict(series: Series, today: date) -> Verdict:
    """Judge a series as of `today` (which only decides whether it is out of date)."""
    return _verdict(series, points_judged(series), today)


@lru_cache(maxsize=KEPT)
def verdict_and_standing(series: Series, today: date) -> tuple[Verdict, Standing]:
    """The verdict, and whether it stood already a period ago.

    Kept by the numbers themselves: equal series have equal verdicts whoever reads them, so nothing that is kept can
    be out of date, and nobody is answered by it who did not bring these very numbers.
    """
    judged = points_judged(series)
    now = _verdict(series, judged, today)
    return now, confirm(_code_before(series, judged), now)


def code_before(series: Series) -> Code:
    """What was said before the newest figure that is judged; later, unjudged ones are left out with it."""
    return _code_before(series, points_judged(series))


def confirm(before: Code, now: Verdict) -> Standing:
    """Say whether a verdict stood already a period ago, turned just now (to be confirmed), or is the first there is.

    `before` is `code_before` of the same series. A flat series turns once in a while by chance; the next period tells.
    """
    if before == now.code:
        return Standing.CONFIRMED
    return Standing.NEW if before.is_judged else Standing.FIRST


def _verdict(series: Series, judged: Judged, today: date) -> Verdict:
    code, why, test = _finding(series, judged)
    earlier = _year_before(judged)
    last = judged.points[-1] if judged.points else None
    is_counted = test is not None and series.polarity is not Polarity.NEUTRAL
    return Verdict(
        code=code,
        why=why,
        polarity=series.polarity,
        frequency=judged.frequency,
        points=judged.points,
        excluded=judged.excluded,
        latest=series.latest,
        is_out_of_date=series.latest is not None
        and out_of_date(series.latest.period, series.lag_days, today, series.frequency),
        change=last.value - judged.points[0].value if last else None,
        year_before=earlier,
        year_change=last.value - earlier.value if last and earlier else None,
        test=test,
        slope=_slope(judged.seasons()) if test else None,
        chance=test.chance if test and is_counted else 0.0,
    )


def _code_before(series: Series, judged: Judged) -> Code:
    if not judged.points:
        return Code.NO_FIGURES
    last = judged.points[-1].period
    earlier = replace(series, points=tuple(point for point in series.points if point.period < last))
    return _finding(earlier, points_judged(earlier))[0]


def _finding(series: Series, judged: Judged) -> tuple[Code, Why, Kendall | None]:
    if not judged.points:
        return Code.NO_FIGURES, Why.NONE_COMPARABLE if series.points else Why.NONE_AT_ALL, None
    if len(judged.points) < FEWEST_POINTS:
        return Code.TOO_FEW_POINTS, Why.FEWER_THAN_FIVE, None
    seasons = judged.seasons()
    if smallest_p(tuple(len(points) for points in seasons)) > SIGNIFICANCE:
        return Code.TOO_FEW_POINTS, Why.NO_ORDERING_COULD, None
    test = seasonal_kendall([[point.value for point in points] for points in seasons])
    if not test.is_significant:
        return Code.NO_CLEAR_CHANGE, Why.NO_TREND if test.chance else Why.TOO_MANY_TIES, test
    return _direction(test.s, series.polarity), Why.TREND, test


def _direction(s: int, polarity: Polarity) -> Code:
    if polarity is Polarity.NEUTRAL:
        return Code.RISING if s > 0 else Code.FALLING
    return Code.IMPROVING if s * polarity.sign > 0 else Code.WORSENING


def _slope(seasons: Sequence[Sequence[Point]]) -> Slope:
    return seasonal_sen([[(point.period.at, point.value) for point in points] for points in seasons])


def _year_before(judged: Judged) -> Point | None:
    if not judged.points or judged.frequency is Frequency.CUSTOM:
        return None
    place = ordinal(judged.points[-1].period, judged.frequency) - judged.frequency.per_year
    return next((point for point in judged.points if ordinal(point.period, judged.frequency) == place), None)
