"""How does an organization stand to the agenda that is adopted?

All accept the primary goals; on the rest they may differ, and say so. Other words for a primary goal, one more or one
less ask for a new signature; other changes do not.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

# So long before its last day a term is said to end, so that a board can meet once more.
RENEWAL_NOTICE = timedelta(days=90)

Goals = Mapping[UUID, str]


class Standing(StrEnum):
    """From what wants doing to what is done."""

    NOTHING_ADOPTED = "nothing_adopted"
    NOT_SIGNED = "not_signed"
    ASKED_AGAIN = "asked_again"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"
    RENEWAL_DUE = "renewal_due"
    WITH_RESERVATIONS = "with_reservations"
    SIGNED = "signed"


# In these an organization stands behind the agenda.
COMMITTED = frozenset({Standing.RENEWAL_DUE, Standing.WITH_RESERVATIONS, Standing.SIGNED})


@dataclass(frozen=True, slots=True)
class Signed:
    """The latest signature of an organization, with the primary goals that it accepted."""

    goals: Goals
    ends_on: date | None
    is_withdrawn: bool
    has_reservations: bool


def standing(adopted: Goals | None, signed: Signed | None, today: date) -> Standing:
    """How an organization stands to the adopted version's primary goals today; None is no adopted version."""
    if adopted is None:
        return Standing.NOTHING_ADOPTED
    if signed is None:
        return Standing.NOT_SIGNED
    if signed.is_withdrawn:
        return Standing.WITHDRAWN
    if signed.ends_on is not None and today > signed.ends_on:
        return Standing.LAPSED
    if are_changed(signed.goals, adopted):
        return Standing.ASKED_AGAIN
    if signed.ends_on is not None and today > signed.ends_on - RENEWAL_NOTICE:
        return Standing.RENEWAL_DUE
    return Standing.WITH_RESERVATIONS if signed.has_reservations else Standing.SIGNED


def are_changed(before: Goals, after: Goals) -> bool:
    """Whether primary goals differ in number or words; spaces and their order do not count."""
    return {key: _plain(text) for key, text in before.items()} != {key: _plain(text) for key, text in after.items()}


def counts(standings: Collection[Standing]) -> tuple[int, int]:
    """How many organizations stand behind the agenda, and of how many."""
    return sum(each in COMMITTED for each in standings), len(standings)


def _plain(text: str) -> str:
    return " ".join(text.split())
