"""How do steps and conditions look?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from django.urls import reverse
from django.utils.functional import Promise

from communications.founding.models import StepNote
from communications.founding.rules.standing import Condition, State, Step, conditions, steps
from communications.founding.selectors import facts_of
from communications.founding.wording import CONDITIONS, STATES, STEPS, evidence_of
from initiatives.models import Initiative

Key = TypeVar("Key", Step, Condition)


@dataclass(frozen=True, slots=True)
class StandingLine:
    """One step or condition: its state, the evidence for it, where one goes on, and what somebody said about it."""

    key: str
    label: Promise
    url: str
    chip: str
    state: Promise
    evidence: list[str]
    note: StepNote | None


@dataclass(frozen=True, slots=True)
class FoundingPath:
    """The six steps and the five conditions."""

    steps: list[StandingLine]
    conditions: list[StandingLine]

    @property
    def standing(self) -> int:
        """How many of the five conditions stand."""
        return sum(line.chip == STATES[State.STANDS][0] for line in self.conditions)


def founding_path(initiative: Initiative, tenant_slug: str) -> FoundingPath:
    """How far an initiative is; five queries."""
    facts = facts_of(initiative, initiative.today())
    notes: dict[str, StepNote] = {}
    for note in StepNote.objects.filter(initiative=initiative).select_related("written_by"):
        notes.setdefault(note.step, note)
    evidence = evidence_of(facts)
    place = [tenant_slug, initiative.slug]

    def lines(states: Mapping[Key, State], words: Mapping[Key, tuple[Promise, str]]) -> Iterator[StandingLine]:
        for key, state in states.items():
            label, door = words[key]
            url = reverse(door, args=place)
            yield StandingLine(key.value, label, url, *STATES[state], evidence[key], notes.get(key.value))

    return FoundingPath(list(lines(steps(facts), STEPS)), list(lines(conditions(facts), CONDITIONS)))
