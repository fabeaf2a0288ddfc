"""Which sectors lead a group, and what may become of it?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from backbone.core.exceptions import Refusal

# The four sectors whose leadership a group wants, by the codes of the usual list; three of them are strong.
LEADING = ("nonprofit", "government", "business", "philanthropy")
STRONG, COMPLETE = 3, 4


class Strength(StrEnum):
    COMPLETE = "complete"
    STRONG = "strong"
    NARROW = "narrow"


@dataclass(frozen=True, slots=True)
class Balance:
    """Which of the leading sectors hold seats, and which do not."""

    there: tuple[str, ...]
    missing: tuple[str, ...]

    @property
    def strength(self) -> Strength:
        if len(self.there) >= COMPLETE:
            return Strength.COMPLETE
        return Strength.STRONG if len(self.there) >= STRONG else Strength.NARROW

    @property
    def hangs_on_government(self) -> bool:
        """With government and nonprofits alone a change of administration can end it."""
        return "government" in self.there and set(self.there) <= {"government", "nonprofit"}


def balance(sectors: Iterable[str | None]) -> Balance:
    """Weigh the sectors of the organizations that hold a group's seats; sectors of a tenant's own count apart."""
    found = set(sectors)
    return Balance(
        tuple(code for code in LEADING if code in found), tuple(code for code in LEADING if code not in found)
    )


def refusal_of_place(kind: str, parent_kind: str | None, *, has_strategy: bool, has_committee: bool) -> Refusal | None:
    """Say why a group of this kind cannot be formed there; None means it can."""
    if kind == "steering_committee" and has_committee:
        return Refusal("committee_is_there")
    if kind == "working_group" and not has_strategy:
        return Refusal("working_group_needs_strategy")
    if kind == "subgroup" and parent_kind != "working_group":
        return Refusal("subgroup_needs_working_group")
    return None


def refusal_of_end(
    name: str, *, is_closed: bool, subgroups: int, activities: int, has_successor: bool
) -> Refusal | None:
    """Say why a group cannot end now. What it does must go on somewhere, or have been finished or stopped."""
    if is_closed:
        return Refusal("group_is_closed", {"name": name})
    if subgroups:
        return Refusal("group_has_subgroups", {"name": name, "count": subgroups})
    if activities and not has_successor:
        return Refusal("group_has_activities", {"name": name, "count": activities})
    return None
