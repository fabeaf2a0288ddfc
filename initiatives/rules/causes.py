"""How do causes hang together? From each outcome back to what drives it, and to what drives that.

Causes of social problems drive each other, so a way back may come to a cause that stands on it already: there it ends,
and says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

# A map of more is read by nobody, and pages nest as deep as the longest way back.
MOST_CAUSES = 40

Thing = tuple[Literal["outcome", "cause"], int]


@dataclass(frozen=True, slots=True)
class Node:
    """A cause on a way back from an outcome; `is_again` where it stands on this way or is told above."""

    cause: int
    is_again: bool = False
    drivers: Sequence["Node"] = field(default_factory=tuple)


def ways_back(outcomes: Sequence[int], arrows: Iterable[tuple[int, Thing]]) -> dict[int, list[Node]]:
    """Per outcome, what drives it; each cause is told in full once on the whole map."""
    drivers: dict[Thing, list[int]] = {}
    for cause, driven in arrows:
        drivers.setdefault(driven, []).append(cause)
    told: set[int] = set()
    return {
        outcome: [_node(each, drivers, told) for each in drivers.get(("outcome", outcome), ())] for outcome in outcomes
    }


def _node(cause: int, drivers: Mapping[Thing, Sequence[int]], told: set[int]) -> Node:
    if cause in told:
        return Node(cause, is_again=True)
    told.add(cause)
    return Node(cause, drivers=[_node(each, drivers, told) for each in drivers.get(("cause", cause), ())])


def loops(arrows: Iterable[tuple[int, Thing]]) -> set[int]:
    """The causes that come back to themselves: they drive each other, and one alone cannot be moved."""
    forward: dict[int, set[int]] = {}
    for cause, (kind, driven) in arrows:
        if kind == "cause":
            forward.setdefault(cause, set()).add(driven)
    return {cause for cause in forward if cause in _reached(cause, forward)}


def _reached(start: int, forward: Mapping[int, set[int]]) -> set[int]:
    found, waiting = set[int](), list(forward.get(start, ()))
    while waiting:
        each = waiting.pop()
        if each not in found:
            found.add(each)
            waiting += forward.get(each, ())
    return found
