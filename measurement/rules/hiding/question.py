"""What is asked when figures are to be released: how may each of them be told?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from measurement.rules.hiding.small import Rule
from measurement.rules.hiding.tables import Group, Owner, Part, Place, Table


class How(StrEnum):
    """How a figure is told."""

    EXACT = "exact"
    ROUNDED = "rounded"
    LOW = "low"
    HIGH = "high"
    HIDDEN = "hidden"


Told = Mapping[Place, How]


@dataclass(frozen=True)
class Question:
    """What is to be decided: how the figures of `owners` at the table's last moment are told.

    `told` is all that readers have been told besides, then or now. `single` are owners that are one part each, whose
    own figures may be seen, those of the groups in `opened` where it names the owner: what is not among them is told to
    nobody (any more). `confidential` parts may not be known too well from a sum. `stricter` are the thresholds that
    agreements ask for. `usual` are the groups that were hidden in other periods: they are hidden first, so that the
    pattern is the same over time.

    Figures of `withheld_owners`, and of groups in one of the `withheld_categories`, are a community's that has not
    agreed: they are hidden whatever their size. What was told at `closed` places, no door tells any more.
    """

    table: Table
    rule: Rule
    owners: Sequence[Owner]
    told: Told
    single: frozenset[Owner] = frozenset()
    confidential: frozenset[Part] = frozenset()
    stricter: Mapping[Owner, int] = field(default_factory=dict)
    opened: Mapping[Owner, Collection[Group]] = field(default_factory=dict)
    usual: frozenset[Group] = frozenset()
    withheld_owners: frozenset[Owner] = frozenset()
    withheld_categories: frozenset[tuple[str, str]] = frozenset()
    closed: frozenset[Place] = frozenset()

    @property
    def now(self) -> int:
        return len(self.table.moments) - 1

    @property
    def places(self) -> list[Place]:
        """The figures to decide on, the whole first."""
        return [
            Place(self.now, owner, group)
            for owner in self.owners
            for group in self.groups_of(owner)
            if self.may_tell(owner, group)
        ]

    def may_tell(self, owner: Owner, group: Group) -> bool:
        """Whether an owner's figure of a group is for others at all."""
        return owner not in self.opened or group in self.opened[owner]

    def is_withheld(self, owner: Owner, group: Group) -> bool:
        """Whether a community keeps an owner's figure of a group back."""
        return owner in self.withheld_owners or not self.withheld_categories.isdisjoint(group)

    def groups_of(self, owner: Owner) -> list[Group]:
        """The groups of which an owner has a figure now, the whole first."""
        groups = {group for atom, held in self.table.sizes[self.now].items() if owner in atom for group in held}
        return sorted(groups, key=lambda each: (len(each), sorted(each)))

    def rule_of(self, owner: Owner) -> Rule:
        """The rule with the stricter threshold, if one was agreed on."""
        return replace(self.rule, threshold=max(self.rule.threshold, self.stricter.get(owner, 0)))
