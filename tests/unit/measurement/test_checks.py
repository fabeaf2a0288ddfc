"""Is an entered figure possible, and is it likely?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules import checks


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("1234", "1234"),
        (" 1 234 ", "1234"),
        ("1\u202f234,5", "1234.5"),
        ("1,234", "1234"),
        ("1,234,567", "1234567"),
        ("1,234.5", "1234.5"),
        ("1.234,5", "1234.5"),
        ("12,5", "12.5"),
        ("0,125", "0.125"),
        ("83 %", "83"),
        ("-4", "-4"),
        ("1'234", "1234"),
    ],
)
def test_numbers_are_read_as_people_type_them(typed: str, wanted: str) -> None:
    assert checks.number(typed) == Decimal(wanted)


@pytest.mark.parametrize(
    "typed",
    ["", "about 40", "12a", "NaN", "Infinity", "1e400", "--5", "4/5", "<5"],
)
def test_what_is_no_number_is_none(typed: str) -> None:
    assert checks.number(typed) is None


@pytest.mark.parametrize("typed", ["12 5", "1,2,3", "1,23,456", "62 140 9", "1_000", "1.5 000", "1 234,5,6"])
def test_what_could_be_two_numbers_is_none(typed: str) -> None:
    assert checks.number(typed) is None


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=4))
def test_plain_numbers_come_back_as_they_are(value: Decimal) -> None:
    assert checks.number(f"{value:f}") == value


@pytest.mark.parametrize(
    ("numerator", "denominator", "wanted"),
    [
        ("131", "127", ["numerator_above_denominator"]),
        ("5", "0", ["out_of_nothing"]),
        (None, "10", ["number_missing"]),
        ("-1", "10", ["number_negative"]),
        ("10", "10", []),
        ("0", "10", []),
    ],
)
def test_what_is_impossible_of_a_share(numerator: str | None, denominator: str | None, wanted: list[str]) -> None:
    left, right = (Decimal(each) if each is not None else None for each in (numerator, denominator))

    found = checks.check(left, right, None, kind="share", asks_for_parts=True)

    assert [each.code for each in found] == wanted
    assert all(each.is_error for each in found)


def test_a_share_without_parts_lies_between_0_and_100() -> None:
    assert checks.check(None, None, Decimal("101"), kind="share", asks_for_parts=False)[0].code == "share_out_of_range"
    assert not checks.check(None, None, Decimal("101"), kind="mean", asks_for_parts=False)
