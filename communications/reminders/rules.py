"""When is somebody reminded? Pure: the day, the hour and what was sent before are arguments."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

# However long nobody looked: a reminder is made up for over a long weekend, not weeks later.
LOOKS_BACK_DAYS = 4
WEEK = timedelta(days=7)
SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Hours:
    """When a person wants mail, in their own zone: from one full hour until another, on workdays or every day."""

    begins: int = 8
    ends: int = 18
    on_weekends: bool = False

    def allow(self, local: datetime) -> bool:
        """Whether a mail may leave at this local moment."""
        return (self.on_weekends or local.weekday() < SATURDAY) and self.begins <= local.hour < self.ends

    def next_from(self, local: datetime) -> datetime:
        """This moment if a mail may leave, else the first one at which it may."""
        if self.allow(local):
            return local
        day = local.replace(hour=self.begins, minute=0, second=0, microsecond=0)
        if local.hour >= self.begins:
            day += timedelta(days=1)
        while not self.allow(day):
            day += timedelta(days=1)
        return day


def rule_in_turn(offsets: Collection[int], due_on: date, today: date) -> int | None:
    """The rule, by its days after the due date, whose turn it is: the latest whose day has come, not long ago.

    An earlier one that was missed is not made up for once the next one's day has come.
    """
    come = [each for each in offsets if due_on + timedelta(days=each) <= today]
    if not come:
        return None
    latest = max(come)
    return latest if today <= due_on + timedelta(days=latest + LOOKS_BACK_DAYS) else None


def left_this_week(limit: int, mails: Collection[datetime], now: datetime) -> int:
    """How many more mails a person may get, by those of the past seven days."""
    return max(0, limit - sum(now - each < WEEK for each in mails))
