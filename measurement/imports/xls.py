"""What stands in a workbook of the old kind, and what of it is hidden?"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from measurement.imports.formats import number, shown
from measurement.imports.limits import MOST_SHEETS, Limits, refuse
from measurement.imports.ole import Marked, marked, stream, streams
from measurement.rules.imports.cells import Cell, DayCell, ErrorCell, Sheet, SheetRow

WIDEST_GAP = 1000
LOCKED = ("EncryptedPackage", "EncryptionInfo")
MACROS = ("_VBA_PROJECT_CUR", "_VBA_PROJECT", "VBA", "Macros")


def read_workbook(path: str, named: str, limits: Limits) -> list[Sheet]:
    """Every sheet with its rows. Raises FileRefused: locked, with macros, or no workbook at all."""
    raw = Path(path).read_bytes()
    found = streams(raw)
    if any(name in found for name in LOCKED):
        refuse("unsafe_file", "encrypted")
    book = found.get("Workbook") or found.get("Book")
    if book is None or not named.lower().endswith(".xls"):
        refuse("wrong_type", "is_ole")
    if any(name in found for name in MACROS):
        refuse("unsafe_file", "macros")
    said = marked(stream(raw, book))
    if said.is_locked:
        refuse("unsafe_file", "encrypted")
    try:
        workbook = CalamineWorkbook.from_path(path)
        return _sheets(workbook, said, limits)
    except CalamineError:
        refuse("wrong_type", "damaged")


def _sheets(workbook: CalamineWorkbook, said: Marked, limits: Limits) -> list[Sheet]:
    listed = workbook.sheets_metadata
    if len(listed) > MOST_SHEETS:
        refuse("limit_exceeded", "sheets")
    found = []
    for place, each in enumerate(listed):
        if each.typ == SheetTypeEnum.MacroSheet or each.typ == SheetTypeEnum.Vba:
            refuse("unsafe_file", "macros")
        if each.typ != SheetTypeEnum.WorkSheet:
            continue
        sheet = workbook.get_sheet_by_name(each.name)
        merges = [
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in sheet.merged_cell_ranges or []
        ]
        found.append(
            Sheet(
                each.name, _rows(sheet, said, place, limits), each.visible != SheetVisibleEnum.Visible,
                frozenset(_of(said.columns, place)), merges, said.uses_1904,
            )
        )  # fmt: skip
    return found


def _rows(sheet: Any, said: Marked, place: int, limits: Limits) -> list[SheetRow]:
    hidden, percents = _of(said.rows, place), _of(said.percents, place)
    if sheet.width > limits.columns and any(any(row[limits.columns :]) for row in sheet.iter_rows()):
        refuse("limit_exceeded", "columns")
    found: list[SheetRow] = []
    for index, cells in enumerate(sheet.to_python(skip_empty_area=False)):
        row = SheetRow(index + 1, [_cell(cell) for cell in cells[: limits.columns]], index in hidden)
        for at in range(len(row.cells)) if percents else ():
            if index * 256 + at in percents:
                row.cells[at] = _in_percent(row.cells[at])
        while row.cells and row.cells[-1] is None:
            row.cells.pop()
        found.append(row)
        if len(found) > limits.rows + WIDEST_GAP:
            refuse("limit_exceeded", "rows")
    while found and found[-1].is_blank:
        found.pop()
    return found


def _of(sheets: list[set[int]], place: int) -> set[int]:
    return sheets[place] if place < len(sheets) else set()


def _in_percent(cell: Cell) -> Cell:
    """A number as its format shows it: 0.613 as 61.3 %."""
    is_number = isinstance(cell, int | Decimal) and not isinstance(cell, bool)
    return shown(str(cell), "percent", uses_1904=False) if is_number else cell


def _cell(cell: Any) -> Cell:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return cell
    if isinstance(cell, float | int):
        return number(repr(float(cell)))
    if isinstance(cell, datetime):
        return DayCell(cell.date())
    if isinstance(cell, date):
        return DayCell(cell)
    if isinstance(cell, time | timedelta):
        return str(cell)
    text = str(cell)
    return ErrorCell(text) if text.startswith("#") and text.rstrip("!?").isupper() else text
