"""Is a grade the mean of its parts, is a stock balanced, and is work measured from its saves?"""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.burden import minutes
from measurement.rules.quality import Judged, Part, balances, grade, shares

GOOD = Judged(is_complete=True, is_on_time=True, is_plausible=True, is_evidenced=True)
MISSING = Judged(is_complete=False)


def test_parts_count_only_what_they_can_be_asked_of() -> None:
    found = {each.part: (each.good, each.of) for each in shares([GOOD, GOOD, MISSING])}

    assert found == {
        Part.COMPLETE: (2, 3),
        Part.ON_TIME: (2, 2),
        Part.PLAUSIBLE: (2, 2),
        Part.EVIDENCED: (2, 2),
        Part.BALANCED: (0, 0),
    }


@pytest.mark.parametrize(
    ("figures", "letter"),
    [
        ([GOOD], "A"),
        ([GOOD] * 3 + [MISSING], "B"),  # 75 % complete, all else right: 93.75 %
        ([Judged(is_complete=True, is_on_time=True, is_plausible=True, is_evidenced=False)], "C"),
        ([MISSING], "D"),
        ([], ""),
    ],
)
def test_the_letter(figures: list[Judged], letter: str) -> None:
    assert grade(shares(figures)) == letter


@pytest.mark.parametrize(
    ("opening", "into", "out", "closing", "expected"),
    [
        (10, [5], [3], 12, True),
        (10, [5], [3], 13, False),
        (10, [5, 2], [], 17, True),
        (None, [5], [3], 12, None),
        (10, [None], [3], 12, None),
        (10, [], [], 10, None),  # nothing moves it, so nothing can be said
    ],
)
def test_stocks(
    opening: int | None, into: list[int | None], out: list[int | None], closing: int, expected: bool | None
) -> None:
    numbers = [None if each is None else Decimal(each) for each in (opening, closing)]
    moved = [[None if each is None else Decimal(each) for each in side] for side in (into, out)]

    assert balances(numbers[0], moved[0], moved[1], numbers[1]) is expected


def _at(*offsets: int) -> list[datetime]:
    return [datetime(2026, 11, 2, 9, tzinfo=UTC) + timedelta(minutes=each) for each in offsets]


def test_pauses_are_no_work() -> None:
    assert minutes(_at(0, 3, 5)) == 6  # a minute before the first save, then five
    assert minutes(_at(0, 60)) == 2
    assert minutes([]) == 0


@given(st.lists(st.integers(0, 10_000), max_size=50))
def test_nobody_works_longer_than_the_clock(offsets: list[int]) -> None:
    assert minutes(_at(*offsets)) <= max(offsets, default=0) - min(offsets, default=0) + max(1, len(offsets))
