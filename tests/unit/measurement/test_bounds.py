"""Is "fewer than 5" understood as what it says?"""

from decimal import Decimal

import pytest

from measurement.rules.bounds import Bound, bound


def _bound(lower: str | None, upper: str | None) -> Bound:
    return Bound(*(None if each is None else Decimal(each) for each in (lower, upper)))


@pytest.mark.parametrize(
    ("text", "is_count", "expected"),
    [
        ("<5", True, _bound("0", "4")),
        ("< 5", False, _bound("0", "5")),
        ("fewer than 5", True, _bound("0", "4")),
        ("Less than 5%", False, _bound("0", "5")),
        ("<= 5", True, _bound("0", "5")),
        ("5 or fewer", True, _bound("0", "5")),
        ("≤5", True, _bound("0", "5")),
        (">95 %", False, _bound("95", None)),
        ("> 95", True, _bound("96", None)),
        ("95 or more", True, _bound("95", None)),
        ("at least 1,200", True, _bound("1200", None)),
    ],
)
def test_bounds_are_read(text: str, is_count: bool, expected: Bound) -> None:
    assert bound(text, is_count=is_count) == expected


@pytest.mark.parametrize("text", ["5", "", "few", "<", "< many", "<-3", "<0", "5 < 6", "x" * 100])
def test_what_says_no_bound_is_none(text: str) -> None:
    assert bound(text, is_count=True) is None
