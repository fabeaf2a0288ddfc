"""Which stretch of time does a figure speak of, and how do two such stretches relate?

A period is a pair of dates, both inside it. How often an indicator is collected (its frequency) is another thing than
how long its periods are: a three-year rolling average appears every year.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal


class Frequency(StrEnum):
    """How often an indicator is collected. Cohorts and periods of their own have names instead of a calendar."""

    DAILY = "daily"
    WEEKLY = "weekly"
    MONTHLY = "monthly"
    QUARTERLY = "quarterly"
    HALF_YEARLY = "half_yearly"
    ANNUAL = "annual"
    COHORT = "cohort"
    CUSTOM = "custom"

    @property
    def months(self) -> int:
        """Months from one period to the next; 0 for days and weeks, which are no part of a month."""
        return _MONTHS.get(self, 0)

    @property
    def per_year(self) -> int:
        """Periods in a year."""
        return _PER_YEAR.get(self) or 12 // self.months

    @property
    def step(self) -> float | None:
        """The usual time between two figures in years; None where periods follow no rule, so that no gap is one."""
        return None if self is Frequency.CUSTOM else 1 / self.per_year

    @property
    def is_shorter_than_a_month(self) -> bool:
        return self in (Frequency.DAILY, Frequency.WEEKLY)


_MONTHS = {
    Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.HALF_YEARLY: 6, Frequency.ANNUAL: 12,
    Frequency.COHORT: 12, Frequency.CUSTOM: 12,
}  # fmt: skip
_PER_YEAR = {Frequency.DAILY: 365, Frequency.WEEKLY: 52}
_DAYS = {Frequency.DAILY: 1, Frequency.WEEKLY: 7}

Span = Literal["point", "month", "quarter", "half_year", "year", "years", "dates"]

_SPANS: dict[int, Span] = {1: "month", 3: "quarter", 6: "half_year", 12: "year"}


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """The first and the last day a figure speaks of; equal for a point in time. Raises ValueError if reversed."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a period cannot end ({self.end}) before it starts ({self.start})")

    @property
    def is_point(self) -> bool:
        """Whether it is a day of count ("on 1 April") and not a stretch of time."""
        return self.start == self.end

    @property
    def months(self) -> int | None:
        """Its length in whole months; None for a point in time and for odd lengths such as 13 weeks."""
        after = self.end + timedelta(days=1)
        if self.is_point or after.day != self.start.day:
            return None
        return (after.year - self.start.year) * 12 + after.month - self.start.month

    @property
    def span(self) -> Span:
        """What kind of stretch it is."""
        if self.is_point:
            return "point"
        if self.months is None:
            return "dates"
        return _SPANS.get(self.months, "years" if self.months % 12 == 0 else "dates")

    @property
    def at(self) -> float:
        """Where it stands on a time axis: its middle (a point in time: its day) in years, months being equally long."""
        if self.is_point:
            return decimal_year(self.start)
        return (decimal_year(self.start) + decimal_year(self.end + timedelta(days=1))) / 2

    def overlaps(self, other: Period) -> bool:
        """Whether the two share a day."""
        return self.start <= other.end and other.start <= self.end


@dataclass(frozen=True, slots=True)
class PeriodName:
    """A period ready to be put into words: `kind`, and the numbers that the words need.

    Kinds: day (use `start`), month (`month`, `year`), quarter (calendar `number` 1-4, `year`), half_year (`number`,
    `year`), year (calendar `year`), split_year (`year`/`last_year`: 2024/25), years (`year` to `last_year`),
    split_years (`year`/.. to ../`last_year`), dates (`start` to `end`).
    """

    kind: str
    start: date
    end: date
    year: int
    last_year: int
    month: int
    number: int


@lru_cache(maxsize=4096)
def decimal_year(day: date) -> float:
    """The moment a day begins, in years, with twelve equally long months: 2024-07-01 is 2024.5."""
    in_month = (day.day - 1) / monthrange(day.year, day.month)[1]
    return day.year + (day.month - 1 + in_month) / 12


def shift_date(day: date, months: int) -> date:
    """The same day some months later (negative: earlier), held at the month's last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(period: Period, months: int) -> Period:
    """The period of the same kind some months later (negative: earlier)."""
    start = shift_date(period.start, months)
    if period.is_point:
        return Period(start, start)
    return Period(start, shift_date(period.end + timedelta(days=1), months) - timedelta(days=1))


def previous(period: Period, frequency: Frequency) -> Period:
    """The period before this one in a series of that frequency. Raises ValueError for periods of their own."""
    return _moved(period, frequency, -1)


def following(period: Period, frequency: Frequency) -> Period:
    """The period after this one in a series of that frequency. Raises ValueError for periods of their own."""
    return _moved(period, frequency, 1)


def _moved(period: Period, frequency: Frequency, by: int) -> Period:
    if frequency is Frequency.CUSTOM:
        raise ValueError("periods of their own follow no rule")
    if days := _DAYS.get(frequency):
        return Period(period.start + timedelta(days=by * days), period.end + timedelta(days=by * days))
    return shift(period, by * frequency.months)


def period_of(day: date, frequency: Frequency, year_starts_in: int = 1) -> Period:
    """The period of the calendar that a day lies in; weeks begin on Monday, years in the month `year_starts_in`.

    Quarters and half-years are those of that year too. Raises ValueError for cohorts and periods of their own.
    """
    if frequency in (Frequency.COHORT, Frequency.CUSTOM):
        raise ValueError(f"{frequency} has no calendar")
    if frequency is Frequency.DAILY:
        return Period(day, day)
    if frequency is Frequency.WEEKLY:
        monday = day - timedelta(days=day.weekday())
        return Period(monday, monday + timedelta(days=6))
    into_year = (day.month - year_starts_in) % 12
    start = shift_date(day.replace(day=1), -(into_year % frequency.months))
    return Period(start, shift_date(start, frequency.months) - timedelta(days=1))


def year_before(period: Period) -> Period:
    """The same period of last year."""
    return shift(period, -12)


def name(period: Period) -> PeriodName:
    """Say what a period is called, as a kind and numbers; words and language are the caller's."""
    start, end, months = period.start, period.end, period.months
    kind: str = "dates"
    number = 0
    if period.is_point:
        kind = "day"
    elif start.day == 1 and months == 1:
        kind = "month"
    elif start.day == 1 and months in (3, 6) and (start.month - 1) % months == 0:
        kind, number = ("quarter" if months == 3 else "half_year"), (start.month - 1) // months + 1
    elif months is not None and months % 12 == 0:
        calendar = (start.month, start.day) == (1, 1)
        kind = ("year" if calendar else "split_year") + ("s" if months > 12 else "")
    return PeriodName(kind, start, end, start.year, end.year, start.month, number)


def season(period: Period, frequency: Frequency) -> int:
    """Which part of the year a period is, counted from 0: the month of its start, or the quarter that month lies in.

    Annual series have one season, 0, and so have days and weeks, of which one a month is judged.
    """
    if frequency.is_shorter_than_a_month:
        return 0
    return (period.start.month - 1) // frequency.months


def ordinal(period: Period, frequency: Frequency) -> int:
    """The running number of a period; one year later is `frequency.per_year` more, whatever day a count fell on."""
    return period.start.year * frequency.per_year + season(period, frequency)


def without_overlap(periods: Iterable[Period]) -> list[Period]:
    """Keep the latest period and, going back, each that ends before the one kept last begins; oldest first.

    Rolling averages share most of their figures with their neighbours, so only these are separate evidence.
    """
    kept: list[Period] = []
    for period in sorted(periods, reverse=True):
        if not kept or not period.overlaps(kept[-1]):
            kept.append(period)
    return kept[::-1]


def out_of_date(latest: Period, lag_days: int, today: date, frequency: Frequency) -> bool:
    """Whether the next period has ended and its usual lag has passed, and still nothing newer than `latest` is there.

    `lag_days` is the usual number of days from the end of a period to its figure. Of periods of their own nobody can
    say when the next one ends.
    """
    if frequency is Frequency.CUSTOM:
        return False
    return today > following(latest, frequency).end + timedelta(days=lag_days)
