"""Which figures are asked about before they are sent, and which are not?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules import likelihood
from measurement.rules.likelihood import Point


def _points(*counts: int, out_of: int = 200) -> list[Point]:
    return [Point(Decimal(c), Decimal(out_of), Decimal(c) / out_of * 100) for c in counts]


def _values(*values: str) -> list[Point]:
    return [Point(None, None, Decimal(value)) for value in values]


def _codes(new: Point, earlier: list[Point], *, is_share: bool = True, widened: float = 1.0) -> list[str]:
    return [each.code for each in likelihood.warnings(new, earlier, per=100, is_share=is_share, widened=widened)]


def test_a_value_far_outside_range_and_chance_is_unusual() -> None:
    earlier = _points(100, 102, 99, 101, 100)

    (found,) = likelihood.warnings(_points(150)[0], earlier, per=100, is_share=True)

    assert found.code == "unusual_value"
    assert not found.is_error
    assert found.values["change"] == Decimal(25)


@pytest.mark.parametrize(
    ("count", "earlier"),
    [
        (150, (100, 102, 99, 101)),  # four own points are too few
        (101, (100, 102, 99, 101, 100)),  # within the own range
        (108, (100, 102, 99, 101, 100)),  # outside, but within chance
    ],
)
def test_not_unusual(count: int, earlier: tuple[int, ...]) -> None:
    assert _codes(_points(count)[0], _points(*earlier)) == []


def test_a_rule_that_has_widened_itself_asks_less() -> None:
    earlier, new = _points(100, 102, 99, 101, 100), _points(150)[0]
    strange = likelihood.strangeness(new, earlier, per=100)

    assert strange > 1
    assert _codes(new, earlier, widened=strange) == []
    assert _codes(new, earlier, widened=strange * 0.99) == ["unusual_value"]


@given(st.lists(st.floats(0, 9999), max_size=300))
def test_after_widening_at_most_one_row_in_twenty_is_asked_about(strange: list[float]) -> None:
    factor = likelihood.widening(strange)

    assert factor >= 1
    if len(strange) >= likelihood.ROWS_PER_WARNING:
        assert sum(each > factor for each in strange) <= len(strange) / likelihood.ROWS_PER_WARNING
    else:
        assert factor == 1


@pytest.mark.parametrize(
    ("value", "earlier", "is_share", "code"),
    [
        ("0.83", (), True, "looks_like_proportion"),
        ("0.83", ("82", "81"), True, "looks_like_proportion"),
        ("0.83", ("0.8", "0.9"), True, None),  # it has always been under one per cent
        ("83", (), True, None),
        ("12", ("12100", "11900"), False, "looks_like_other_scale"),
        ("12000000", ("12100", "11900"), False, "looks_like_other_scale"),
        ("9000", ("12100", "11900"), False, None),
        ("12", ("12100",), False, None),  # one figure is no habit
    ],
)
def test_wrong_scale_is_asked_about(value: str, earlier: tuple[str, ...], is_share: bool, code: str | None) -> None:
    assert _codes(_values(value)[0], _values(*earlier), is_share=is_share) == ([code] if code else [])


@pytest.mark.parametrize(
    ("new", "last", "is_unchanged"),
    [
        (_values("512.34")[0], _values("512.34")[0], True),
        (_values("512.35")[0], _values("512.34")[0], False),
        (_values("12")[0], _values("12")[0], False),  # small figures repeat by chance
        (_values("0")[0], _values("0")[0], False),
        (_points(62)[0], _points(62)[0], True),
        (_points(62)[0], _points(62, out_of=201)[0], False),
    ],
)
def test_the_same_to_the_last_digit_is_asked_about(new: Point, last: Point, is_unchanged: bool) -> None:
    assert _codes(new, [last], is_share=False) == (["unchanged"] if is_unchanged else [])
