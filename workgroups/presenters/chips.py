"""With which shape and word does an activity or a cycle stand?"""

from dataclasses import dataclass

from workgroups.models import Cycle
from workgroups.rules.status import Status
from workgroups.wording import activities as words
from workgroups.wording import cycles as cycle_words


@dataclass(frozen=True, slots=True)
class Chip:
    kind: str
    word: str


def chip_of(status: Status) -> Chip:
    return Chip(words.CHIPS[status], str(words.STATUSES[status]))


def chip_of_cycle(cycle: Cycle) -> Chip:
    """In which phase a cycle is, or how it was decided."""
    if cycle.decision:
        return Chip(cycle_words.DECISION_CHIPS[cycle.decision], str(cycle.get_decision_display()))
    return Chip("doing", str(cycle.get_phase_display()))
