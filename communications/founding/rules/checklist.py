"""Is this a strong local team? Members of all sectors, one shared aim, and data that everybody sees.

"Build a strong, local team" is the first step of the 100,000 Homes Campaign: stakeholders from across the sectors, a
shared aim, and transparent data sharing (B. Kanis, "Harnessing Collective Impact", 2011). What counts as evidence is
ours, and is said beside each point. The shared aim stands by what the condition of the common agenda stands by.
"""

from dataclasses import dataclass
from enum import StrEnum

from communications.founding.rules.standing import Condition, Facts, State, conditions
from initiatives.rules.sectors import Balance, Strength, balance

MONTHS = 12


class Point(StrEnum):
    MEMBERS = "members"
    AIM = "aim"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Team:
    """What the system knows of a local team: `sectors` has a code for each partner, or None; counts are of now.

    `released` are the adopted indicators with figures released in the last twelve months.
    """

    sectors: tuple[str | None, ...] = ()
    is_adopted: bool = False
    committed: int = 0
    indicators: int = 0
    released: int = 0

    @property
    def partners(self) -> int:
        return len(self.sectors)

    @property
    def balance(self) -> Balance:
        return balance(self.sectors)


def checklist(team: Team) -> dict[Point, State]:
    """The three points, in their order. Three sectors are strong, so the point stands; four are complete."""
    known = Facts(agendas_adopted=int(team.is_adopted), sign_offs=team.committed, partners=team.partners)
    return {
        Point.MEMBERS: _members(team.balance),
        Point.AIM: conditions(known)[Condition.AGENDA],
        Point.DATA: _data(team),
    }


def _members(found: Balance) -> State:
    if not found.there:
        return State.MISSING
    return State.BEGUN if found.strength is Strength.NARROW else State.STANDS


def _data(team: Team) -> State:
    if not team.released:
        return State.MISSING
    return State.STANDS if team.released >= team.indicators else State.BEGUN
