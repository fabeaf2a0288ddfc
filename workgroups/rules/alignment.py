"""Who does what for which strategy: where does nobody lead, where do too many, and who works with whom?"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

PARTS = ("leads", "supports", "planned")
# From four leaders of one strategy on somebody should ask who leads.
MOST_LEADERS = 3


@dataclass(frozen=True, slots=True)
class Effort:
    """What the matrix takes of a live activity: keys of its strategy, of its indicators, and who has which part."""

    key: int
    strategy: int
    indicators: tuple[int, ...]
    parts: Mapping[int, str]
    needs_what_is_at_risk: bool = False

    @property
    def leaders(self) -> list[int]:
        return [partner for partner, part in self.parts.items() if part == "leads"]


@dataclass(slots=True)
class Cell:
    """What one partner does for one strategy: its strongest part, and the activities behind it."""

    part: str
    activities: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Column:
    """One strategy: how many lead and support, what nobody leads, and what several lead."""

    leaders: int
    supporters: int
    planned: int
    activities: int
    unled: tuple[int, ...]
    crowded_indicators: tuple[int, ...]
    at_risk: tuple[int, ...]

    @property
    def is_gap(self) -> bool:
        return self.leaders == 0

    @property
    def is_crowded(self) -> bool:
        return self.leaders > MOST_LEADERS or bool(self.crowded_indicators)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Cells by partner and strategy, and a column for each strategy, those without any activity too."""

    cells: Mapping[tuple[int, int], Cell]
    columns: Mapping[int, Column]


def with_doer(doer: int | None, declared: Mapping[int, str]) -> dict[int, str]:
    """The parts in an activity: the organization that does it leads, whatever else was said of it."""
    return dict(declared) if doer is None else {**declared, doer: "leads"}


def matrix(strategies: Collection[int], efforts: Collection[Effort]) -> Matrix:
    """Lay partners over strategies; of several parts in one strategy the strongest is shown."""
    cells: dict[tuple[int, int], Cell] = {}
    for effort in efforts:
        for partner, part in effort.parts.items():
            cell = cells.setdefault((partner, effort.strategy), Cell(part))
            cell.activities.append(effort.key)
            cell.part = min(cell.part, part, key=PARTS.index)
    by_strategy: dict[int, list[Effort]] = defaultdict(list)
    for effort in efforts:
        by_strategy[effort.strategy].append(effort)
    return Matrix(cells, {each: _column(each, by_strategy[each], cells) for each in strategies})


def _column(strategy: int, efforts: Collection[Effort], cells: Mapping[tuple[int, int], Cell]) -> Column:
    parts = Counter(cell.part for (_partner, of), cell in cells.items() if of == strategy)
    return Column(
        leaders=parts["leads"],
        supporters=parts["supports"],
        planned=parts["planned"],
        activities=len(efforts),
        unled=tuple(each.key for each in efforts if not each.leaders),
        crowded_indicators=_led_by_several(efforts),
        at_risk=tuple(each.key for each in efforts if each.needs_what_is_at_risk),
    )


def _led_by_several(efforts: Iterable[Effort]) -> tuple[int, ...]:
    """Indicators for which different partners lead different activities; a joint lead of one activity is none."""
    led: dict[int, list[set[int]]] = defaultdict(list)
    for effort in efforts:
        for indicator in effort.indicators:
            if effort.leaders:
                led[indicator].append(set(effort.leaders))
    return tuple(key for key, leads in led.items() if len(leads) > 1 and len(set().union(*leads)) > 1)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two partners, and how many activities and groups they share."""

    one: int
    other: int
    activities: int
    groups: int


def pairs(parts: Iterable[Collection[int]], seats: Iterable[Collection[int]]) -> list[Pair]:
    """Who works with whom, most in common first: `parts` are the partners of each activity, `seats` of each group."""
    in_activities, in_groups = _shared(parts), _shared(seats)
    found = [Pair(*each, in_activities[each], in_groups[each]) for each in in_activities.keys() | in_groups.keys()]
    return sorted(found, key=lambda pair: (-pair.activities, -pair.groups, pair.one, pair.other))


def _shared(sets: Iterable[Collection[int]]) -> Counter[tuple[int, int]]:
    return Counter(pair for each in sets for pair in combinations(sorted(set(each)), 2))
