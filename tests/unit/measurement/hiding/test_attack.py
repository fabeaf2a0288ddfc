"""Random tables are attacked as an outsider and as a contributor: nothing comes out beyond what the rule allows."""

from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from measurement.rules.hiding.pattern import Pattern, decide
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.small import IN, Counted, Rule, Way, rounded
from measurement.rules.hiding.tables import Group, Table
from tests.unit.measurement.hiding.attacker import Attacker, Cell

DIMENSIONS = {"sex": ("f", "m"), "age": ("a", "b", "c")}
RULE = Rule(counted=Counted.COUNT, of_people=True)
INNER = list(product(*DIMENSIONS.values()))
CELLS = list(product(*[("*", *names) for names in DIMENSIONS.values()]))
MARGINS = [cell for cell in CELLS if "*" in cell]
Given = Mapping[str, Mapping[Cell, int]]
Published = dict[Cell, tuple[int, int]]


def group_of(cell: Cell) -> Group:
    return frozenset((name, each) for name, each in zip(DIMENSIONS, cell, strict=True) if each != "*")


def sum_of(inner: Mapping[Cell, int], cell: Cell) -> int:
    return sum(n for each, n in inner.items() if all(c in ("*", e) for e, c in zip(each, cell, strict=True)))


def total(parts: Given, cell: Cell) -> int:
    return sum(sum_of(inner, cell) for inner in parts.values())


def truth_of(parts: Given, cells: list[Cell]) -> dict[str, dict[Group, dict[str, float]]]:
    return {part: {group_of(c): {IN: float(sum_of(inner, c))} for c in cells} for part, inner in parts.items()}


def published_by(pattern: Pattern, parts: Given, cells: list[Cell]) -> Published:
    """What each cell that is not hidden says its count lies between."""
    told: Published = {}
    for cell in cells:
        how, n = pattern.of("all")[group_of(cell)], total(parts, cell)
        if how is How.EXACT:
            told[cell] = n, n
        elif how is How.ROUNDED:
            told[cell] = max(0, rounded(n) - 2), rounded(n) + 2
    return told


# A few small groups beside large ones: where hiding is hard.
MOST = st.fixed_dictionaries(dict.fromkeys(INNER, st.sampled_from([0, 2, 15, 60])))


def one_of(most: Mapping[Cell, int]) -> st.SearchStrategy[dict[Cell, int]]:
    return st.fixed_dictionaries({cell: st.integers(0, n) for cell, n in most.items()})


PARTS = MOST.flatmap(
    lambda most: st.dictionaries(st.sampled_from(["p1", "p2", "p3", "p4", "p5"]), one_of(most), min_size=3)
)


@pytest.mark.parametrize("cells", [CELLS, MARGINS], ids=["crossed", "margins"])
@settings(max_examples=25, deadline=None, derandomize=True)
@given(parts=PARTS)
def test_a_hidden_small_count_may_still_be_anything_below_the_threshold(cells: list[Cell], parts: Given) -> None:
    pattern = decide(Question(Table({"all": frozenset(parts)}, [truth_of(parts, cells)]), RULE, ["all"], {}))
    published = published_by(pattern, parts, cells)
    assert not pattern.lost
    for cell in (cell for cell in cells if total(parts, cell) < RULE.threshold):
        assert cell not in published
        low, high = Attacker(DIMENSIONS, [published]).range_of(cell)
        assert low <= 0, (cell, published)
        assert high >= RULE.threshold - 1, (cell, published)
        for inner in parts.values():
            low, high = Attacker(DIMENSIONS, [published], own=[inner]).range_of(cell)
            assert low <= sum_of(inner, cell), (cell, published)
            assert high >= RULE.threshold - 1, (cell, published)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(
    parts=PARTS,
    others=MOST.flatmap(lambda most: st.dictionaries(st.sampled_from(["p1", "p2", "p3"]), one_of(most), min_size=1)),
)
def test_two_releases_together_tell_no_more_than_each(parts: Given, others: Given) -> None:
    """A count that did not change is known to be the same: one release may not tell what the other one hides."""
    later = {part: others.get(part, inner) for part, inner in parts.items()}
    owners = {"all": frozenset(parts)}
    first = decide(Question(Table(owners, [truth_of(parts, CELLS)]), RULE, ["all"], {}))
    told = first.how
    both = Table(owners, [truth_of(parts, CELLS), truth_of(later, CELLS)])
    second = decide(Question(both, RULE, ["all"], told))
    published = [published_by(first, parts, CELLS), published_by(second, later, CELLS)]
    unchanged = [cell for cell in CELLS if total(parts, cell) == total(later, cell)]
    attacker = Attacker(DIMENSIONS, published, unchanged)
    for moment, each in enumerate((parts, later)):
        for cell in (cell for cell in CELLS if total(each, cell) < RULE.threshold):
            if cell in unchanged and any(cell in told for told in published):
                continue
            low, high = attacker.range_of(cell, moment)
            if not second.lost:
                assert low <= 0, (moment, cell, published)
                assert high >= RULE.threshold - 1, (moment, cell, published)


@settings(max_examples=25, deadline=None, derandomize=True)
@given(parts=PARTS)
def test_a_rounded_small_count_may_still_be_any_that_is_rounded_alike(parts: Given) -> None:
    rule = Rule(counted=Counted.COUNT, of_people=True, way=Way.ROUND)
    pattern = decide(Question(Table({"all": frozenset(parts)}, [truth_of(parts, CELLS)]), rule, ["all"], {}))
    published = published_by(pattern, parts, CELLS)
    for cell in (cell for cell in CELLS if total(parts, cell) < rule.threshold):
        low, high = Attacker(DIMENSIONS, [published]).range_of(cell)
        middle = rounded(total(parts, cell))
        assert low <= max(0, middle - 2), (cell, published)
        assert high >= middle + 2, (cell, published)
