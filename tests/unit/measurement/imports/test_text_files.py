"""Are text files of every encoding, separator and quoting read right, and broken records told?"""

import pytest

from measurement.imports import child
from tests.unit.measurement.imports.conftest import Preview
from tests.unit.measurement.imports.files import DENVER, HEADINGS, JEFFERSON, text

NOTE = "Cañon City – “béta”, Zürich"


def reasons(found: list[dict[str, object]]) -> list[tuple[object, object]]:
    return [(each["row"], each["reason"]) for each in found]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252", "mac_roman"])
def test_the_encoding_is_found_out(preview: Preview, encoding: str) -> None:
    noted = [*DENVER[:-1], NOTE.replace(",", ";")]
    found = preview("a.csv", text(noted, JEFFERSON).encode(encoding))
    assert found["accepted"][0]["note_text"] == NOTE.replace(",", ";")
    assert found["accepted_count"] == 2


@pytest.mark.parametrize(
    ("encoding", "note"),
    [
        ("cp1251", "Примечание: данные неполные"), ("koi8_r", "Примечание: данные неполные"),
        ("cp866", "Примечание: данные неполные"), ("cp1253", "Δημοτικό σχολείο"), ("cp1255", "הערה על בית ספר"),
        ("cp1256", "عدد الطلاب في المدرسة"), ("cp932", "東京都の学校、生徒数"), ("euc_jp", "東京都の学校、生徒数"),
        ("gb18030", "北京市第一中学学生人数"), ("big5", "臺北市第一中學學生人數"), ("euc_kr", "서울 초등학교"),
    ],
)  # fmt: skip
def test_the_encoding_of_another_script_is_found_out(preview: Preview, encoding: str, note: str) -> None:
    found = preview("a.csv", text([*DENVER[:7], note]).encode(encoding))
    assert [each["note_text"] for each in found["accepted"]] == [note]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_broken_byte_spoils_no_other_letter(preview: Preview, mark: bytes) -> None:
    content = mark + text([*DENVER[:7], "Zürich"]).encode() + b"CO07,D087,2012-13,,,,81.5,caf\xe9\r\n"
    assert [each["note_text"] for each in preview("a.csv", content)["accepted"]] == ["Zürich", "café"]


def test_an_encoding_that_was_said_counts(preview: Preview) -> None:
    found = preview("a.csv", text([*DENVER[:-1], "Zürich"]).encode("cp850"), encoding="cp850")
    assert found["accepted"][0]["note_text"] == "Zürich"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_separator_is_found_out(preview: Preview, delimiter: str) -> None:
    found = preview("a.csv", text(DENVER, JEFFERSON, delimiter=delimiter))
    assert [each["row"] for each in found["accepted"]] == [2, 3]


def test_a_line_that_names_the_separator_is_no_data(preview: Preview) -> None:
    found = preview("a.csv", "sep=|\r\n" + text(DENVER, delimiter="|"))
    assert [each["row"] for each in found["accepted"]] == [3]
    assert reasons(found["left_out"]) == [(1, "not_data"), (2, "not_data")]


def test_quotes_hold_separators_lines_and_quotes(preview: Preview) -> None:
    row = '"CO16","D046","2013-14","","61,982","88,839","","one\r\ntwo ""three"", four"\r\n'
    found = preview("a.csv", ",".join(HEADINGS) + "\r\n" + row + ",".join(JEFFERSON))
    assert found["accepted"][0]["note_text"] == 'one\ntwo "three", four'
    assert (found["accepted"][0]["numerator"], found["accepted"][1]["row"]) == (61982, 3)


def test_a_broken_record_spoils_no_other(preview: Preview) -> None:
    broken = [
        "CO16,D087,2013-14,,26,829,86,547,,",  # thousands without quotes: two cells too many
        "CO16,D049,2013-14,,7433",  # too few
        "CO16,D031,2013-14,,160\x0089,54499,,",
        'CO16,D002,2013-14,,28969,41729,,"a" b',
        'CO16,D120,2013-14,,14632,38701,,"never closed',
    ]
    found = preview("a.csv", text(DENVER) + "\r\n".join(broken) + "\r\n" + ",".join(JEFFERSON) + "\r\n")
    assert reasons(found["rejected"]) == [(row, "malformed_record") for row in range(3, 8)]
    assert [each["row"] for each in found["accepted"]] == [2, 8]


def test_a_separator_too_many_in_every_row_shifts_nothing(preview: Preview) -> None:
    found = preview("a.csv", text([*DENVER, ""], [*JEFFERSON, ""]))
    assert found["accepted_count"] == 2


def test_a_formula_in_a_text_file_has_no_result(preview: Preview) -> None:
    found = preview("a.csv", text([*DENVER[:4], "=60000+1982", "88839", "", ""], [*JEFFERSON[:6], '="81.5"', ""]))
    assert reasons(found["rejected"]) == [(2, "formula_without_value")]
    assert found["accepted"][0]["value"] == 81.5


def test_errors_of_a_spreadsheet_are_told_in_text_files_too(preview: Preview) -> None:
    found = preview("a.csv", text([*JEFFERSON[:6], "#DIV/0!", ""], [*JEFFERSON[:6], "#REF!", ""]))
    assert reasons(found["rejected"]) == [(2, "formula_error"), (3, "formula_error")]


def test_right_to_left_text_and_pictures(preview: Preview) -> None:
    rows = [
        ["CO16", "\u200fD046\u200e", "\u202b2013-14\u202c", "", "٦١٩٨٢", "88839", "", "שלום 😀 مرحبا"],
        ["CO16", "D087 😀", "2013-14", "", "26829", "86547", "", ""],
    ]
    found = preview("a.csv", text(*rows))
    assert (found["accepted"][0]["numerator"], found["accepted"][0]["note_text"]) == (61982, "שלום 😀 مرحبا")
    assert reasons(found["rejected"]) == [(3, "unknown_organization")]


@pytest.mark.parametrize(
    "headings",
    [
        "المؤشر,المنظمة,الفترة,المجموعة,البسط,المقام,القيمة,ملاحظة",
        "Indicateur,Organisme,Période,Groupe,Numérateur,Dénominateur,Valeur,Remarque",
        "Indicador,Organización,Período,Grupo,Numerador,Denominador,Valor,Nota",
        "measure,district,School Year,breakdown,# Eligible,Enrolled,%,Comments",
    ],
)
def test_headings_in_other_languages(preview: Preview, headings: str) -> None:
    found = preview("a.csv", headings + "\n" + ",".join(DENVER))
    assert (found["accepted"][0]["numerator"], found["accepted"][0]["denominator"]) == (61982, 88839)


def test_headings_by_position(preview: Preview) -> None:
    found = preview("a.csv", text(DENVER, headings=list("abcdefgh")), header_map="by position")
    assert found["accepted"][0]["row"] == 2


def test_headings_that_were_mapped(preview: Preview) -> None:
    headings = ["Was", "Wer", "Wann", "x", "y", "z", "v", "w"]
    said = {"Was": "Indicator", "Wer": "Organization", "Wann": "Period", "y": "Numerator", "z": "Denominator"}
    found = preview("a.csv", text(DENVER, headings=headings), header_map=said)
    assert found["accepted"][0]["denominator"] == 88839


def test_other_headings_further_down_begin_another_table(preview: Preview) -> None:
    headings = ["Indicator", "Organization", "Period", "Numerator", "Denominator"]
    turned = [*headings[:3], *headings[:2:-1]]
    rows = [["CO16", code, "2013-14", "10", "20"] for code in ("D046", "D087", "D049")]
    found = preview("a.csv", text(rows[0], headings, rows[1], turned, rows[2], headings=headings))
    assert [each["row"] for each in found["accepted"]] == [2, 4]
    assert reasons(found["left_out"]) == [(3, "not_data"), (5, "not_data")]
    assert reasons(found["rejected"]) == [(6, "other_headings")]


def test_a_text_that_was_kept_from_being_changed(preview: Preview) -> None:
    found = preview("a.csv", text(*[[f'="{cell}"' for cell in row] for row in (DENVER, JEFFERSON)]))
    assert [each["organization"] for each in found["accepted"]] == ["D046", "D087"]


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n \r\n,,,,\r\n"])
def test_an_empty_file_is_said_to_be_empty(preview: Preview, content: bytes) -> None:
    found = preview("a.csv", content)
    assert (found["outcome"], found["reason"]) == ("refused", "empty")


def test_headings_alone_bring_nothing(preview: Preview) -> None:
    found = preview("a.csv", text())
    assert (found["outcome"], found["accepted_count"], found["left_out_count"]) == ("row_by_row", 0, 0)


def test_a_text_without_headings_is_not_guessed_at(preview: Preview) -> None:
    found = preview("a.csv", "the quick,brown fox\njumps,over\n")
    assert (found["outcome"], found["reason"]) == ("refused", "headings_not_found")


def test_a_fault_of_ours_is_not_told_as_a_file_too_large(preview: Preview, monkeypatch: pytest.MonkeyPatch) -> None:
    def fall(*_: object) -> None:
        raise IndexError

    monkeypatch.setattr(child, "sheets_of", fall)
    assert preview("a.csv", text(DENVER))["reason"] == "wrong_type"
