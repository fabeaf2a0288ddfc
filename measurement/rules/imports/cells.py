"""What can stand in one cell, whatever kind of file it came from?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class DayCell:
    """A date as the spreadsheet keeps it; `shows` is what its format lets people see: day, month or year."""

    day: date
    shows: str = "day"


@dataclass(frozen=True, slots=True)
class PercentCell:
    """A number that its own format shows in per cent: 0.613 shown as 61.3 % is 61.3 here."""

    number: Decimal


@dataclass(frozen=True, slots=True)
class ErrorCell:
    """An error of the spreadsheet itself, such as #DIV/0!."""

    text: str


@dataclass(frozen=True, slots=True)
class UncomputedCell:
    """A formula of which the file does not hold the result; it is never worked out here."""


Cell = str | int | Decimal | bool | DayCell | PercentCell | ErrorCell | UncomputedCell | None

# (first row, first column, last row, last column), all counted from 1
Merge = tuple[int, int, int, int]


@dataclass(slots=True)
class SheetRow:
    """One row as it stands in the file: `number` counts from 1 as the spreadsheet does.

    `problem` says what broke the row while it was read; `width` is the number of cells of a text file's row, where
    one too many or too few shifts all others.
    """

    number: int
    cells: list[Cell]
    is_hidden: bool = False
    problem: str = ""
    width: int | None = None

    @property
    def is_blank(self) -> bool:
        return not self.problem and all(is_blank(cell) for cell in self.cells)


@dataclass(slots=True)
class Sheet:
    """One sheet of a workbook, or a whole text file."""

    name: str = ""
    rows: list[SheetRow] = field(default_factory=list)
    is_hidden: bool = False
    hidden_columns: frozenset[int] = frozenset()
    merges: Sequence[Merge] = ()
    uses_1904: bool = False
    delimiter: str = ""


def is_blank(cell: Cell) -> bool:
    """Whether nothing stands there; spaces, also invisible ones, are nothing."""
    return (not cell and (cell is None or cell == "")) or (isinstance(cell, str) and not cell.strip(INVISIBLE))


def text_of(cell: Cell) -> str:
    """What a person would read in the cell, without spaces around it."""
    if isinstance(cell, str):
        return cell.strip(INVISIBLE)
    if cell is None or isinstance(cell, UncomputedCell):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, DayCell):
        return cell.day.isoformat()
    if isinstance(cell, PercentCell):
        return f"{cell.number.normalize():f}%"
    if isinstance(cell, ErrorCell):
        return cell.text
    return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)


def letters(column: int) -> str:
    """A column's letters, counted from 0: A, Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


# White space of every kind, and marks of direction and order that nobody sees.
INVISIBLE = " \t\r\n\x0b\x0c\u00a0\u1680\u2028\u2029\u202f\u205f\u3000\ufeff\u061c\u180e\u00ad" + "".join(
    chr(code) for code in [*range(0x2000, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)]
)
