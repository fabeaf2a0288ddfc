"""Do the groups of a figure add up to its whole, and is it said where they do not?"""

from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.adding_up import Cell, Division, faults

SEX = Division("Sex", True, frozenset({"f", "m"}))
NEEDS = Division("Needs", False, frozenset({"a", "b"}))
AGE = Division("Age", True, frozenset({"old", "young"}))
DIVISIONS = {"sex": SEX, "needs": NEEDS, "age": AGE}


def _cell(value: int | None, **categories: str) -> Cell:
    return Cell(categories, value=None if value is None else Decimal(value))


def _codes(*cells: Cell, tolerance: str = "0") -> list[tuple[int, str]]:
    return [(place, each.code) for place, each in faults(cells, DIVISIONS, tolerance=Decimal(tolerance))]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ([_cell(10), _cell(4, sex="f"), _cell(6, sex="m")], []),
        ([_cell(10), _cell(4, sex="f"), _cell(5, sex="m")], [(0, "parts_do_not_add_up")]),
        ([_cell(10), _cell(4, sex="f")], []),  # one is still to come
        ([_cell(10), _cell(11, sex="f")], [(0, "parts_do_not_add_up")]),  # and cannot make it right any more
        ([_cell(10), _cell(4, sex="f"), _cell(None, sex="m")], []),  # hidden at the source
        ([_cell(10), _cell(9, needs="a"), _cell(8, needs="b")], []),  # these overlap
        ([_cell(10), _cell(12, needs="a")], [(0, "part_above_whole")]),
        ([_cell(4, sex="f"), _cell(5, sex="m")], []),  # without a whole there is nothing to compare
        (
            [_cell(9, sex="f"), _cell(4, sex="f", age="old"), _cell(4, sex="f", age="young")],
            [(0, "parts_do_not_add_up")],
        ),
    ],
)
def test_partitions_and_overlaps(cells: list[Cell], expected: list[tuple[int, str]]) -> None:
    assert _codes(*cells) == expected


def test_rounded_parts_may_differ_by_their_rounding() -> None:
    cells = [_cell(100), _cell(51, sex="f"), _cell(50, sex="m")]

    assert _codes(*cells, tolerance="0.5") == []
    assert _codes(*cells) == [(0, "parts_do_not_add_up")]


def test_both_parts_of_a_ratio_add_up_by_themselves() -> None:
    cells = [
        Cell({}, Decimal(6), Decimal(10)), Cell({"sex": "f"}, Decimal(3), Decimal(5)),
        Cell({"sex": "m"}, Decimal(3), Decimal(4)),
    ]  # fmt: skip

    assert [(each.code, each.field) for _, each in faults(cells, DIVISIONS, tolerance=Decimal(0))] == [
        ("parts_do_not_add_up", "denominator")
    ]


@given(st.lists(st.integers(0, 50), min_size=4, max_size=4), st.integers(0, 8), st.integers(1, 9))
def test_a_true_table_has_no_fault_and_a_changed_cell_has(counts: list[int], place: int, more: int) -> None:
    """Sex by age with both margins: any one cell that is made larger is found."""
    groups = dict(zip(product("fm", ("old", "young")), counts, strict=True))
    table: list[tuple[dict[str, str], int]] = [({}, sum(counts))]
    table += [({"sex": s}, sum(n for (sex, _), n in groups.items() if sex == s)) for s in "fm"]
    table += [({"age": a}, sum(n for (_, age), n in groups.items() if age == a)) for a in ("old", "young")]
    table += [({"sex": s, "age": a}, n) for (s, a), n in groups.items()]

    assert _codes(*[_cell(n, **categories) for categories, n in table]) == []

    categories, n = table[place]
    table[place] = (categories, n + more)
    assert _codes(*[_cell(n, **categories) for categories, n in table])
