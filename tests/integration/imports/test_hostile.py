"""Does a hostile file cost little, say one thing, and leave everything standing?"""

import os
import struct
import subprocess
import sys
import time
import zipfile
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from measurement.imports import carrier
from measurement.imports.limits import Limits
from tests.integration.imports.conftest import Preview
from tests.unit.measurement.imports.files import DENVER, HEADINGS, changed, open_document, plain_workbook, text

SHEET, TEXTS = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
DOCTYPE = b'?><!DOCTYPE a [<!ENTITY b "bb"><!ENTITY c "&b;&b;&b;">]>'


def declared(part: bytes) -> bytes:
    return part.replace(b"?>", DOCTYPE, 1)


def refusal(preview: Preview, name: str, content: bytes) -> str:
    found = preview(name, content)
    assert (found["outcome"], found["accepted_count"]) == ("refused", 0)
    return str(found["reason"])


@pytest.mark.parametrize("part", [SHEET, TEXTS, "xl/workbook.xml", "docProps/core.xml"])
def test_a_document_type_anywhere_refuses_the_file(preview: Preview, part: str) -> None:
    assert refusal(preview, "a.xlsx", changed(plain_workbook(), {part: declared})) == "unsafe_file"


def test_an_entity_that_nobody_declared(preview: Preview) -> None:
    bad = changed(plain_workbook(), {TEXTS: lambda part: part.replace(b"<t>CO16", b"<t>&xxe;")})
    assert refusal(preview, "a.xlsx", bad) == "unsafe_file"


@pytest.mark.parametrize("name", ["a.xlsx", "a.xlsm"])
def test_macros(preview: Preview, name: str) -> None:
    assert refusal(preview, name, changed(plain_workbook(), {}, {"xl/vbaProject.bin": b"x"})) == "unsafe_file"


@pytest.mark.parametrize("megabytes", [20, 60])
def test_what_unpacks_to_far_more_is_not_opened(preview: Preview, megabytes: int) -> None:
    blank = b" " * (megabytes * 1_000_000)
    bomb = changed(plain_workbook(), {SHEET: lambda part: part.replace(b"<sheetData>", b"<sheetData>" + blank)})
    assert refusal(preview, "a.xlsx", bomb) == "limit_exceeded"


def test_a_bomb_that_lies_about_its_size(preview: Preview) -> None:
    bomb = changed(
        plain_workbook(), {SHEET: lambda part: part.replace(b"<sheetData>", b"<sheetData>" + b" " * 60_000_000)}
    )
    size = zipfile.ZipFile(BytesIO(bomb)).getinfo(SHEET).file_size
    assert (
        refusal(preview, "a.xlsx", bomb.replace(struct.pack("<I", size), struct.pack("<I", 3000))) == "limit_exceeded"
    )


@pytest.mark.parametrize("columns", [16, 16384])
def test_a_few_bytes_that_ask_for_a_billion_cells(preview: Preview, columns: int) -> None:
    repeated = f'office:value-type="string" table:number-columns-repeated="{columns}"'
    cell = f"<table:table-cell {repeated}><text:p>x</text:p></table:table-cell>"
    after = f'<table:table-row table:number-rows-repeated="1000000">{cell}</table:table-row>'
    assert refusal(preview, "a.ods", open_document(HEADINGS, DENVER, after=after)) == "limit_exceeded"


def test_too_many_rows_and_too_many_columns(preview: Preview) -> None:
    assert refusal(preview, "a.csv", text(*[DENVER] * 200_100).encode()) == "limit_exceeded"
    assert (
        refusal(preview, "a.csv", text(headings=[*HEADINGS, *[f"c{at}" for at in range(60)]]).encode())
        == "limit_exceeded"
    )


PDF, HTML = b"%PDF-1.7\n%\xe2\xe3", b"<!DOCTYPE html><html><table><tr><td>Indicator</td></tr></table></html>"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", PDF),
        ("a.csv", PDF),
        ("a.csv", HTML),
        ("a.xls", HTML),
        ("a.csv", b'[{"indicator": "CO16"}]'),
        ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(200)),
        ("a.csv", bytes(range(1, 32)) * 50),
        ("a.csv", plain_workbook()),
        ("a.xls", plain_workbook()),
        ("a.ods", plain_workbook()),
        ("a.xlsx", plain_workbook()[:3000]),
        ("a.xlsx", text(DENVER).encode()),
        ("a.xlsx", bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)),
        ("a.pdf", PDF),
        ("a.exe", b"MZ" + bytes(100)),
    ],
)
def test_a_file_that_is_not_what_its_name_says(preview: Preview, name: str, content: bytes) -> None:
    assert refusal(preview, name, content) == "wrong_type"


@pytest.mark.parametrize("line", ['a,"\n', '"""\n', '"x""\n', "x" * 200 + "\n"])
def test_no_text_takes_long(preview: Preview, line: str) -> None:
    began = time.monotonic()
    preview("a.csv", text(DENVER) + line * (2_000_000 // len(line) // 20))
    assert time.monotonic() - began < 15


def asked(path: Path, **more: Any) -> carrier.Answer:
    known: dict[str, Any] = {"indicators": [], "organizations": [], "categories": []}
    return carrier.ask(str(path), path.name, known=known, settings={}, today=date(2026, 11, 21), **more)


@pytest.mark.parametrize(
    "hunger",
    [
        "held = [bytearray(1 << 20) for _ in range(4096)]",
        "import os; os.kill(os.getpid(), 9)",
        "import time; time.sleep(60)",
        "while True: pass",
    ],
)
def test_a_reader_that_takes_too_much_is_ended_and_there_is_an_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, hunger: str
) -> None:
    limits = "from measurement.imports import child; child.SECONDS = child.SECONDS_WITH_WAITING = 2; child.confine()"
    monkeypatch.setattr(carrier, "COMMAND", [sys.executable, "-c", f"{limits}\n{hunger}"])
    file = tmp_path / "a.csv"
    file.write_text(text(DENVER))
    began = time.monotonic()
    answer = asked(file)
    assert (answer.refusal, answer.lines) == ("limit_exceeded", [])
    assert time.monotonic() - began < 10


def test_who_stops_asking_leaves_no_process_behind(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(text(*[DENVER] * 20_000))

    class Enough(Exception):
        pass

    def enough(_done: int) -> None:
        raise Enough

    with pytest.raises(Enough):
        asked(file, is_told=enough, limits=Limits())
    left = subprocess.run(["ps", "-eo", "ppid,args"], capture_output=True, text=True, check=True).stdout
    assert not [each for each in left.splitlines() if each.split()[0] == str(os.getpid()) and "imports.child" in each]
