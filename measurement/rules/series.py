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
CALENDAR = (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY, Frequency.ANNUAL)


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

    `of_partners` says how many partners a programme's total is made of; None where that is no matter. `name` is that of
    a cohort or of a period of its own.
    """

    period: Period
    value: Decimal
    is_provisional: bool = False
    is_covered: bool = True
    of_partners: int | None = None
    name: str = ""


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
    THINNED = "thinned"
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
    periods are thinned, counted back from the latest, and of days and weeks the last of each month is kept; then what
    is too long ago. Cohorts share years but no people, so none of them is thinned.
    """
    excluded: dict[Period, Reason] = {}
    last_break, partners = _last_break(series), _partners_now(series)
    for point in series.points:
        if reason := _reason_against(point, series, last_break, partners):
            excluded[point.period] = reason
    left = [point for point in series.points if point.period not in excluded]
    if series.frequency is not Frequency.COHORT:
        left = _kept(left, set(without_overlap(point.period for point in left)), Reason.OVERLAPPING, excluded)
    if series.frequency.is_shorter_than_a_month:
        left = _kept(left, _last_of_each_month(left), Reason.THINNED, excluded)
    frequency = _frequency_of(left, series.frequency)
    left = _kept(left, {point.period for point in _recent(left, frequency)}, Reason.LONG_AGO, excluded)
    return Judged(
        points=tuple(left),
        excluded=tuple(Excluded(period, excluded[period]) for period in sorted(excluded)),
        frequency=frequency,
    )


def _kept(points: list[Point], keep: set[Period], reason: Reason, excluded: dict[Period, Reason]) -> list[Point]:
    """The points of the periods to keep; the others are excluded for the reason."""
    if len(keep) == len(points):
        return points
    excluded |= {point.period: reason for point in points if point.period not in keep}
    return [point for point in points if point.period in keep]


def _last_of_each_month(points: list[Point]) -> set[Period]:
    """Neighbouring days are no separate evidence; one figure a month is as far apart as those of monthly series."""
    return set({(point.period.start.year, point.period.start.month): point.period for point in points}.values())


def _last_break(series: Series) -> date | None:
    """The last break that figures have reached; one announced for later does not yet part anything."""
    if series.latest is None:
        return None
    return max((day for day in series.breaks if day <= series.latest.period.end), default=None)


def _reason_against(point: Point, series: Series, last_break: date | None, partners: int | None) -> Reason | None:
    if last_break and point.period.start < last_break:
        return Reason.BEFORE_BREAK
    if point.period in series.set_aside:
        return Reason.SET_ASIDE
    if point.is_provisional:
        return Reason.PROVISIONAL
    if not point.is_covered:
        return Reason.NOT_COVERED
    return None if point.of_partners == partners else Reason.OTHER_PARTNERS


def _partners_now(series: Series) -> int | None:
    """How many partners the newest figure that could be judged is made of: others are compared with that one."""
    complete = [point for point in series.points if point.is_covered and not point.is_provisional]
    return complete[-1].of_partners if complete else None


def _frequency_of(points: Iterable[Point], frequency: Frequency) -> Frequency:
    """The longer of how often figures come and how long their periods are; thinned days and weeks are monthly."""
    if frequency in (Frequency.COHORT, Frequency.CUSTOM):
        return frequency
    longest = max([1, frequency.months, *(point.period.months or 0 for point in points)])
    return next((each for each in CALENDAR if each.months >= longest), Frequency.ANNUAL)


def _recent(points: list[Point], frequency: Frequency) -> list[Point]:
    if frequency in (Frequency.ANNUAL, Frequency.COHORT, Frequency.CUSTOM) or not points:
        return points[-POINTS_OF_ANNUAL:]
    first = ordinal(points[-1].period, frequency) - YEARS_OF_SHORTER * frequency.per_year + 1
    # they are in the order of time, so the first that is recent begins all that are
    begins = next(place for place, point in enumerate(points) if ordinal(point.period, frequency) >= first)
    return points[begins:]
