"""Which of the four sectors of leadership are at the table?

Community Solutions saw strong teams with leaders of three sectors, and holds all four for the ideal; teams of
nonprofits and government alone start fast, and are vulnerable to changes of administration (B. Kanis, "Harnessing
Collective Impact", 2011).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

FOUR = ("nonprofit", "government", "business", "philanthropy")
STRONG = 3


class Strength(StrEnum):
    COMPLETE = "complete"
    STRONG = "strong"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class Balance:
    """The sectors of the four that are there and that are missing, in their usual order."""

    present: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def strength(self) -> Strength:
        if not self.missing:
            return Strength.COMPLETE
        return Strength.STRONG if len(self.present) >= STRONG else Strength.NARROW

    @property
    def falls_with_administrations(self) -> bool:
        """Whether only nonprofits and government are there."""
        return bool(self.present) and set(self.present) <= {"nonprofit", "government"}


def balance(codes: Iterable[str | None]) -> Balance:
    """The balance of some organizations by the codes of their sectors; other sectors do not count against it."""
    there = set(codes)
    return Balance(tuple(each for each in FOUR if each in there), tuple(each for each in FOUR if each not in there))
