"""Are spreadsheets read as a person sees them: results of formulas, hidden parts, formats, wide tables, other kinds?"""

import struct
from typing import Any

from measurement.imports.ole import marked
from tests.unit.measurement.imports.conftest import Preview
from tests.unit.measurement.imports.files import DENVER, HEADINGS, open_document, table, workbook


def told(found: dict[str, Any], kind: str) -> list[tuple[Any, ...]]:
    return [(each.get("sheet", ""), each["row"], each["reason"]) for each in found[kind]]


def test_formulas_count_by_the_result_in_the_file(preview: Preview) -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        table(sheet, *[["CO16", code, "2013-14", "", None, 88839] for code in ("D046", "D087", "D049", "D031")])
        sheet.write_formula("E2", "=60000+1982", None, 61982)
        sheet.write_formula("E3", "=1+1")  # a program wrote it: 0 waits to be worked out
        sheet.write_formula("E4", "=1+1", None, "")
        sheet.write_formula("E5", "=1/0", None, "#DIV/0!")

    found = preview("a.xlsx", workbook(build))
    assert [each["numerator"] for each in found["accepted"]] == [61982]
    assert told(found, "rejected") == [
        ("", 3, "formula_without_value"),
        ("", 4, "formula_without_value"),
        ("", 5, "formula_error"),
    ]


def test_a_name_that_a_formula_did_not_give_is_nobody_else(preview: Preview) -> None:
    """An uncomputed group is not everybody, and an uncomputed organization not the one of the whole file."""

    def build(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        table(sheet, *[["CO16", "D046", period, "", 10, 20] for period in ("2010-11", "2011-12", "2012-13")])
        sheet.write_formula("B2", "=X1", None, "")
        sheet.write_formula("D3", "=X1", None, "")
        sheet.write_formula("D4", "=X1", None, "#REF!")

    found = preview("a.xlsx", workbook(build), organization="D087")
    assert found["accepted"] == []
    assert [(each["row"], each["reason"], each["column"]) for each in found["rejected"]] == [
        (2, "formula_without_value", "B"),
        (3, "formula_without_value", "D"),
        (4, "formula_error", "D"),
    ]


def hidden_parts(book: Any) -> None:
    sheet = book.add_worksheet("Data")
    table(sheet, *[["CO16", code, "2013-14", "", 10000, 20000, None, "aside"] for code in ("D046", "D087", "D049")])
    sheet.set_row(2, None, None, {"hidden": True})
    sheet.set_column("H:H", None, None, {"hidden": True})
    old = book.add_worksheet("Old")
    table(old, ["CO16", "D031", "2013-14", "", 10000, 20000])
    old.hide()


def test_what_is_hidden_is_left_out_and_told(preview: Preview) -> None:
    found = preview("a.xlsx", workbook(hidden_parts))
    assert [(each["row"], each.get("note_text")) for each in found["accepted"]] == [(2, None), (4, None)]
    assert told(found, "left_out") == [("Data", 3, "hidden"), ("Old", 2, "hidden")]


def test_what_is_hidden_comes_in_when_asked_for(preview: Preview) -> None:
    assert preview("a.xlsx", workbook(hidden_parts), include_hidden=True)["accepted_count"] == 4


def test_a_figure_that_needs_a_hidden_column_waits(preview: Preview) -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        table(sheet, [*DENVER[:4], 61982, 88839], ["CO07", "D087", "2012-13", "", None, None, 81.5])
        sheet.set_column("F:F", None, None, {"hidden": True})

    found = preview("a.xlsx", workbook(build))
    assert told(found, "left_out") == [("", 2, "hidden")]
    assert [each["row"] for each in found["accepted"]] == [3]


def test_a_column_for_each_year(preview: Preview) -> None:
    def build(book: Any) -> None:
        rows = [["CO07", "D046", 55.1, "*", 61.3], ["CO07", "D087", "..", "81.5%", 0.5], ["CO07", "LA393", 1, 2, 3]]
        table(book.add_worksheet("Data"), *rows, headings=["Indicator", "District", "2010-11", "2011-12", "2012-13"])

    found = preview("a.xlsx", workbook(build))
    assert [(each["row"], each["period_start"], each["value"]) for each in found["accepted"]] == [
        (2, "2010-07-01", 55.1),
        (2, "2012-07-01", 61.3),
        (3, "2011-07-01", 81.5),
    ]
    assert told(found, "rejected") == [("", 3, "scale_mismatch"), ("", 4, "unknown_organization")]
    assert told(found, "left_out") == [("", 2, "suppressed"), ("", 3, "not_available")]


def test_a_name_merged_over_rows_is_said_of_each(preview: Preview) -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        table(sheet, *[["CO07", "", f"{year}-{year - 1999}", "", None, None, 61.5] for year in (2010, 2011, 2012)])
        sheet.merge_range("B2:B4", "D046")
        sheet.merge_range("D2:D3", "White Students")

    found = preview("a.xlsx", workbook(build))
    assert [(each["organization"], each.get("group")) for each in found["accepted"]] == [
        ("D046", "White Students"),
        ("D046", "White Students"),
        ("D046", None),
    ]


def test_two_empty_columns_of_a_year_are_no_error(preview: Preview) -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        sheet.merge_range("B1:C1", "2012-13")
        sheet.merge_range("D1:E1", "2013-14")
        for at, row in enumerate([["District", *["Eligible", "Enrolled"] * 2], ["D046", 10, 20], ["D087", 1, 2, 3, 4]]):
            sheet.write_row(at + 1, 0, row)

    found = preview("a.xlsx", workbook(build), indicator="CO16")
    assert (found["accepted_count"], found["rejected"]) == (3, [])
    assert [(each["row"], each["reason"]) for each in found["left_out"] if each["row"] > 2] == [(3, "not_available")]


def test_a_column_for_each_group_under_years(preview: Preview) -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("CO07")
        sheet.write_row(0, 0, ["", "2012-13", "", "2011-12", ""])
        sheet.write_row(1, 0, ["District", "All students", "Asian Students", "All students", "Asian Students"])
        sheet.write_row(2, 0, ["D046", 61.3, 70.1, 58.8, 69.9])

    found = preview("a.xlsx", workbook(build), indicator="CO07")
    assert [(each["period_start"], each.get("group"), each["value"]) for each in found["accepted"]] == [
        ("2012-07-01", None, 61.3),
        ("2012-07-01", "Asian Students", 70.1),
        ("2011-07-01", None, 58.8),
        ("2011-07-01", "Asian Students", 69.9),
    ]


def test_formats_say_what_a_number_is(preview: Preview) -> None:
    def build(book: Any) -> None:
        sheet = book.add_worksheet("Data")
        percent, month = book.add_format({"num_format": "0.0%"}), book.add_format({"num_format": "mmm-yy"})
        table(sheet, ["CO07", "D046", "2012-13"], ["CO12", "D046", None, "", None, None, 88839])
        sheet.write_number("G2", 0.613, percent)
        sheet.write_number("C3", 45474, month)  # Excel makes 1 July 2024 of a typed "Jul-24"

    found = preview("a.xlsx", workbook(build))
    assert [each["value"] for each in found["accepted"]] == [61.3, 88839]
    assert (found["accepted"][1]["period_start"], found["accepted"][1]["period_end"]) == ("2024-07-01", "2024-07-31")


def test_every_visible_sheet_is_read(preview: Preview) -> None:
    def build(book: Any) -> None:
        book.add_worksheet("Read me").write("A1", "Prepared by the data team")
        table(book.add_worksheet("2013"), [*DENVER[:4], 61982, 88839])
        table(book.add_worksheet("Again"), [*DENVER[:4], 61982, 88840])

    found = preview("a.xlsx", workbook(build))
    assert told(found, "left_out") == [("Read me", 1, "not_data")]
    assert told(found, "rejected") == [("2013", 2, "duplicate_conflict"), ("Again", 2, "duplicate_conflict")]


def test_the_old_kind_says_what_is_shown_in_per_cent() -> None:
    def record(kind: int, layout: str, *values: Any) -> bytes:
        body = struct.pack(layout, *values)
        return struct.pack("<HH", kind, len(body)) + body

    found = marked(
        record(0x041E, "<HHB4s", 165, 4, 0, b"0.0%")
        + record(0x00E0, "<HH", 0, 0)
        + record(0x00E0, "<HH", 0, 165)
        + record(0x0809, "<HH", 0x0600, 0x0010)
        + record(0x0203, "<HHHd", 1, 6, 1, 0.737)
        + record(0x0203, "<HHHd", 2, 6, 0, 0.737)
        + record(0x00BD, "<HHHIHIH", 3, 4, 0, 0, 1, 0, 5)
    )
    assert found.percents == [{256 + 6, 3 * 256 + 5}]


def test_open_document(preview: Preview) -> None:
    cells = '<table:table-cell table:number-columns-repeated="16384"/>'
    empty = f'<table:table-row table:number-rows-repeated="1048000">{cells}</table:table-row>'
    found = preview("a.ods", open_document(HEADINGS, [*DENVER[:4], 61982, 88839], after=empty))
    assert [(each["row"], each["numerator"]) for each in found["accepted"]] == [(2, 61982)]
