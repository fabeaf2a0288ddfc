"""How are difficult files made? In code, so that what is difficult about them can be read."""

import zipfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

HEADINGS = ["Indicator", "Organization", "Period", "Group", "Numerator", "Denominator", "Value", "Note"]
DENVER = ["CO16", "D046", "2013-14", "", "61982", "88839", "", ""]
JEFFERSON = ["CO07", "D087", "2012-13", "", "", "", "81.5", ""]


def text(*rows: Sequence[str], delimiter: str = ",", headings: Sequence[str] = HEADINGS) -> str:
    """A text file with the headings of the template; nothing is quoted."""
    return "".join(delimiter.join(row) + "\r\n" for row in [headings, *rows])


def workbook(build: Callable[[Any], None]) -> bytes:
    """A workbook of Excel as `build` fills it."""
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True})
    build(book)
    book.close()
    return kept.getvalue()


def table(sheet: Any, *rows: Sequence[Any], headings: Sequence[Any] = HEADINGS) -> None:
    """Fill a sheet; what is empty is left out."""
    for at, row in enumerate([headings, *rows]):
        for column, cell in enumerate(row):
            if cell not in ("", None):
                sheet.write(at, column, cell)


def changed(
    packed: bytes, parts: Mapping[str, Callable[[bytes], bytes]], added: Mapping[str, bytes] | None = None
) -> bytes:
    """A packed file with some of its parts changed and others added."""
    kept = BytesIO()
    with zipfile.ZipFile(BytesIO(packed)) as old, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as new:
        for each in old.infolist():
            new.writestr(each.filename, parts.get(each.filename, bytes)(old.read(each.filename)))
        for name, content in (added or {}).items():
            new.writestr(name, content)
    return kept.getvalue()


def plain_workbook() -> bytes:
    return workbook(lambda book: table(book.add_worksheet("Data"), [*DENVER[:4], 61982, 88839]))


OPEN_DOCUMENT = (
    '<?xml version="1.0"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>{}</office:spreadsheet></office:body></office:document-content>"
)


def open_document(*rows: Iterable[Any], after: str = "") -> bytes:
    """A sheet of OpenDocument; `after` is XML behind its rows."""
    body = "".join(f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in rows)
    kept = BytesIO()
    with zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        packed.writestr("content.xml", OPEN_DOCUMENT.format(f'<table:table table:name="A">{body}{after}</table:table>'))
    return kept.getvalue()


def _cell(value: Any) -> str:
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, int | float):
        return f'<table:table-cell office:value-type="float" office:value="{value}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
