"""Which period does a row speak of: by its own cells, its column's heading, or what was said of the whole file?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from measurement.rules.imports.cells import Cell, DayCell, ErrorCell, UncomputedCell, is_blank, text_of
from measurement.rules.imports.days import months_from, serial
from measurement.rules.imports.labels import read_label
from measurement.rules.imports.years import YearRule


@dataclass(frozen=True, slots=True)
class Found:
    """The period of a figure; `from_serial` where a bare number was read as a spreadsheet's day."""

    start: date | None = None
    end: date | None = None
    problem: str = ""
    flags: tuple[str, ...] = ()
    from_serial: bool = False


def of_cells(cells: Sequence[Cell], rule: YearRule, *, uses_1904: bool) -> Found:
    """The period in one cell, or in several that belong together, such as 2024 and Q3."""
    filled = [cell for cell in cells if not is_blank(cell)]
    if len(filled) == 1:
        return _one(filled[0], rule, uses_1904=uses_1904)
    if not filled:
        return Found(problem="unparseable_period")
    joined = of_text(" ".join(text_of(cell) for cell in filled), rule)
    return joined if not joined.problem else _agreed(filled, rule, uses_1904=uses_1904)


def _agreed(filled: list[Cell], rule: YearRule, *, uses_1904: bool) -> Found:
    """Two cells that say the same twice."""
    found = {_one(cell, rule, uses_1904=uses_1904) for cell in filled}
    return found.pop() if len(found) == 1 else Found(problem="unparseable_period")


def of_text(text: str, rule: YearRule) -> Found:
    label = read_label(text, rule)
    return Found(label.start, label.end, label.problem, label.flags)


def between(start: Cell, end: Cell, rule: YearRule, *, uses_1904: bool) -> Found:
    """The period from one cell's first day to the other's last."""
    if is_blank(start) and is_blank(end):
        return Found(problem="unparseable_period")
    first, last = _one(start, rule, uses_1904=uses_1904), _one(end, rule, uses_1904=uses_1904)
    if first.problem or last.problem:
        return Found(problem=first.problem or last.problem)
    assert first.start
    assert last.end
    if first.start > last.end:
        return Found(problem="unparseable_period")
    return Found(first.start, last.end, "", first.flags + last.flags, first.from_serial or last.from_serial)


def _one(cell: Cell, rule: YearRule, *, uses_1904: bool) -> Found:
    if isinstance(cell, str):
        text = text_of(cell)
        if len(text) == 5 and text.isascii() and text.isdigit():
            return _serial(int(text), uses_1904=uses_1904)
        return of_text(text, rule)
    if isinstance(cell, DayCell):
        return _day(cell, rule)
    if isinstance(cell, ErrorCell):
        return Found(problem="formula_error")
    if isinstance(cell, UncomputedCell):
        return Found(problem="formula_without_value")
    if isinstance(cell, Decimal) and cell == cell.to_integral_value():
        cell = int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return _number(cell, rule, uses_1904=uses_1904)
    return Found(problem="unparseable_period")


@lru_cache(maxsize=4096)
def _day(cell: DayCell, rule: YearRule) -> Found:
    """A date is the day it is, or the month or year that its format lets people see."""
    if cell.shows == "day":
        return Found(cell.day, cell.day)
    if cell.shows == "month":
        span = months_from(cell.day.year, cell.day.month, 1)
        return Found(span.start, span.end, span.problem)
    return of_text(str(cell.day.year), rule)


def _number(number: int, rule: YearRule, *, uses_1904: bool) -> Found:
    """A year such as 2014, a month such as 202407, a day such as 20240731; else a spreadsheet's day."""
    if 1800 <= number <= 2200 or 180_000 <= number <= 220_012 or 18_000_101 <= number <= 22_001_231:
        return of_text(str(number), rule)
    return _serial(number, uses_1904=uses_1904)


def _serial(number: int, *, uses_1904: bool) -> Found:
    day = serial(number, uses_1904=uses_1904) if number > 10_000 else None
    return Found(day, day, from_serial=True) if day else Found(problem="unparseable_period")
