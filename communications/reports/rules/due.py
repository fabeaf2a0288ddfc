"""Which periods does a schedule report on, and for which of them is a report missing?"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from measurement.rules.periods import Period, shift_date

LOOKS_BACK = 12
"""Months: of what is older only the latest period is made up for."""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Periods of so many months from a first day on, and how many days after its end each is reported."""

    first_start: date
    every_months: int
    days_after: int

    def periods(self) -> Iterator[Period]:
        """All periods, oldest first, without end; each counted from the first day, so that a 31st stays one."""
        number = 0
        while True:
            start = shift_date(self.first_start, number * self.every_months)
            number += 1
            yield Period(start, shift_date(self.first_start, number * self.every_months) - timedelta(days=1))

    def due_on(self, period: Period) -> date:
        """The day that begins when the period is over and the days after it have passed."""
        return period.end + timedelta(days=1 + self.days_after)

    def holds(self, period: Period) -> bool:
        """Whether it is one of the schedule's periods."""
        return any(each == period for each in _until(self, period.start))

    def ended(self, today: date) -> list[Period]:
        """The periods that are over, oldest first."""
        return [each for each in _until(self, today) if each.end < today]


def ended_lately(rhythm: Rhythm, today: date) -> list[Period]:
    """The periods that ended within the past year, and the latest that ended in any case; oldest first."""
    ended = rhythm.ended(today)
    oldest = shift_date(today, -LOOKS_BACK)
    return [each for each in ended if each.end >= oldest or each == ended[-1]]


def missing(rhythm: Rhythm, made: Collection[Period], today: date) -> list[Period]:
    """The periods whose report is due on `today` and was not made, oldest first.

    However long nobody looked: the latest one that is due, and those that ended within the past year.
    """
    due = [each for each in rhythm.ended(today) if rhythm.due_on(each) <= today]
    oldest = shift_date(today, -LOOKS_BACK)
    return [each for each in due if (each.end >= oldest or each == due[-1]) and each not in made]


def _until(rhythm: Rhythm, day: date) -> Iterator[Period]:
    for each in rhythm.periods():
        if each.start > day:
            return
        yield each
