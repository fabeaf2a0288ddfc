"""Which totals may a release change, and which must be hidden?"""

from decimal import Decimal

import pytest

from measurement.rules.releasing import Change, may_enter
from measurement.rules.small_numbers import Cell, hides


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ([Change(1, None, None)], [1]),  # never released
        ([Change(1, 3, 3)], [1]),
        ([Change(1, 2, 2)], []),  # two partners: the difference would tell
        ([Change(1, 0, 0)], []),  # nothing changed
        ([Change(1, None, 1)], [1]),  # stored as hidden so far: nothing to subtract from
        ([Change(1, 5, 5), Change(2, 1, 1)], []),  # a group waits, so the whole waits
        ([Change(1, 5, 5), Change(2, 0, 0)], [1]),
        ([Change(1, 3, 0)], []),  # shown before, hidden since, nothing new
    ],
)
def test_what_may_enter_a_release(changes: list[Change], wanted: list[int]) -> None:
    assert may_enter(changes) == wanted


def _cell(count: int, out_of: int | None = None, *, is_all: bool = True, contributors: int = 9) -> Cell:
    return Cell(is_all, Decimal(count), Decimal(out_of) if out_of is not None else None, contributors)


@pytest.mark.parametrize(
    ("cells", "hidden"),
    [
        ([_cell(10, 100)], False),
        ([_cell(9, 100)], True),
        ([_cell(0, 100)], True),  # zero included
        ([_cell(91, 100)], True),  # the complement in the denominator
        ([_cell(90, 100)], False),
        ([_cell(50, 100, contributors=2)], True),
        ([_cell(50), _cell(12, is_all=False)], False),
        ([_cell(50), _cell(45, is_all=False)], True),  # the complement in "all"
        ([_cell(50, 100), _cell(4, 60, is_all=False)], True),  # one group hides the whole period
    ],
)
def test_what_is_hidden_of_people(cells: list[Cell], hidden: bool) -> None:
    assert hides(cells, counts_people=True, threshold=10, least_contributors=3) is hidden


def test_what_counts_no_people_is_hidden_only_for_few_contributors() -> None:
    assert not hides([_cell(2, 100)], counts_people=False, threshold=10, least_contributors=3)
    assert hides([_cell(2, 100, contributors=2)], counts_people=False, threshold=10, least_contributors=3)
