"""How does an activity stand today? By its own days, and by what it needs.

Stopped and done are said by people. Late: its end, or a milestone that is not reached, has passed. Not begun: its
first day is ahead. At risk: it goes well by itself, and something that it needs is late, stopped or at risk.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Status(StrEnum):
    NOT_BEGUN = "not_begun"
    UNDER_WAY = "under_way"
    LATE = "late"
    AT_RISK = "at_risk"
    DONE = "done"
    STOPPED = "stopped"

    @property
    def is_live(self) -> bool:
        """Whether anything is still to be done."""
        return self not in (Status.DONE, Status.STOPPED)


BAD = {Status.LATE, Status.STOPPED, Status.AT_RISK}
MAY_BE_AT_RISK = {Status.NOT_BEGUN, Status.UNDER_WAY}


@dataclass(frozen=True, slots=True)
class Days:
    """The days of an activity; `milestone_due_on` is the first of a milestone that is not reached."""

    starts_on: date
    ends_on: date | None = None
    finished_on: date | None = None
    stopped_on: date | None = None
    milestone_due_on: date | None = None


def own_status(days: Days, today: date) -> Status:
    """How an activity stands by its own days. A day that is today has not passed."""
    if days.stopped_on:
        return Status.STOPPED
    if days.finished_on:
        return Status.DONE
    if any(day and day < today for day in (days.ends_on, days.milestone_due_on)):
        return Status.LATE
    return Status.NOT_BEGUN if days.starts_on > today else Status.UNDER_WAY


def statuses(days: Mapping[int, Days], needs: Iterable[tuple[int, int]], today: date) -> dict[int, Status]:
    """How each activity stands; `needs` are pairs of an activity and one that it needs."""
    found = {key: own_status(each, today) for key, each in days.items()}
    needed_by: dict[int, list[int]] = defaultdict(list)
    for activity, needed in needs:
        needed_by[needed].append(activity)
    to_look_at = [key for key, status in found.items() if status in BAD]
    while to_look_at:
        for activity in needed_by[to_look_at.pop()]:
            if found.get(activity) in MAY_BE_AT_RISK:
                found[activity] = Status.AT_RISK
                to_look_at.append(activity)
    return found


def closes_a_circle(activity: int, needed: int, needs: Iterable[tuple[int, int]]) -> bool:
    """Whether an activity would come to need itself, by way of others."""
    of: dict[int, set[int]] = defaultdict(set)
    for one, other in needs:
        of[one].add(other)
    seen, to_look_at = set(), [needed]
    while to_look_at:
        here = to_look_at.pop()
        if here == activity:
            return True
        if here not in seen:
            seen.add(here)
            to_look_at += of[here]
    return False
