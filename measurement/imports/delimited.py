"""What records does a text file hold? Read strictly: a record that is broken is told, and the next line goes on.

The standard reader lets an unclosed quote swallow all that follows, and takes one cell too many without a word.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from measurement.imports.limits import Limits, refuse
from measurement.rules.imports.cells import Cell, Sheet, SheetRow
from measurement.rules.imports.labels import is_period
from measurement.rules.imports.words import ROLE_OF, plain

CANDIDATES = (",", ";", "\t", "|", "^", "~")
LONGEST_CELL = 20_000
LOOKED_AT = 40
SEP = "sep="
KEPT_AS_TEXT = re.compile(r'="([^"=]*)"')


@dataclass(slots=True)
class Record:
    """One record of the file; `is_broken` where quotes do not close or a NUL stands in it."""

    cells: list[str]
    is_broken: bool = False


def read_text(text: str, limits: Limits, delimiter: str = "", quote: str = '"') -> Sheet:
    """A text file as one sheet; rows are counted as records, the line that names the separator with them."""
    even = text.replace("\r\n", "\n").replace("\r", "\n")
    told = _told(even)
    sign = delimiter or told or guessed(even, quote)
    sheet = Sheet(delimiter=sign)
    for number, record in enumerate(records(even, sign, quote), 1):
        if number == 1 and told:
            sheet.rows.append(SheetRow(1, [f"sep={told}"]))
            continue
        if len(record.cells) > limits.columns and any(record.cells[limits.columns :]) and not record.is_broken:
            refuse("limit_exceeded", "columns")
        cells: list[Cell] = [_kept_as_text(cell) or None for cell in record.cells[: limits.columns]]
        problem = "malformed_record" if record.is_broken else ""
        sheet.rows.append(SheetRow(number, cells, problem=problem, width=len(record.cells)))
        if number > limits.rows + LOOKED_AT:
            refuse("limit_exceeded", "rows")
    while sheet.rows and sheet.rows[-1].is_blank and (sheet.rows[-1].width or 0) <= 1:
        sheet.rows.pop()
    return sheet


def _kept_as_text(cell: str) -> str:
    """What stands in ="0123", by which programs keep a spreadsheet from changing a text."""
    literal = KEPT_AS_TEXT.fullmatch(cell) if cell.startswith('="') else None
    return literal[1] if literal else cell


def _told(text: str) -> str:
    """The separator that Excel's first line names."""
    first = text[:20].split("\n")[0].strip().strip('"')
    return first[len(SEP) :][:1] if first.lower().startswith(SEP) and len(first) <= len(SEP) + 1 else ""


def guessed(text: str, quote: str) -> str:
    """The separator under which the first lines show the most headings, or else the most even columns."""
    sample = "\n".join(text[:100_000].split("\n")[:LOOKED_AT])
    best, best_score = ",", (-1, -1.0, 0)
    for candidate in CANDIDATES:
        found = [record.cells for record in records(sample, candidate, quote)]
        wide = [len(cells) for cells in found if len(cells) > 1]
        headings = max((_headings(cells) for cells in found), default=0)
        evenness = max((wide.count(width) for width in set(wide)), default=0) / max(len(found), 1)
        score = (headings if wide else 0, evenness, max(wide, default=0))
        if score > best_score:
            best, best_score = candidate, score
    return best


def _headings(cells: list[str]) -> int:
    if len(cells) < 2:
        return 0
    return sum(plain(cell) in ROLE_OF or is_period(cell) for cell in cells[:60])


def records(text: str, delimiter: str, quote: str = '"') -> Iterator[Record]:
    """The records of a text, blank lines among them."""
    at, end = 0, len(text)
    while at < end:
        stop = text.find("\n", at)
        stop = end if stop < 0 else stop
        line = text[at:stop]
        if not quote or quote not in line:
            yield Record(line.split(delimiter) if line else [], "\x00" in line)
            at = stop + 1
            continue
        cells, after = _quoted(text, at, delimiter, quote)
        if cells is None:
            # The quote never closes, or closes within a cell: this line is broken, and only this one.
            yield Record(line.split(delimiter), is_broken=True)
            at = stop + 1
        else:
            yield Record(cells, any("\x00" in cell for cell in cells))
            at = after


def _quoted(text: str, at: int, delimiter: str, quote: str) -> tuple[list[str] | None, int]:
    """The cells of a record with quotes and where the next one begins; None where a quote is wrong."""
    cells: list[str] = []
    end = len(text)
    while True:
        start = at
        while start < end and text[start] == " ":
            start += 1
        if start < end and text[start] == quote:
            cell, at = _in_quotes(text, start + 1, quote)
            if cell is None:
                return None, at
            while at < end and text[at] == " " and delimiter != " ":
                at += 1
            if at < end and text[at] not in (delimiter, "\n"):
                return None, at
            cells.append(cell)
        else:
            stop = _next(text, at, delimiter)
            cells.append(text[at:stop])
            at = stop
        if at >= end or text[at] == "\n":
            return cells, at + 1
        at += 1


def _in_quotes(text: str, at: int, quote: str) -> tuple[str | None, int]:
    parts: list[str] = []
    begun = at
    while True:
        stop = text.find(quote, at, begun + LONGEST_CELL)
        if stop < 0:
            return None, at
        parts.append(text[at:stop])
        if text[stop + 1 : stop + 2] != quote:
            return "".join(parts), stop + 1
        parts.append(quote)
        at = stop + 2


def _next(text: str, at: int, delimiter: str) -> int:
    line, cell = text.find("\n", at), text.find(delimiter, at)
    line = len(text) if line < 0 else line
    return line if cell < 0 or cell > line else cell
