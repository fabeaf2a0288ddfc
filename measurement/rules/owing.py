"""Who owes which figure in a round, and what becomes of what was owed when partners or assignments change?

A figure is known by whom it is about, the indicator, the period and the group. Who answers for it is another thing:
the partner itself, or the one that has taken its place.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import IntEnum
from itertools import product

# A category with its dimension, by their codes, and a combination of such.
Category = tuple[str, str]
Group = tuple[Category, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """From a first day to a last one; None is open."""

    starts_on: date | None = None
    ends_on: date | None = None

    def covers(self, start: date, end: date) -> bool:
        """Whether a period lies wholly inside: nobody owes for a time in which it took part for a while only."""
        return (self.starts_on is None or self.starts_on <= start) and (self.ends_on is None or self.ends_on >= end)


@dataclass(frozen=True, slots=True, order=True)
class Figure:
    """What a figure is of. `about` is the partner whose figure it is; `group` the code of a breakdown."""

    about: int
    indicator: int
    period_start: date
    period_end: date
    group: str


@dataclass(frozen=True, slots=True)
class Asked:
    """What a round asks for."""

    indicator: int
    period_start: date
    period_end: date


@dataclass(frozen=True, slots=True)
class Assigned:
    """Of whom an indicator is asked, for which time and in which groups; `partners` None means all."""

    indicator: int
    span: Span
    groups: tuple[str, ...]
    partners: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything from which obligations follow: what is asked, of whom, who takes part when, and who follows whom.

    With `named` a round asks those partners and nobody else, for the whole only. `groups` says what the codes mean.
    """

    asked: Sequence[Asked]
    assigned: Sequence[Assigned]
    takes_part: Mapping[int, Span]
    heirs: Mapping[int, int]
    named: frozenset[int] | None = None
    groups: Mapping[str, Group] = field(default_factory=dict)

    def answers_for(self, partner: int) -> int:
        """Who answers for a partner's figures: itself, or at the end of the line the one that has taken its place.

        Where partners took each other's place in a ring, it is always the same one of them.
        """
        line = [partner]
        while (heir := self.heirs.get(line[-1])) is not None and heir in self.takes_part:
            if heir in line:
                return min(line[line.index(heir) :])
            line.append(heir)
        return line[-1]

    def reached(self, partners: frozenset[int] | None) -> Collection[int]:
        """Those asked, and those who have taken the place of one who was."""
        if partners is None:
            return self.takes_part.keys()
        return {*partners, *(self.answers_for(each) for each in partners)} & self.takes_part.keys()


def groups_wanted(
    alone: Sequence[Sequence[Category]], crossed: Sequence[Sequence[Category]], whole: str
) -> dict[str, Group]:
    """All groups by their code: the whole, each category wanted alone, each combination of crossed ones."""
    combined = list(product(*crossed)) if crossed else []
    singles = [(category,) for dimension in alone for category in dimension]
    found: dict[str, Group] = {whole: ()}
    for each in [*singles, *combined]:
        group = tuple(sorted(each))
        found[";".join(f"{dimension}={category}" for dimension, category in group)] = group
    return found


def owed(situation: Situation, whole: str) -> dict[Figure, int]:
    """Every figure that is owed, in the order asked for, with the partner that answers for it."""
    found: dict[Figure, int] = {}
    for asked in situation.asked:
        for assigned in _asked_of(situation, asked, whole):
            if not assigned.span.covers(asked.period_start, asked.period_end):
                continue
            for group in assigned.groups:
                for partner in sorted(situation.reached(assigned.partners)):
                    if situation.takes_part[partner].covers(asked.period_start, asked.period_end):
                        figure = Figure(partner, asked.indicator, asked.period_start, asked.period_end, group)
                        found[figure] = situation.answers_for(partner)
    return found


def why_not(situation: Situation, figure: Figure) -> str:
    """Why a figure that was owed is owed no longer."""
    asked = {(each.indicator, each.period_start, each.period_end) for each in situation.asked}
    if (figure.indicator, figure.period_start, figure.period_end) not in asked:
        return "not_asked"
    span = situation.takes_part.get(figure.about)
    if span is None or not span.covers(figure.period_start, figure.period_end):
        return "succeeded" if figure.about in situation.heirs else "not_active"
    return "not_assigned"


def _asked_of(situation: Situation, asked: Asked, whole: str) -> list[Assigned]:
    if situation.named is not None:
        return [Assigned(asked.indicator, Span(), (whole,), situation.named)]
    return [each for each in situation.assigned if each.indicator == asked.indicator]


class Touched(IntEnum):
    """How far a figure that stands in a form has come."""

    NEVER = 0
    UNSENT = 1
    SENT = 2


@dataclass(frozen=True, slots=True)
class Standing:
    """An obligation as it stands."""

    id: int
    figure: Figure
    provider: int
    touched: Touched
    is_withdrawn: bool


@dataclass(slots=True)
class Plan:
    """What has to happen so that what stands is what is owed. Only what nobody has touched is ever deleted."""

    add: list[Figure] = field(default_factory=list)
    delete: list[int] = field(default_factory=list)
    withdraw: list[Standing] = field(default_factory=list)
    restore: list[int] = field(default_factory=list)
    move: dict[int, int] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.add or self.delete or self.withdraw or self.restore or self.move)


def plan(situation: Situation, wanted: Mapping[Figure, int], standing: Sequence[Standing]) -> Plan:
    """Say what to add, delete, withdraw, restore and hand on.

    What was sent stays with who sent it. What was typed and not sent goes to the one that has taken its provider's
    place, whether it is still owed or not: somebody must be able to read it.
    """
    found = Plan()
    met: set[Figure] = set()
    for each in sorted(standing, key=lambda row: (-row.touched, row.is_withdrawn, row.id)):
        is_spare = each.figure in met
        met.add(each.figure)
        heir = wanted.get(each.figure, situation.answers_for(each.provider))
        if each.figure not in wanted or is_spare:
            if each.touched == Touched.NEVER:
                found.delete.append(each.id)
                continue
            if not each.is_withdrawn:
                found.withdraw.append(each)
        elif each.is_withdrawn:
            found.restore.append(each.id)
        if heir != each.provider and each.touched != Touched.SENT and not is_spare:
            found.move[each.id] = heir
    found.add = [figure for figure in wanted if figure not in met]
    return found
