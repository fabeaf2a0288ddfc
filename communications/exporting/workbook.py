"""What stands in the workbook of an export? The figures, and on sheets of their own what they mean.

Row by row to the disk, so that a large one takes no more memory than a small one.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import IO, Any

import xlsxwriter

from communications.exporting.facts import Value
from communications.exporting.tables import exact, harmless

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# A cell holds a double: 15 digits come back as they went in. Longer numbers are written as text.
EXACT_DIGITS = 15
SAFE = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
LONGEST_TEXT = 32_767
NARROW, BROAD, BROAD_FROM = 14, 44, 3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table of the workbook."""

    name: str
    heads: Sequence[str]
    rows: Iterable[Sequence[Value]]


def write_workbook(kept: IO[bytes], sheets: Sequence[Sheet], *, most: int = 0) -> int:
    """Write the sheets and return how many rows the first one has; with `most`, stop after one more than that."""
    book = xlsxwriter.Workbook(kept, SAFE)
    bold = book.add_format({"bold": True, "bg_color": "#dfe8e2"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    counts = [_fill(book.add_worksheet(each.name), each, bold, day, most) for each in sheets]
    book.close()
    return counts[0]


def _fill(sheet: Any, table: Sheet, bold: Any, day: Any, most: int) -> int:
    sheet.set_column(0, len(table.heads) - 1, NARROW if len(table.heads) > BROAD_FROM else BROAD)
    for column, head in enumerate(table.heads):
        sheet.write_string(0, column, head, bold)
    sheet.freeze_panes(1, 0)
    count = 0
    for count, row in enumerate(table.rows, 1):
        if most and count > most:
            break
        for column, value in enumerate(row):
            _write(sheet, count, column, value, day)
    return count


def _write(sheet: Any, row: int, column: int, value: Value, day: Any) -> None:
    """A value by its kind; a text is always written as the text that it is."""
    if value is None or value == "":
        return
    if isinstance(value, Decimal):
        digits = exact(value)
        if len(digits.lstrip("-0.").replace(".", "")) <= EXACT_DIGITS:
            sheet.write_number(row, column, float(value))
        else:
            sheet.write_string(row, column, digits)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day)
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, harmless(value)[:LONGEST_TEXT])
