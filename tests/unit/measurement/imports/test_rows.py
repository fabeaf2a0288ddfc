"""Does each row of a file get the right answer: units, codes, periods, marks, totals?"""

from typing import Any

import pytest

from tests.unit.measurement.imports.conftest import Preview
from tests.unit.measurement.imports.files import HEADINGS, text


def reason_of(preview: Preview, row: str, **said: Any) -> str:
    """What becomes of one row: accepted, or the reason why not."""
    found = preview("a.csv", text(next_row(row)), **said)
    refused = [*found["rejected"], *found["left_out"]]
    return str(refused[0]["reason"]) if refused else "accepted"


def next_row(row: str) -> list[str]:
    cells = row.split("|")
    return cells + [""] * (8 - len(cells))


def test_a_number_is_read_by_what_others_prove(preview: Preview) -> None:
    rows = [["CO12", "D046", "2013-14", "", "", "", "1.000", ""], ["CO07", "D046", "2013-14", "", "", "", "61.3", ""]]
    assert [each["value"] for each in preview("a.csv", text(*rows))["accepted"]] == [1, 61.3]


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("CO07|D046|2012-13||||0.613", "scale_mismatch"),
        ("CO07|D046|2012-13||||0.613%", "accepted"),
        ("CO07|D046|2012-13||||0", "accepted"),
        ("CO07|D046|2012-13||||6130", "out_of_range"),
        ("CO07|D046|2012-13||||613‰", "scale_mismatch"),
        ("CO16|D046|2013-14||61982|88839|0.698", "scale_mismatch"),
        ("CO16|D046|2013-14||61982|88839|75%", "value_disagrees"),
        ("CO16|D046|2013-14||61982|88839|69.8%", "accepted"),
        ("CO16|D046|2013-14||61982|88839|70%", "accepted"),
        ("CO16|D046|2013-14||61982||", "missing_denominator"),
        ("CO16|D046|2013-14||||69.8", "missing_denominator"),
        ("CO16|D046|2013-14||61982|0|", "zero_denominator"),
        ("CO16|D046|2013-14||88840|88839|", "numerator_exceeds_denominator"),
        ("CO16|D046|2013-14||61982.5|88839|", "non_integer_count"),
        ("CO16|D046|2013-14||-1|88839|", "out_of_range"),
        ("CO12|D046|2013-14||||12.5", "non_integer_count"),
        ("CO12|D046|2013-14||||85%", "unparseable_number"),
        ("CO12|D046|2013-14||||61k", "scale_mismatch"),
        ("CO09|D046|2009-2013||||$61234.56", "accepted"),
        ("CO09|D046|2009-2013||||€61234.56", "unparseable_number"),
        ("CO12|D046|2013-14||||", "not_available"),
        ("CO16|D046|2013-14||||", "not_available"),
        ("CO12|D046|2013-14||80|100|", "missing_value"),
        ("CO12|D046|2013-14||80||", "accepted"),
        # One, or a thousand? Nothing in the file says so.
        ("CO12|D046|2013-14||||1.000", "unparseable_number"),
        ("CO09|D046|2009-2013||||61.234", "unparseable_number"),
        ("CO07|D046|2013-14||||61.234", "accepted"),
    ],
)
def test_units_and_scales(preview: Preview, row: str, reason: str) -> None:
    assert reason_of(preview, row) == reason


@pytest.mark.parametrize(
    ("heading", "row", "reason"),
    [
        ("Value (thousands)", "CO12|D046|2013-14|88", "scale_mismatch"),
        ("Value (pupils)", "CO12|D046|2013-14|88", "accepted"),
        ("Value (%)", "CO12|D046|2013-14|88", "scale_mismatch"),
        ("Value (%)", "CO07|D046|2013-14|88", "accepted"),
        ("Value (per 1000)", "CO07|D046|2013-14|88", "scale_mismatch"),
        ("Value (per 100)", "CO07|D046|2013-14|88", "accepted"),
        ("Value (USD)", "CO09|D046|2009-2013|61000", "accepted"),
        ("Value (EUR)", "CO09|D046|2009-2013|61000", "scale_mismatch"),
        ("Value (kUSD)", "CO09|D046|2009-2013|61", "scale_mismatch"),
    ],
)
def test_the_unit_that_a_heading_names(preview: Preview, heading: str, row: str, reason: str) -> None:
    found = preview("a.csv", text(row.split("|"), headings=["Indicator", "Organization", "Period", heading]))
    assert [each["reason"] for each in found["rejected"]] == ([reason] if reason != "accepted" else [])
    assert found["accepted_count"] + found["rejected_count"] == 1


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("CO12|D046|2013-14|88|thousand pupils", "scale_mismatch"),
        ("CO12|D046|2013-14|88|pupils", "accepted"),
        ("CO12|D046|2013-14|88|students", "accepted"),
        ("CO12|D046|2013-14|88|%", "scale_mismatch"),
        ("CO07|D046|2013-14|88|percent", "accepted"),
        ("CO07|D046|2013-14|0|proportion", "scale_mismatch"),
        ("CO09|D046|2009-2013|61000|$", "accepted"),
        ("CO09|D046|2009-2013|61000|EUR", "scale_mismatch"),
        ("CO09|D046|2009-2013|61000|", "accepted"),
    ],
)
def test_the_unit_that_a_row_names(preview: Preview, row: str, reason: str) -> None:
    found = preview("a.csv", text(row.split("|"), headings=["Indicator", "Organization", "Period", "Value", "Unit"]))
    assert [each["reason"] for each in found["rejected"]] == ([reason] if reason != "accepted" else [])


def test_a_title_that_says_thousands_is_no_title_only(preview: Preview) -> None:
    rows = [["CO12", "D046", "2013-14", "88"], ["CO07", "D046", "2013-14", "61.3"]]
    table = text(*rows, headings=["Indicator", "Organization", "Period", "Value"])
    found = preview("a.csv", "Figures of schools (in thousands),,,\r\n" + table)
    assert ([each["row"] for each in found["rejected"]], found["accepted_count"]) == ([3], 1)
    assert preview("a.csv", "More than two thousand schools,,,\r\n" + table)["accepted_count"] == 2


def test_rows_without_a_column_of_numbers_do_not_vanish(preview: Preview) -> None:
    found = preview("a.csv", text(["CO07", "D046", "2013-14", "61"], headings=[*HEADINGS[:3], "Something"]))
    assert found["reason"] == "headings_not_found"


@pytest.mark.parametrize(
    ("typed", "value"),
    [("'61982", 61982), ("'61982'", 61982), ("'", None), ("+", None),
     ("\u200e61982\u200f", 61982), ("\u202e28916\u202c", None),
     (" 61982 ", 61982), ("61982.0", 61982), ("6.1982E4", 61982), ("61\u202f982", 61982),
     ("６１９８２", 61982), ("61O82", None), ("1.23E+05", None), ("61982abc", None), ("1,234", None)],
)  # fmt: skip
def test_numbers_as_text(preview: Preview, typed: str, value: int | None) -> None:
    found = preview(
        "a.csv", text(["CO12", "D046", "2013-14", "", "", "", typed, ""], []), locale="de-DE" if "," in typed else ""
    )
    assert [each["value"] for each in found["accepted"]] == ([] if value is None else [value])


def test_codes_of_another_tenant_read_like_codes_of_nobody(preview: Preview) -> None:
    theirs = preview("a.csv", text(["CO16", "LA393", "2013-14", "", "1", "2", "", ""]))
    nobodys = preview("a.csv", text(["CO16", "ZZ999", "2013-14", "", "1", "2", "", ""]))
    assert theirs == nobodys
    assert theirs["rejected"] == [{"row": 2, "reason": "unknown_organization", "column": "B"}]


@pytest.mark.parametrize(
    ("indicator", "organization", "group", "reason"),
    [
        ("co16 ", " d046", "", "accepted"),
        ("CO16", "Denver County 1", "white students", "accepted"),
        ("CO16", "D046 – DENVER COUNTY 1", "", "accepted"),
        ("Students qualifying for free or reduced price lunch", "D046", "All students", "accepted"),
        ("CO99", "D046", "", "unknown_indicator"),
        ("CO16", "D04", "", "unknown_organization"),
        ("CO16", "Denver", "", "unknown_organization"),
        ("CO16", "D046", "Martian Students", "unknown_group"),
    ],
)
def test_codes_and_names(preview: Preview, indicator: str, organization: str, group: str, reason: str) -> None:
    assert reason_of(preview, f"{indicator}|{organization}|2013-14|{group}|61982|88839") == reason


@pytest.mark.parametrize(
    ("period", "reason"),
    [("2026-27", "future_period"), ("2025-26", "accepted"), ("Q4 2026", "future_period"), ("2026-11-21", "accepted"),
     ("2026-11-22", "future_period"), ("2014", "ambiguous_period"), ("03/04/2024", "ambiguous_period"),
     ("2011-12", "accepted"), ("Summer 2024", "unparseable_period"), ("", "unparseable_period")],
)  # fmt: skip
def test_periods(preview: Preview, period: str, reason: str) -> None:
    assert reason_of(preview, f"CO16|D046|{period}||61982|88839") == reason


def test_an_order_of_day_and_month_that_was_said_is_taken(preview: Preview) -> None:
    assert reason_of(preview, "CO16|D046|03/04/2024||61982|88839", date_order="dmy") == "accepted"


@pytest.mark.parametrize("mark", ["*", "c", "[c]", "S", "suppressed", "<5", "5-9", "n<10", ">95%", "10 or fewer", "~"])
def test_a_mark_of_suppression_is_stored_as_that(preview: Preview, mark: str) -> None:
    assert reason_of(preview, f"CO07|D046|2012-13||||{mark}") == "suppressed"


@pytest.mark.parametrize(
    "mark", ["n/a", "NA", "-", "–", "..", ":", "NULL", "[x]", "k. A.", "not available", "?", "tbc"]
)
def test_a_mark_of_a_missing_value_is_never_zero(preview: Preview, mark: str) -> None:
    assert reason_of(preview, f"CO07|D046|2012-13||||{mark}") == "not_available"


def test_totals_are_checked_and_left_out(preview: Preview) -> None:
    rows = [
        ["CO16", "D046", "2013-14", "", "10", "20", "", ""],
        ["CO16", "D087", "2013-14", "", "10", "20", "", ""],
        ["", "Subtotal", "2013-14", "", "20", "40", "", ""],
        ["CO16", "D049", "2013-14", "", "10", "20", "", ""],
        ["", "Total", "2013-14", "", "31", "60", "", ""],
    ]
    found = preview("a.csv", text(*rows))
    assert [(each["row"], each["check"]) for each in found["left_out"]] == [
        (4, {"numerator": 20, "denominator": 40}),
        (6, {"numerator": 31, "denominator": 60}),
    ]
    assert found["warnings"] == [{"row": 6, "reason": "total_disagrees"}]


@pytest.mark.parametrize(
    ("headings", "row", "reasons"),
    [
        ("Indicator|Organization|2012-13|2013-15|2026-27", "CO07|D046|61|62|63", "unparseable_period future_period"),
        ("Indicator|Period|D046|ZZZ|LA393", "CO07|2012-13|61|62|63", "unknown_organization unknown_organization"),
        ("Indicator|Organization|Period|White Students|Martian Students", "CO07|D046|2012-13|61|62", "unknown_group"),
        ("Organization|Period|CO07|CO99", "D046|2012-13|61|62", "unknown_indicator"),
        ("Indicator|Organization|2012-13|Change|Rank|Contact", "CO07|D046|61|+2|3|Ann", ""),
        ("Indicator|Organization|Period|Value|Website", "CO07|D046|2012-13|61|7", ""),
    ],
)
def test_a_column_that_nobody_knows_does_not_vanish(preview: Preview, headings: str, row: str, reasons: str) -> None:
    found = preview("a.csv", text(row.split("|"), headings=headings.split("|")))
    assert found["accepted_count"] == 1
    assert " ".join(each["reason"] for each in found["rejected"]) == reasons


def test_a_total_of_rates_is_no_sum(preview: Preview) -> None:
    rates = [["CO07", code, "2013-14", "", "", "", value, ""] for code, value in (("D046", "60"), ("D087", "80"))]
    found = preview("a.csv", text(*rates, ["CO07", "Total", "2013-14", "", "", "", "70", ""]))
    assert ([each["reason"] for each in found["left_out"]], found["warnings"]) == (["total_row"], [])
    counts = [["CO12", *row[1:]] for row in rates]
    found = preview("a.csv", text(*counts, ["CO12", "Total", "2013-14", "", "", "", "150", ""]))
    assert [each["reason"] for each in found["warnings"]] == ["total_disagrees"]


def test_small_cells_are_flagged_and_nobody_is_not_small(preview: Preview) -> None:
    found = preview(
        "a.csv",
        text(
            ["CO16", "D046", "2013-14", "White Students", "3", "41", "", ""],
            ["CO16", "D046", "2013-14", "", "0", "88839", "", ""],
        ),
    )
    assert [each.get("flags") for each in found["accepted"]] == [["small_cell"], None]


def test_flags_of_status_and_footnotes_stay(preview: Preview) -> None:
    found = preview(
        "a.csv",
        text(
            ["CO07", "D046", "2012-13", "", "", "", "61.3 (p)", ""],
            ["CO07", "D087", "2012-13", "", "", "", "81.5*", ""],
        ),
    )
    assert [(each["value"], each.get("flags")) for each in found["accepted"]] == [(61.3, ["provisional"]), (81.5, None)]
    assert found["warnings"] == [{"row": 3, "reason": "footnote_mark"}]
