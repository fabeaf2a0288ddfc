"""What is asked when figures are to be released: how may each of them be told?"""

from collections.abc import Mapping
from dataclasses import dataclass
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
    """What is to be decided: how the figures of `owner` at the table's last moment are told.

    `told` is all that readers have been told besides, then or now. `single` are owners that are one part each, whose
    own figures may be seen; `confidential` parts may not be known too well from a sum. `usual` are the groups that were
    hidden in other periods: they are hidden first, so that the pattern is the same over time.
    """

    table: Table
    rule: Rule
    owner: Owner
    told: Told
    single: frozenset[Owner] = frozenset()
    confidential: frozenset[Part] = frozenset()
    usual: frozenset[Group] = frozenset()

    @property
    def now(self) -> int:
        return len(self.table.moments) - 1

    @property
    def places(self) -> list[Place]:
        """The figures to decide on, the whole first."""
        groups = {group for atom, held in self.table.sizes[self.now].items() if self.owner in atom for group in held}
        return [
            Place(self.now, self.owner, group) for group in sorted(groups, key=lambda each: (len(each), sorted(each)))
        ]
