"""What can become of a figure in a file? It is accepted, rejected or left out, each with its row and its reason."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from measurement.rules.imports.known import EVERYONE, Group

# Left out: nothing is wrong, and no number is taken.
LEFT_OUT = frozenset({"suppressed", "not_available", "not_data", "total_row", "hidden", "nothing_to_report"})
SERIAL = "serial_without_format"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: sheet, row as the spreadsheet counts, column from 0 (-1: the whole row)."""

    row: int
    column: int = -1
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class FigureKey:
    """What a figure is about, by the tenant's own codes."""

    indicator: str
    organization: str
    start: date
    end: date
    group: Group = EVERYONE


@dataclass(slots=True)
class Accepted:
    """A figure that can be taken over."""

    place: Place
    key: FigureKey
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal
    flags: list[str] = field(default_factory=list)
    note: str = ""
    obligation: str = ""
    because: str = ""


@dataclass(slots=True)
class Rejected:
    """A figure that cannot be taken over, and why; `text` is what stands there."""

    place: Place
    reason: str
    text: str = ""


@dataclass(slots=True)
class LeftOut:
    """A row or figure that is not taken as a number, and why; a suppressed one is stored as that."""

    place: Place
    reason: str
    text: str = ""
    key: FigureKey | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    # What a count that is kept back is out of, where that is said.
    denominator: Decimal | None = None
    note: str = ""
    check: dict[str, Decimal] | None = None
    obligation: str = ""


@dataclass(slots=True)
class Warned:
    """Something to look at that stops nothing; `of` is the row that it repeats."""

    place: Place
    reason: str
    of: int | None = None


Outcome = Accepted | Rejected | LeftOut
