"""What stands in a workbook of Excel, and what of it is hidden?

Read as a stream of XML, since the readers on offer tell neither a formula without a result from an empty cell, nor a
hidden row from a visible one.
"""

import re
from collections.abc import Mapping
from typing import Any

from measurement.imports.archives import Archive, local
from measurement.imports.formats import iso_day, shown
from measurement.imports.limits import MOST_SHEETS, Limits, refuse
from measurement.imports.xlsx_parts import Book, Styles, Targets, Texts, fraction, unescaped, whole
from measurement.rules.imports.cells import Cell, ErrorCell, Merge, Sheet, SheetRow, UncomputedCell

REFERENCE = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")
WIDEST_GAP = 1000
LEAST_WIDTH = 0.01


def read_workbook(archive: Archive, limits: Limits) -> list[Sheet]:
    """Every sheet with its rows, in the order of the workbook. Raises FileRefused."""
    if "xl/workbook.xml" not in archive.names:
        refuse("wrong_type", "no_workbook")
    book = Book()
    archive.parse("xl/workbook.xml", book.start, _nothing, _nothing)
    targets = Targets()
    if "xl/_rels/workbook.xml.rels" in archive.names:
        archive.parse("xl/_rels/workbook.xml.rels", targets.start, _nothing, _nothing)
    if len(book.sheets) > MOST_SHEETS:
        refuse("limit_exceeded", "sheets")
    texts = Texts()
    if "xl/sharedStrings.xml" in archive.names:
        archive.parse("xl/sharedStrings.xml", texts.start, texts.end, texts.text)
    styles = Styles()
    if "xl/styles.xml" in archive.names:
        archive.parse("xl/styles.xml", styles.start, styles.end, _nothing)
    found = []
    for name, state, relation in book.sheets:
        part = targets.of(relation)
        if part not in archive.names or "worksheets" not in part:
            continue  # a sheet that is a chart holds no cells
        reader = _SheetReader(texts.found, styles.kinds, book, limits)
        archive.parse(part, reader.start, reader.end, reader.text)
        found.append(reader.sheet(name, is_hidden=state in ("hidden", "veryHidden")))
    return found


def _nothing(*_: Any) -> None:
    return None


class _SheetReader:
    """One sheet, cell by cell; cells that only carry a format are not there."""

    def __init__(self, texts: list[str], kinds: list[str], book: Book, limits: Limits) -> None:
        self._texts, self._kinds, self._book, self._limits = texts, kinds, book, limits
        self._rows: list[SheetRow] = []
        self._hidden: set[int] = set()
        self._merges: list[Merge] = []
        self._columns: dict[str, int] = {}
        self._row = SheetRow(0, [])
        self._column = -1
        self._attributes: Mapping[str, str] = {}
        self._has_formula = False
        self._parts: list[str] = []
        self._takes_text = False
        self._has_value = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":
            self._attributes = attributes
            self._column = self._column_of(attributes.get("r"))
            self._has_formula = self._has_value = False
            self._parts = []
        elif name == "v" or name == "t":
            self._takes_text = True
            self._has_value = True
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._begin_row(attributes)
        elif name == "col":
            self._columns_of(attributes)
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))
        elif name == "rPh":
            self._takes_text = False

    def end(self, name: str) -> None:
        if ":" in name:
            name = local(name)
        if name == "v" or name == "t":
            self._takes_text = False
        elif name == "c":
            cell = self._cell()
            if cell is not None and cell != "":
                self._put(cell)
        elif name == "row":
            self._end_row()

    def text(self, text: str) -> None:
        if self._takes_text:
            self._parts.append(text)

    def sheet(self, name: str, *, is_hidden: bool) -> Sheet:
        while self._rows and self._rows[-1].is_blank:
            self._rows.pop()
        return Sheet(
            name, self._rows, is_hidden, frozenset(self._hidden), self._merges, self._book.uses_1904
        )  # fmt: skip

    def _column_of(self, reference: str | None) -> int:
        if not reference:
            return self._column + 1
        word = reference.rstrip("0123456789")
        found = self._columns.get(word)
        if found is None:
            found = self._columns[word] = _index(word)
        return found

    def _cell(self) -> Cell:
        kind = self._attributes.get("t", "n")
        text = self._parts[0] if len(self._parts) == 1 else "".join(self._parts)
        if self._has_formula and self._is_uncomputed(kind, text):
            return UncomputedCell()
        if kind == "s":
            place = whole(text, -1)
            return self._texts[place] if 0 <= place < len(self._texts) else None
        if kind in ("str", "inlineStr"):
            return unescaped(text)
        if not text:
            return None
        if kind == "e":
            return ErrorCell(text)
        if kind == "b":
            return text.strip() in ("1", "true")
        if kind == "d":
            return iso_day(text)
        style = whole(self._attributes.get("s"))
        format_kind = self._kinds[style] if style < len(self._kinds) else ""
        return shown(text, format_kind, uses_1904=self._book.uses_1904)

    def _is_uncomputed(self, kind: str, text: str) -> bool:
        """A workbook that says it must be worked out on opening was written by a program, with 0 in every result."""
        if not self._has_value:
            return True
        if not text:
            return kind != "str" or self._book.awaits_calculation
        return text == "0" and self._book.awaits_calculation

    def _put(self, cell: Cell) -> None:
        if self._column >= self._limits.columns:
            refuse("limit_exceeded", "columns")
        cells = self._row.cells
        gap = self._column - len(cells)
        if gap >= 0:
            cells.extend([None] * gap)
            cells.append(cell)
        else:
            cells[self._column] = cell

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        number = whole(attributes.get("r"), self._row.number + 1)
        is_hidden = attributes.get("hidden", "") in ("1", "true") or (
            "ht" in attributes and fraction(attributes["ht"]) < LEAST_WIDTH
        )
        self._row = SheetRow(number, [], is_hidden)
        self._column = -1

    def _end_row(self) -> None:
        if not self._row.cells:
            return
        last = self._rows[-1].number if self._rows else 0
        if 0 < self._row.number - last - 1 <= WIDEST_GAP:
            self._rows.extend(SheetRow(number, []) for number in range(last + 1, self._row.number))
        self._rows.append(self._row)
        if len(self._rows) > self._limits.rows + WIDEST_GAP:
            refuse("limit_exceeded", "rows")

    def _columns_of(self, attributes: Mapping[str, str]) -> None:
        is_hidden = attributes.get("hidden", "") in ("1", "true") or (
            "width" in attributes and fraction(attributes["width"]) < LEAST_WIDTH
        )
        if is_hidden:
            first, last = whole(attributes.get("min"), 1), whole(attributes.get("max"), 1)
            self._hidden.update(range(first - 1, min(last, self._limits.columns + 1)))

    def _merge(self, reference: str) -> None:
        found = REFERENCE.findall(reference.replace("$", ""))
        if len(found) == 2 and len(self._merges) < 10_000:
            (left, top), (right, bottom) = found
            self._merges.append((int(top), _index(left) + 1, int(bottom), _index(right) + 1))


def _index(word: str) -> int:
    found = 0
    for letter in word.upper()[:3]:
        found = found * 26 + ord(letter) - 64
    return max(0, found - 1)
