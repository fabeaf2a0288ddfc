"""How does the map of causes look: from each outcome back, with what acts where?"""

from collections.abc import Sequence
from dataclasses import dataclass

from initiatives.models import Cause, CauseEffect, Initiative, Outcome, Strategy
from initiatives.rules.causes import Node, Thing, loops, ways_back


@dataclass(frozen=True, slots=True)
class CauseNode:
    """A cause where it stands on the map."""

    cause: Cause
    strategies: Sequence[Strategy]
    is_again: bool
    is_in_loop: bool
    drivers: Sequence["CauseNode"]


@dataclass(frozen=True, slots=True)
class CauseMap:
    """Outcomes with what drives them, and those without; causes that no strategy acts on, or that lead nowhere."""

    outcomes: Sequence[tuple[Outcome, Sequence[CauseNode]]]
    unsaid: Sequence[Outcome]
    untouched: Sequence[Cause]
    astray: Sequence[Cause]

    @property
    def is_empty(self) -> bool:
        return not self.astray and not self.outcomes


def cause_map(initiative: Initiative) -> CauseMap:
    """The map of an initiative; four queries."""
    outcomes = list(Outcome.objects.filter(initiative=initiative).order_by("position", "pk"))
    causes = Cause.objects.filter(initiative=initiative).prefetch_related("effects", "strategies__strategy")
    by_pk = {cause.pk: cause for cause in causes}
    arrows = [(cause.pk, _thing(effect)) for cause in by_pk.values() for effect in cause.effects.all()]
    looping, acting = loops(arrows), {pk: _acting(cause) for pk, cause in by_pk.items()}

    def shown(node: Node) -> CauseNode:
        return CauseNode(
            by_pk[node.cause], acting[node.cause], node.is_again, node.cause in looping, list(map(shown, node.drivers))
        )

    ways = ways_back([each.pk for each in outcomes], arrows)
    reached = {pk for nodes in ways.values() for node in nodes for pk in _all(node)}
    return CauseMap(
        outcomes=[(each, list(map(shown, ways[each.pk]))) for each in outcomes if ways[each.pk]],
        unsaid=[each for each in outcomes if not ways[each.pk]],
        untouched=[cause for pk, cause in by_pk.items() if not acting[pk]],
        astray=[cause for pk, cause in by_pk.items() if pk not in reached],
    )


def _thing(effect: CauseEffect) -> Thing:
    return ("outcome", effect.outcome_id) if effect.outcome_id else ("cause", int(effect.driven_id or 0))


def _acting(cause: Cause) -> list[Strategy]:
    return [each.strategy for each in cause.strategies.all() if each.strategy.ended_on is None]


def _all(node: Node) -> set[int]:
    return {node.cause}.union(*(_all(each) for each in node.drivers))
