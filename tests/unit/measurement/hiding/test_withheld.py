"""What a community keeps back is hidden whatever its size, and cannot be worked out of what is told today."""

from collections.abc import Mapping

import pytest
from hypothesis import given, settings

from measurement.rules.hiding.pattern import decide
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.small import IN, Counted, Rule
from measurement.rules.hiding.tables import WHOLE, Place, Table
from tests.unit.measurement.hiding.attacker import Attacker, Cell
from tests.unit.measurement.hiding.test_attack import (
    CELLS,
    DIMENSIONS,
    MARGINS,
    PARTS,
    RULE,
    Given,
    group_of,
    published_by,
    sum_of,
    total,
    truth_of,
)

FEMALE = frozenset({("sex", "f")})
MALE = frozenset({("sex", "m")})


@pytest.mark.parametrize("cells", [CELLS, MARGINS], ids=["crossed", "margins"])
@settings(max_examples=25, deadline=None, derandomize=True)
@given(parts=PARTS)
def test_a_withheld_count_may_be_others_by_the_threshold_and_by_a_tenth(cells: list[Cell], parts: Given) -> None:
    table = Table({"all": frozenset(parts)}, [truth_of(parts, cells)])
    pattern = decide(Question(table, RULE, ["all"], {}, withheld_categories=FEMALE))
    published = published_by(pattern, parts, cells)
    for cell in (cell for cell in cells if cell[0] == "f"):
        n, whole = total(parts, cell), total(parts, ("*", "*"))
        assert cell not in published
        margin = max(RULE.threshold - 1, n / 10)
        for own in [None, *parts.values()]:
            low, high = Attacker(DIMENSIONS, [published], own=[own] if own else ()).range_of(cell)
            assert low <= max(n - margin, sum_of(own, cell) if own else 0, 0) + 1e-3, (cell, published)
            assert high >= min(n + margin, max(n, whole)) - 1e-3, (cell, published)


COUNTS = {"p1": 41.0, "p2": 52.0, "p3": 63.0, "p4": 74.0}
OWNERS = {"all": frozenset(COUNTS)}


def of_parts(counts: Mapping[str, float]) -> dict[str, dict[frozenset[tuple[str, str]], dict[str, float]]]:
    return {part: {WHOLE: {IN: n}} for part, n in counts.items()}


def test_the_figure_of_a_withheld_part_is_not_the_total_less_what_others_open() -> None:
    single = frozenset({("part", part) for part in COUNTS})
    owners = OWNERS | {owner: frozenset({owner[1]}) for owner in single}
    wanted = ["all", *sorted(single - {("part", "p1")})]
    plain = Question(Table(owners, [of_parts(COUNTS)]), RULE, wanted, {}, single=single,
                     opened={owner: [WHOLE] if owner[1] != "p1" else [] for owner in single})  # fmt: skip
    kept = Question(plain.table, RULE, wanted, {}, single=single, opened=plain.opened,
                    withheld_owners=frozenset({("part", "p1")}))  # fmt: skip
    told = {place.owner: place for place, how in decide(kept).how.items() if how is How.EXACT}
    assert not set(wanted) <= set(told), "all told, the rest of the total would be it"
    assert ("part", "p1") not in told


def test_a_withheld_part_that_is_nearly_all_of_a_total_hides_it() -> None:
    counts = {"p1": 5_000.0, "p2": 20.0, "p3": 30.0, "p4": 40.0}
    owners = OWNERS | {("part", "p1"): frozenset({"p1"})}
    question = Question(Table(owners, [of_parts(counts)]), RULE, ["all"], {}, single=frozenset({("part", "p1")}),
                        opened={("part", "p1"): []}, withheld_owners=frozenset({("part", "p1")}))  # fmt: skip
    assert decide(question).hides
    assert not decide(Question(Table(OWNERS, [of_parts(counts)]), RULE, ["all"], {})).hides


def test_what_was_told_once_gives_nothing_up_where_no_door_tells_it_any_more() -> None:
    """A group of 50 was told, is withheld now, and the other group goes with it: to a new reader it is unknown."""
    truth = {"p1": {WHOLE: {IN: 200.0}, FEMALE: {IN: 50.0}, MALE: {IN: 150.0}}}
    parts = {part: {group: {IN: n[IN] / 4} for group, n in truth["p1"].items()} for part in COUNTS}
    before = {Place(0, "all", group): How.EXACT for group in (WHOLE, FEMALE, MALE)}
    table = Table(OWNERS, [parts, parts])
    closed = frozenset(place for place in before if place.group)
    pattern = decide(Question(table, RULE, ["all"], before, withheld_categories=FEMALE, closed=closed))
    assert pattern.of("all") == {WHOLE: How.EXACT, FEMALE: How.HIDDEN, MALE: How.HIDDEN}


def test_what_counts_no_people_is_withheld_as_well() -> None:
    rule = Rule(counted=Counted.COUNT, of_people=False)
    parts = {part: {WHOLE: {IN: 900.0}, FEMALE: {IN: 300.0}, MALE: {IN: 600.0}} for part in COUNTS}
    pattern = decide(Question(Table(OWNERS, [parts]), rule, ["all"], {}, withheld_categories=FEMALE))
    assert pattern.of("all") == {WHOLE: How.EXACT, FEMALE: How.HIDDEN, MALE: How.HIDDEN}


def test_where_nothing_is_withheld_nothing_is_another() -> None:
    parts = {part: {WHOLE: {IN: 90.0}, FEMALE: {IN: 40.0}, MALE: {IN: 50.0}} for part in COUNTS}
    assert not decide(Question(Table(OWNERS, [parts]), RULE, ["all"], {})).hides
    assert group_of(("f", "*")) == FEMALE
