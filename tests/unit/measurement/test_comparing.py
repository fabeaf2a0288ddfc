"""What may be told of the others, and what can nobody read off?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.comparing import is_small, may_name
from measurement.rules.spread import band, step_of

WHOLE = Decimal(1)


def test_the_middle_half_of_nine() -> None:
    found = band([Decimal(each) for each in (90, 10, 20, 30, 40, 50, 60, 70, 80)], step=WHOLE)
    assert found is not None
    assert [int(each) for each in (found.lower, found.middle, found.upper, found.n)] == [30, 50, 70, 9]


def test_four_are_too_few() -> None:
    assert band([Decimal(each) for each in range(4)], step=WHOLE) is None


@given(st.lists(st.integers(0, 1000), min_size=5, max_size=30, unique=True), st.integers(0, 29), st.integers(1, 2000))
def test_no_number_follows_one_figure_alone(values: list[int], place: int, more: int) -> None:
    """Whoever moves by one moves no number by more than a third of it, before rounding."""
    fine = Decimal("0.000001")
    exact = [Decimal(each) for each in sorted(values)]
    moved = [*exact]
    moved[place % len(exact)] += more
    before, after = band(exact, step=fine), band(moved, step=fine)
    assert before is not None
    assert after is not None
    for name in ("lower", "middle", "upper"):
        assert abs(getattr(after, name) - getattr(before, name)) <= Decimal(more) / 3 + fine


@pytest.mark.parametrize(
    ("values", "is_share", "step"),
    [(["45.2", "3"], True, "1"), (["12345", "3"], False, "1000"), (["0.0345"], False, "0.001"), ([], False, "1")],
)
def test_to_what_it_is_rounded(values: list[str], *, is_share: bool, step: str) -> None:
    assert step_of([Decimal(each) for each in values], is_share=is_share) == Decimal(step)


@pytest.mark.parametrize(("named", "unnamed", "may"), [(0, 5, False), (3, 1, False), (3, 2, True), (3, 0, True)])
def test_one_left_unnamed_would_be_named_by_the_total(named: int, unnamed: int, *, may: bool) -> None:
    assert may_name(named=named, unnamed=unnamed) is may


@pytest.mark.parametrize(
    ("count", "out_of", "small"),
    [(9, 100, True), (10, 100, False), (95, 100, True), (0, None, True), (12, None, False)],
)
def test_who_is_few(count: int, out_of: int | None, *, small: bool) -> None:
    assert is_small(Decimal(count), None if out_of is None else Decimal(out_of), 10) is small
