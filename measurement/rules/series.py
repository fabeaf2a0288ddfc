"""Which figures of a series may be compared with each other?

Only separate periods, of the same definition and source, complete and not provisional, and not too long ago. What is
left out is named with its reason, so that a page can say so.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from measurement.rules.periods import Frequency, Period, ordinal, season, without_overlap

POINTS_OF_ANNUAL = 10
YEARS_OF_SHORTER = 5


class Polarity(StrEnum):
    """Which direction is good."""

    HIGHER_BETTER = "higher_better"
    LOWER_BETTER = "lower_better"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """1 where more is better, -1 where less is, 0 where neither is good."""
        return {"higher_better": 1, "lower_better": -1, "neutral": 0}[self]


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series. `is_covered` is false where too little of the total has arrived for it to be judged.

    `of_partners` says how many partners a programme's total is made of; None where that is no matter.
    """

    period: Period
    value: Decimal
    is_provisional: bool = False
    is_covered: bool = True
    of_partners: int | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one indicator and subject, and what is needed to judge them.

    `lag_days` is the usual time from the end of a period to its figure. `breaks` are days from which definition or
    source differ: a period that starts before one is not comparable with those after it. `set_aside` are periods that
    somebody excluded, with a reason kept elsewhere. A suppressed or missing figure is no point.

    Raises ValueError for two figures of one period.
    """

    points: tuple[Point, ...]
    frequency: Frequency
    polarity: Polarity
    lag_days: int
    breaks: tuple[date, ...] = ()
    set_aside: frozenset[Period] = frozenset()

    def __post_init__(self) -> None:
        ordered = tuple(sorted(self.points, key=lambda point: point.period))
        if len({point.period for point in ordered}) != len(ordered):
            raise ValueError("a series has one figure for each period")
        object.__setattr__(self, "points", ordered)

    @property
    def latest(self) -> Point | None:
        """The newest figure, judged or not."""
        return self.points[-1] if self.points else None


class Reason(StrEnum):
    """Why a figure is not judged."""

    SET_ASIDE = "set_aside"
    PROVISIONAL = "provisional"
    NOT_COVERED = "not_covered"
    OTHER_PARTNERS = "other_partners"
    BEFORE_BREAK = "before_break"
    OVERLAPPING = "overlapping"
    LONG_AGO = "long_ago"


@dataclass(frozen=True, slots=True)
class Excluded:
    """A period that is not judged, and why."""

    period: Period
    reason: Reason


@dataclass(frozen=True, slots=True)
class Judged:
    """The figures a verdict rests on, oldest first, and those it leaves out.

    `frequency` is that of what is left: three-year averages that appear every quarter are annual once thinned.
    """

    points: tuple[Point, ...]
    excluded: tuple[Excluded, ...]
    frequency: Frequency

    def seasons(self) -> list[list[Point]]:
        """The points by part of the year, each oldest first; one list where there is one period a year or fewer."""
        by_season: dict[int, list[Point]] = {}
        for point in self.points:
            by_season.setdefault(season(point.period, self.frequency), []).append(point)
        return [by_season[key] for key in sorted(by_season)]


def points_judged(series: Series) -> Judged:
    """Choose the figures to judge: separate periods since the last break, at most 10 annual ones or 5 years of shorter.

    Set-aside, provisional and incomplete figures are left out first; then what lies before the last break; then rolling
    periods are thinned, counted back from the latest; then what is too long ago.
    """
    excluded: dict[Period, Reason] = {}
    last_break = _last_break(series)
    for point in series.points:
        if reason := _reason_against(point, series, last_break):
            excluded[point.period] = reason
    left = [point for point in series.points if point.period not in excluded]
    separate = set(without_overlap(point.period for point in left))
    excluded |= {point.period: Reason.OVERLAPPING for point in left if point.period not in separate}
    left = [point for point in left if point.period in separate]
    frequency = _frequency_of(left, series.frequency)
    recent = {point.period for point in _recent(left, frequency)}
    excluded |= {point.period: Reason.LONG_AGO for point in left if point.period not in recent}
    return Judged(
        points=tuple(point for point in left if point.period in recent),
        excluded=tuple(Excluded(period, excluded[period]) for period in sorted(excluded)),
        frequency=frequency,
    )


def _last_break(series: Series) -> date | None:
    """The last break that figures have reached; one announced for later does not yet part anything."""
    if series.latest is None:
        return None
    return max((day for day in series.breaks if day <= series.latest.period.end), default=None)


def _reason_against(point: Point, series: Series, last_break: date | None) -> Reason | None:
    if last_break and point.period.start < last_break:
        return Reason.BEFORE_BREAK
    if point.period in series.set_aside:
        return Reason.SET_ASIDE
    if point.is_provisional:
        return Reason.PROVISIONAL
    if not point.is_covered:
        return Reason.NOT_COVERED
    return None if point.of_partners == _partners_now(series) else Reason.OTHER_PARTNERS


def _partners_now(series: Series) -> int | None:
    """How many partners the newest figure that could be judged is made of: others are compared with that one."""
    complete = [point for point in series.points if point.is_covered and not point.is_provisional]
    return complete[-1].of_partners if complete else None


def _frequency_of(points: Iterable[Point], frequency: Frequency) -> Frequency:
    """The longer of how often figures come and how long their periods are."""
    longest = max([frequency.months, *(point.period.months or 0 for point in points)])
    return next((each for each in Frequency if each.months >= longest), Frequency.ANNUAL)


def _recent(points: list[Point], frequency: Frequency) -> list[Point]:
    if frequency is Frequency.ANNUAL or not points:
        return points[-POINTS_OF_ANNUAL:]
    first = ordinal(points[-1].period, frequency) - YEARS_OF_SHORTER * frequency.per_year + 1
    return [point for point in points if ordinal(point.period, frequency) >= first]
