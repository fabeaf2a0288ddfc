"""Which of the four sectors of leadership are at a table?

Community Solutions saw strong teams with leaders of three sectors, and holds all four for the ideal; teams of
nonprofits and government alone start fast, and are vulnerable to changes of administration (B. Kanis, "Harnessing
Collective Impact", 2011).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

# By the codes of the usual list; sectors of a tenant's own count apart.
LEADING = ("nonprofit", "government", "business", "philanthropy")
STRONG = 3


class Strength(StrEnum):
    COMPLETE = "complete"
    STRONG = "strong"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class Balance:
    """Which of the leading sectors are there, and which are missing, in their usual order."""

    there: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def strength(self) -> Strength:
        if not self.missing:
            return Strength.COMPLETE
        return Strength.STRONG if len(self.there) >= STRONG else Strength.NARROW

    @property
    def hangs_on_government(self) -> bool:
        """With government and nonprofits alone a change of administration can end it."""
        return "government" in self.there and set(self.there) <= {"government", "nonprofit"}


def balance(sectors: Iterable[str | None]) -> Balance:
    """Weigh the sectors of some organizations, of all who take part or of those that hold a group's seats."""
    found = set(sectors)
    return Balance(
        tuple(code for code in LEADING if code in found), tuple(code for code in LEADING if code not in found)
    )
