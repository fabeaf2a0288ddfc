"""Do the pure rules hold for any number and any year, and not only for the examples?"""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.imports.labels import read_label
from measurement.rules.imports.marks import mark
from measurement.rules.imports.numbers import COMMA, POINT, Style, guessed_style, read, style_of
from measurement.rules.imports.words import plain
from measurement.rules.imports.years import YearRule

SCHOOL = YearRule(starts_in=7)


@given(st.decimals(min_value=0, max_value=10**12, places=2), st.sampled_from([(POINT, ",", "."), (COMMA, ".", ",")]))
def test_a_number_that_is_written_is_read(number: Decimal, way: tuple[Style, str, str]) -> None:
    style, thousands, decimal = way
    written = f"{number:,.2f}".replace(",", "T").replace(".", decimal).replace("T", thousands)
    assert read(written, style).number == number


@given(st.integers(min_value=1000, max_value=10**12), st.sampled_from(" \u00a0\u202f'’"))
def test_thousands_by_spaces_of_every_width(number: int, between: str) -> None:
    assert read(f"{number:,}".replace(",", between), POINT).number == number


@given(st.text(max_size=80))
def test_no_text_is_too_strange(text: str) -> None:
    read(text, POINT)
    mark(text)
    read_label(text, SCHOOL)
    assert plain(plain(text)) == plain(text)


@given(st.text("'\"%+-()[]$€*=.,#/ pre1٪\u00a0", max_size=6), st.sampled_from(["", "%", "USD", "pupils"]))
def test_no_sign_alone_is_too_strange(text: str, unit: str) -> None:
    for style in (POINT, COMMA):
        read(text, style, unit)


@given(
    st.integers(min_value=1850, max_value=2150),
    st.sampled_from(["{y}-{s}", "{y}/{s}", "SY {y}–{s}", "{y}-{n}", "AY{y}/{s}"]),
)
def test_a_school_year_by_every_label(year: int, label: str) -> None:
    found = read_label(label.format(y=year, s=f"{(year + 1) % 100:02d}", n=year + 1), SCHOOL)
    assert (found.start, found.end) == (date(year, 7, 1), date(year + 1, 6, 30))


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 12, 31)))
def test_a_day_by_its_order(day: date) -> None:
    assert read_label(day.isoformat(), SCHOOL).start == day
    assert read_label(f"{day:%d.%m.%Y}", SCHOOL).start == day
    slashed = read_label(f"{day:%d/%m/%Y}", SCHOOL)
    assert slashed.start == day or slashed.problem == "ambiguous_period"
    assert read_label(f"{day:%d/%m/%Y}", YearRule(starts_in=7, order="dmy")).start == day


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("1. Quartal 2024", "2024-01-01", "2024-03-31"),
        ("3e trimestre 2024", "2024-07-01", "2024-09-30"),
        ("julio de 2024", "2024-07-01", "2024-07-31"),
        ("août 2024", "2024-08-01", "2024-08-31"),
        ("KW 27/2024", "2024-07-01", "2024-07-07"),
        ("2024-S1", "2024-01-01", "2024-06-30"),
        ("FY2023-24", "2023-07-01", "2024-06-30"),
        ("01/07/2013 - 30/06/2014", "2013-07-01", "2014-06-30"),
        ("year ending June 2014", "2013-07-01", "2014-06-30"),
        ("201314", "2013-07-01", "2014-06-30"),
    ],
)
def test_labels_of_many_countries(text: str, start: str, end: str) -> None:
    found = read_label(text, SCHOOL)
    assert (str(found.start), str(found.end)) == (start, end)


def test_the_way_of_writing_is_told_by_what_can_be_read_in_one_way_only() -> None:
    assert guessed_style(["1.234", "52,63"], likely=POINT) == COMMA
    assert guessed_style(["1,234", "52.63"], likely=COMMA) == POINT
    assert guessed_style(["1.234"], likely=COMMA) == COMMA
    assert (style_of("de-DE"), style_of("de-CH"), style_of("es-MX"), style_of("fr_FR")) == (COMMA, POINT, POINT, COMMA)
