"""What stands in a sheet of OpenDocument, and what of it is hidden?

Repeated cells and rows are counted before they are made: a few bytes can ask for a billion of them.
"""

from collections.abc import Mapping
from decimal import Decimal

from measurement.imports.archives import Archive, local
from measurement.imports.formats import iso_day, number
from measurement.imports.limits import MOST_SHEETS, Limits, refuse
from measurement.rules.imports.cells import Cell, ErrorCell, Merge, PercentCell, Sheet, SheetRow, UncomputedCell

WIDEST_GAP = 1000


def read_workbook(archive: Archive, limits: Limits) -> list[Sheet]:
    """Every sheet with its rows. Raises FileRefused."""
    if "content.xml" not in archive.names:
        refuse("wrong_type", "no_workbook")
    mimetype = b"".join(archive.chunks("mimetype")) if "mimetype" in archive.names else b""
    if mimetype and b"spreadsheet" not in mimetype:
        refuse("wrong_type", "no_workbook")
    if "META-INF/manifest.xml" in archive.names and b"encryption-data" in b"".join(
        archive.chunks("META-INF/manifest.xml")
    ):
        refuse("unsafe_file", "encrypted")
    reader = _Reader(limits)
    archive.parse("content.xml", reader.start, reader.end, reader.text)
    return reader.sheets


class _Reader:
    def __init__(self, limits: Limits) -> None:
        self.sheets: list[Sheet] = []
        self._limits = limits
        self._hidden_styles: set[str] = set()
        self._style = ""
        self._row = SheetRow(0, [])
        self._repeats_row = 1
        self._last = 0
        self._column = 0
        self._of_column = 0
        self._cell: Mapping[str, str] | None = None
        self._paragraphs: list[str] = []
        self._depth = 0
        self._aside = 0
        self._merges: list[Merge] = []
        self._hidden: set[int] = set()

    def start(self, full: str, given: Mapping[str, str]) -> None:
        name = local(full)
        if name in ("annotation", "shapes", "tracked-changes"):
            self._aside += 1
        if self._aside:
            return
        attributes = {local(key): value for key, value in given.items()} if name in NAMED else given
        if name == "style":
            self._style = attributes.get("name", "")
        elif name == "table-properties" and attributes.get("display") == "false":
            self._hidden_styles.add(self._style)
        elif name == "table":
            self._begin_sheet(attributes)
        elif name == "table-column":
            self._columns(attributes)
        elif name == "table-row":
            self._begin_row(attributes)
        elif name in ("table-cell", "covered-table-cell"):
            self._cell, self._paragraphs = attributes, []
        elif name == "p" and self._cell is not None:
            self._paragraphs.append("")
            self._depth += 1
        elif name == "s" and self._depth:
            self._paragraphs[-1] += " " * min(_count(given.get("text:c")), 100)
        elif name in ("tab", "line-break") and self._depth:
            self._paragraphs[-1] += "\t" if name == "tab" else "\n"

    def end(self, full: str) -> None:
        name = local(full)
        if name in ("annotation", "shapes", "tracked-changes"):
            self._aside -= 1
        elif self._aside:
            return
        elif name == "p" and self._depth:
            self._depth -= 1
        elif name in ("table-cell", "covered-table-cell"):
            self._end_cell()
        elif name == "table-row":
            self._end_row()
        elif name == "table":
            self._end_sheet()

    def text(self, text: str) -> None:
        if self._depth and not self._aside:
            self._paragraphs[-1] += text

    def _begin_sheet(self, attributes: Mapping[str, str]) -> None:
        if len(self.sheets) >= MOST_SHEETS:
            refuse("limit_exceeded", "sheets")
        is_hidden = attributes.get("style-name", "") in self._hidden_styles
        self.sheets.append(Sheet(attributes.get("name", ""), [], is_hidden))
        self._merges, self._hidden, self._last, self._of_column = [], set(), 0, 0

    def _columns(self, attributes: Mapping[str, str]) -> None:
        count = _count(attributes.get("number-columns-repeated"))
        if attributes.get("visibility") in ("collapse", "filter"):
            self._hidden.update(range(self._of_column, min(self._of_column + count, self._limits.columns + 1)))
        self._of_column += count

    def _begin_row(self, attributes: Mapping[str, str]) -> None:
        self._repeats_row = _count(attributes.get("number-rows-repeated"))
        self._row = SheetRow(self._last + 1, [], attributes.get("visibility") in ("collapse", "filter"))
        self._column = 0

    def _end_cell(self) -> None:
        attributes = self._cell or {}
        self._cell = None
        repeated = _count(attributes.get("number-columns-repeated"))
        cell = _value(attributes, "\n".join(self._paragraphs))
        wide, high = _count(attributes.get("number-columns-spanned")), _count(attributes.get("number-rows-spanned"))
        if (wide > 1 or high > 1) and len(self._merges) < 10_000:
            row, column = self._row.number, self._column + 1
            self._merges.append((row, column, row + high - 1, column + wide - 1))
        if cell is not None and cell != "":
            if self._column + repeated > self._limits.columns:
                refuse("limit_exceeded", "columns")
            self._row.cells.extend([None] * (self._column - len(self._row.cells)))
            self._row.cells.extend([cell] * repeated)
        self._column += repeated

    def _end_row(self) -> None:
        rows, count = self.sheets[-1].rows, self._repeats_row
        if self._row.cells:
            if len(rows) + count > self._limits.rows + WIDEST_GAP:
                refuse("limit_exceeded", "rows")
            last = rows[-1].number if rows else 0
            if 0 < self._row.number - last - 1 <= WIDEST_GAP:
                rows.extend(SheetRow(each, []) for each in range(last + 1, self._row.number))
            for each in range(count):
                rows.append(SheetRow(self._row.number + each, list(self._row.cells), self._row.is_hidden))
        self._last += count

    def _end_sheet(self) -> None:
        sheet = self.sheets[-1]
        sheet.merges, sheet.hidden_columns = self._merges, frozenset(self._hidden)


NAMED = frozenset(
    {"style", "table-properties", "table", "table-column", "table-row", "table-cell", "covered-table-cell"}
)


def _value(attributes: Mapping[str, str], text: str) -> Cell:
    kind = attributes.get("value-type", "")
    if text.startswith(("#", "Err:")) and (attributes.get("formula") or kind == "error"):
        return ErrorCell(text[:20])
    if attributes.get("formula") and not kind:
        return UncomputedCell()
    if kind in ("float", "currency"):
        return number(attributes.get("value", ""))
    if kind == "percentage":
        found = number(attributes.get("value", ""))
        return found if isinstance(found, str) else PercentCell((Decimal(found) * 100).normalize() + 0)
    if kind == "date":
        return iso_day(attributes.get("date-value", ""))
    if kind == "boolean":
        return attributes.get("boolean-value") == "true"
    return text or None


def _count(text: str | None) -> int:
    try:
        return max(1, int(text)) if text else 1
    except ValueError:
        return 1
