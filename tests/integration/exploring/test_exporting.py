"""What leaves, and is it the same as on the page: tables, workbook, pictures, each as its reader may see it?"""

import csv
import io
import re
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

import pytest
from python_calamine import CalamineWorkbook

from backbone.tenancy import scope
from communications.exporting.dictionary import COLUMNS
from communications.sandbox.world import Person
from initiatives.models import Organization
from measurement.models import Indicator
from tests.conftest import Cast

Row = dict[str, str]


def taken(sign_in: Any, person: Person, cast: Cast, name: str) -> bytes:
    answer = sign_in(person).get(cast.ours.path(name))
    assert answer.status_code == 200, name
    assert answer.headers["Content-Disposition"].startswith("attachment")
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)


def rows_of(content: bytes) -> list[Row]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def one(rows: list[Row], **which: str) -> Row:
    [found] = [row for row in rows if all(row[name] == value for name, value in which.items())]
    return found


def test_one_row_for_each_figure_with_codes_and_exact_numbers(cast: Cast, sign_in: Any) -> None:
    content = taken(sign_in, cast.dana, cast, "explore/figures.csv")
    assert content.startswith(b"\xef\xbb\xbftenant,initiative,indicator,")
    assert b"\r\n" in content
    rows = rows_of(content)
    assert list(rows[0]) == list(COLUMNS)
    row = one(rows, indicator="cells", period_start="2020-01-01")
    assert (row["tenant"], row["initiative"], row["subject_kind"]) == ("tenant-a", "first", "community")
    assert (row["numerator"], row["denominator"], row["value"], row["hidden"]) == ("7", "300", "2.33333333", "")
    assert (row["contributors"], row["expected"], row["coverage"]) == ("3", "3", "1")
    keys = [(r["indicator"], r["subject_code"], r["group"], r["period_start"], r["period_end"]) for r in rows]
    assert len(keys) == len(set(keys))


def test_a_hidden_figure_is_a_word_and_no_number(cast: Cast, sign_in: Any) -> None:
    rows = rows_of(taken(sign_in, cast.stella, cast, "explore/figures.csv"))
    row = one(rows, indicator="cells", period_start="2020-01-01")
    assert row["hidden"] == "hidden"
    numbers = ("numerator", "denominator", "value", "lower", "upper", "contributors", "expected", "coverage")
    assert [row[name] for name in (*numbers, "presence", "status", "shown_as")] == [""] * 11


def test_the_filters_of_the_page_are_those_of_the_export(cast: Cast, sign_in: Any) -> None:
    rows = rows_of(taken(sign_in, cast.dana, cast, "explore/figures.csv?partner=p1&partner=p3&indicator=cells"))
    assert {row["subject_kind"] for row in rows} == {"partner_set", "organization"}
    assert one(rows, subject_kind="partner_set", period_start="2020-01-01")["numerator"] == "5"
    assert one(rows, subject_code="p3", period_start="2020-01-01")["numerator"] == "3"
    others = rows_of(taken(sign_in, cast.stella, cast, "explore/figures.csv?partner=p1&indicator=cells"))
    assert {row["subject_kind"] for row in others} == {"community"}
    short = rows_of(
        taken(sign_in, cast.dana, cast, "explore/figures.csv?from=2020-01-01&to=2020-12-31&indicator=cells")
    )
    assert [row["numerator"] for row in short] == ["7"]


def test_the_workbook_says_the_same_and_what_it_means(cast: Cast, sign_in: Any) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(taken(sign_in, cast.dana, cast, "explore/figures.xlsx")))
    assert book.sheet_names == ["figures", "columns", "indicators", "groups", "notes"]
    [heads, *lines] = book.get_sheet_by_name("figures").to_python()
    rows = rows_of(taken(sign_in, cast.dana, cast, "explore/figures.csv"))
    assert heads == list(COLUMNS)
    at = heads.index("value")
    assert [Decimal(repr(line[at])) for line in lines] == [Decimal(row["value"]) for row in rows]
    assert [line[0] for line in book.get_sheet_by_name("columns").to_python()[1:]] == list(COLUMNS)
    indicators = [dict(zip(book.get_sheet_by_name("indicators").to_python()[0], line, strict=True))
                  for line in book.get_sheet_by_name("indicators").to_python()[1:]]  # fmt: skip
    [cells] = [each for each in indicators if each["indicator"] == "cells"]
    said = [cells[name] for name in ("definition", "source", "version", "polarity", "adds_up_over_partners", "unit")]
    assert said == ["Definition MARK-A", "Source MARK-A", 1.0, "higher_better", "ratio_of_sums", "%"]
    assert cells["attribution"] == "Attribution MARK-A"
    assert "not released" in str(book.get_sheet_by_name("notes").to_python())


def test_no_name_becomes_a_formula(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        Organization.objects.filter(code="p1").update(name='=HYPERLINK("http://bad.example")')
        Indicator.objects.filter(code="cells").update(name="+1", unit="@SUM(A1)")
    rows = rows_of(taken(sign_in, cast.dana, cast, "explore/figures.csv?partner=p1"))
    names = {row["subject_name"] for row in rows}
    assert names == {'\'=HYPERLINK("http://bad.example")'}
    book = CalamineWorkbook.from_filelike(
        io.BytesIO(taken(sign_in, cast.dana, cast, "explore/figures.xlsx?partner=p1"))
    )
    texts = [str(c) for name in book.sheet_names for line in book.get_sheet_by_name(name).to_python() for c in line]
    assert [text for text in texts if text.startswith(("=", "+", "@"))] == []


def test_too_many_are_refused_in_words(cast: Cast, sign_in: Any, settings: Any) -> None:
    settings.EXPORT_MOST_FIGURES = 3
    for name in ("explore/figures.csv", "explore/figures.xlsx"):
        answer = sign_in(cast.dana).get(cast.ours.path(name), follow=True)
        assert "more than 3 figures" in answer.content.decode()


@pytest.mark.parametrize("name", ["indicators/cells/chart.svg", "explore/charts.svg"])
def test_a_drawing_stands_alone_and_says_nothing_hidden(cast: Cast, sign_in: Any, name: str) -> None:
    text = taken(sign_in, cast.stella, cast, name).decode()
    root = ElementTree.fromstring(text)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert "var(--" not in text
    assert 'class="c-' not in text
    assert "Indicator cells MARK-A" in text
    assert "Attribution MARK-A" in text
    assert "so that nobody can be recognised" in text
    assert not re.search(r"\b(2\.3|98\.0|1\.7|42\.3|0\.0)\s?%", text)
    assert "2.3%" not in text
    if "cells" in name:
        assert "Source: Source MARK-A" in text


def test_a_picture_is_made_of_that_drawing(cast: Cast, sign_in: Any) -> None:
    picture = taken(sign_in, cast.stella, cast, "indicators/rate/chart.png")
    assert picture.startswith(b"\x89PNG\r\n")
    width = int.from_bytes(picture[16:20], "big")
    assert width > 1000
    assert sign_in(cast.stella).get(cast.ours.path("indicators/nothing/chart.png")).status_code == 404
