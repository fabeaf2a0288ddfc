"""Is an export read back as it was, exactly, and can no cell of it become a formula?"""

import csv
import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from communications.exporting.tables import exact, harmless, write_csv
from communications.exporting.workbook import Sheet, write_workbook

RISKY = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\uff1d1"]


@pytest.mark.parametrize("text", RISKY)
def test_no_text_begins_a_formula(text: str) -> None:
    kept, book = io.BytesIO(), io.BytesIO()
    write_csv(kept, ["name"], [[text]])
    assert list(csv.reader(io.StringIO(kept.getvalue().decode("utf-8-sig"), newline="")))[1] == [f"'{text}"]
    write_workbook(book, [Sheet("figures", ["name"], [[text]])])
    with zipfile.ZipFile(book) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    book.seek(0)
    assert str(CalamineWorkbook.from_filelike(book).get_sheet_by_name("figures").to_python()[1][0]).startswith("'")


def test_plain_text_and_numbers_stay_as_they_are() -> None:
    assert harmless("a-b=c") == "a-b=c"
    kept = io.BytesIO()
    write_csv(kept, ["a", "b", "c", "d"], [[Decimal("-3.20000000"), date(2025, 1, 31), 7, None]])
    assert kept.getvalue() == b"\xef\xbb\xbfa,b,c,d\r\n-3.2,2025-01-31,7,\r\n"


@settings(max_examples=30, deadline=None)
@given(st.decimals(allow_nan=False, allow_infinity=False, places=8, min_value=-(10**15), max_value=10**15))
def test_numbers_are_exact_in_both(number: Decimal) -> None:
    assert Decimal(exact(number)) == number
    assert "E" not in exact(number)
    book = io.BytesIO()
    write_workbook(book, [Sheet("figures", ["value"], [[number]])])
    book.seek(0)
    [_head, [read]] = CalamineWorkbook.from_filelike(book).get_sheet_by_name("figures").to_python()
    assert Decimal(repr(read) if isinstance(read, float) else str(read)) == number


def test_a_table_that_is_too_long_stops() -> None:
    kept, book = io.BytesIO(), io.BytesIO()
    endless = ([str(n)] for n in range(10**9))
    assert write_csv(kept, ["n"], endless, most=10) == 11
    assert write_workbook(book, [Sheet("n", ["n"], ([str(n)] for n in range(10**9)))], most=10) == 11
