"""At which pace do rounds follow each other, and for which periods does each ask?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from measurement.rules.periods import Period, shift_date

DAYS_A_YEAR = 365.25
# Thirteen weeks are a quarter, and 52 a year, though not to the day.
NEARLY = 1.02


@dataclass(frozen=True, slots=True)
class Pace:
    """Stretches of so many months or weeks, one after the other, from a first day on."""

    first_start: date
    every: int
    in_weeks: bool = False

    def period(self, number: int) -> Period:
        """A stretch by its number; each is counted from the first day, so that a 31st stays one."""
        return Period(self._start(number), self._start(number + 1) - timedelta(days=1))

    def periods(self) -> Iterator[Period]:
        """All stretches, oldest first, without end."""
        number = 0
        while True:
            yield self.period(number)
            number += 1

    @property
    def days(self) -> float:
        """About how long a stretch is."""
        return 7 * self.every if self.in_weeks else DAYS_A_YEAR / 12 * self.every

    def _start(self, number: int) -> date:
        if self.in_weeks:
            return self.first_start + timedelta(weeks=number * self.every)
        return shift_date(self.first_start, number * self.every)


def suits(pace: Pace, per_year: int, others: Iterable[Pace]) -> bool:
    """Whether a pace is the one for figures that come so often a year: of several, the slowest that passes none over.

    Where all would pass some over it is the fastest. Equal ones suit alike.
    """
    all_paces = [pace, *others]
    between = DAYS_A_YEAR / per_year
    slow_enough = [each.days for each in all_paces if each.days <= between * NEARLY]
    return pace.days == (max(slow_enough) if slow_enough else min(each.days for each in all_paces))


@dataclass(frozen=True, slots=True)
class Dates:
    """A round's days, counted from the end of its period."""

    opens_after: int
    due_after: int
    closes_after: int

    def opens_on(self, period: Period) -> date:
        return period.end + timedelta(days=self.opens_after)

    def due_on(self, period: Period) -> date:
        return period.end + timedelta(days=self.due_after)

    def closes_on(self, period: Period) -> date:
        return period.end + timedelta(days=self.closes_after)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A round that should be there, by its period; figures that fall due after `since` are its own."""

    period: Period
    since: date


def rounds_wanted(pace: Pace, dates: Dates, today: date, ahead: int) -> list[Ahead]:
    """The rounds that are open or still to come: those not closed yet whose day to open has come, and so many more."""
    found: list[Ahead] = []
    to_come = 0
    before = dates.due_on(pace.period(-1))
    for period in pace.periods():
        due = dates.due_on(period)
        if dates.closes_on(period) >= today:
            if dates.opens_on(period) > today:
                to_come += 1
            if to_come > ahead:
                return found
            found.append(Ahead(period, before))
        before = due
    return found


def own_periods(
    months: int, year_starts_in: int, lag_days: int, *, since: date, until: date, days: int = 0
) -> list[Period]:
    """An indicator's own periods whose figures can be had after `since` and by `until`, oldest first.

    They are so many months long, or so many `days`: weeks begin on a Monday. A figure can be had once its period and
    the usual lag are over, so that each is asked for once at a steady pace.
    """
    found: list[Period] = []
    start = _first_start(months, year_starts_in, since - timedelta(days=lag_days), days)
    while True:
        after = start + timedelta(days=days) if days else shift_date(start, months)
        period = Period(start, after - timedelta(days=1))
        can_be_had_on = period.end + timedelta(days=lag_days)
        if can_be_had_on > until:
            return found
        if can_be_had_on > since:
            found.append(period)
        start = after


def _first_start(months: int, year_starts_in: int, day: date, days: int) -> date:
    """The first day of a period that ends before `day`, or not long after."""
    if days:
        return day - timedelta(days=day.weekday() % days + days)
    start = shift_date(date(day.year, day.month, 1), -2 * months)
    while (start.month - year_starts_in) % months:
        start = shift_date(start, -1)
    return start
