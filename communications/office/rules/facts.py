"""Which facts does the system know of the backbone's work in a year, and how are they counted?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from initiatives.rules.leverage import leverage
from initiatives.rules.signoffs import Signed, counts, standing

# A comment is answered soon within so many days.
SOON = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Facts:
    """Counts of one initiative; those of a plan, reports, comments and money are of one year, all others of now."""

    partners: int = 0
    committed: int = 0
    is_adopted: bool = False
    sectors: list[str] = field(default_factory=list)
    plan_items: int = 0
    plan_done: int = 0
    comments: int = 0
    comments_answered: int = 0
    comments_answered_soon: int = 0
    differences: int = 0
    differences_resolved: int = 0
    differences_standing: int = 0
    round_name: str = ""
    figures_owed: int = 0
    figures_on_time: int = 0
    indicators: int = 0
    indicators_released: int = 0
    reports_due: int = 0
    reports_issued: int = 0
    reports_on_time: int = 0
    lived_seats: int = 0
    lived_seats_held: int = 0
    areas: int = 0
    prospects: int = 0
    prospects_joined: int = 0
    # (currency, own money of partners, money for the backbone, cost, own money for each unit of cost or nothing)
    money: list[tuple[str, str, str, str, str]] = field(default_factory=list)
    hours: str = "0"


@dataclass(frozen=True, slots=True)
class Report:
    """One report of a schedule: its period's end, how many days it may take, and when it was issued."""

    period_end: date
    days: int
    issued_on: date | None

    @property
    def due_on(self) -> date:
        return self.period_end + timedelta(days=self.days)


def punctual(reports: Iterable[Report], year: int, today: date) -> tuple[int, int, int]:
    """Of the reports that were due in a year up to today: how many, how many were issued, how many of these in time."""
    due = [each for each in reports if each.due_on.year == year and (each.due_on <= today or each.issued_on)]
    issued = [each for each in due if each.issued_on]
    return len(due), len(issued), sum(each.issued_on <= each.due_on for each in issued if each.issued_on)


def answered(comments: Iterable[tuple[datetime, datetime | None]]) -> tuple[int, int, int]:
    """How many comments there are, how many were answered, and how many of these soon."""
    found = list(comments)
    waits = [after - before for before, after in found if after]
    return len(found), len(waits), sum(wait <= SOON for wait in waits)


def commitment(
    goals: Iterable[Mapping[str, Any]], signatures: Iterable[Mapping[str, Any] | None], today: date
) -> tuple[int, int, bool]:
    """How many partners stand behind the adopted agenda, of how many, and whether one is adopted.

    `goals` are the primary goals of all versions, `signatures` each partner's latest one.
    """
    of_version: dict[int, dict[UUID, str]] = {}
    adopted: int | None = None
    for goal in goals:
        of_version.setdefault(goal["agenda"], {})[UUID(goal["key"])] = goal["statement"]
        adopted = goal["agenda"] if goal["adopted"] else adopted
    wanted = None if adopted is None else of_version[adopted]
    stand = [standing(wanted, _signed(each, of_version), today) for each in signatures]
    return *counts(stand), adopted is not None


def _signed(found: Mapping[str, Any] | None, of_version: Mapping[int, Mapping[UUID, str]]) -> Signed | None:
    if not found:
        return None
    ends_on = date.fromisoformat(found["ends_on"]) if found["ends_on"] else None
    return Signed(of_version.get(found["agenda"], {}), ends_on, found["withdrawn_at"] is not None, False)


def money_of(
    pledges: Iterable[Mapping[str, Any]], costs: Iterable[Mapping[str, Any]], year: int
) -> tuple[list[tuple[str, str, str, str, str]], str]:
    """Money of a year by currency with its leverage, and hours; what was given counts where it is known."""
    promised = list(pledges)
    found = leverage(
        [(each["kind"], year, each["currency"], Decimal(each["amount"])) for each in promised],
        [(year, each["currency"], Decimal(each["amount"])) for each in costs],
    )
    money = [
        (each.currency, str(each.aligned), str(each.funds), str(each.cost), "" if each.each is None else str(each.each))
        for each in found
    ]
    return money, str(sum((Decimal(each["amount"]) for each in promised if each["kind"] == "time"), Decimal(0)))
