"""In which rows do the headings of a table stand, below whatever titles and facts stand above it?"""

import re
from collections.abc import Sequence
from decimal import Decimal

from measurement.rules.imports.cells import Cell, Merge, SheetRow, is_blank, text_of
from measurement.rules.imports.headings import KEYS, Facets, facets_of
from measurement.rules.imports.known import Known
from measurement.rules.imports.labels import is_period
from measurement.rules.imports.settings import Settings
from measurement.rules.imports.words import plain

NUMBER = re.compile(r"[+-]?\d[\d., \u00a0\u202f]*%?")
LOOKED_AT = 200
MOST_HEADINGS = 4


class Covers:
    """Which cell's words count for a cell that lies under a merged one."""

    def __init__(self, merges: Sequence[Merge]) -> None:
        self._first = {
            (row, column): left
            for top, left, bottom, right in merges
            if (bottom - top + 1) * (right - left + 1) <= 20_000
            for row in (top,)
            for column in range(left, right + 1)
        }
        self._right = {(top, left): right for top, left, _, right in merges}

    def source(self, row: int, column: int) -> int:
        """The column, counted from 0, whose cell counts for this one in the same row."""
        return self._first.get((row, column + 1), column + 1) - 1

    def width(self, row: int, column: int) -> int:
        return self._right.get((row, column + 1), column + 1) - column


def said_of(settings: Settings) -> dict[str, str]:
    return {} if isinstance(settings.header_map, str) else dict(settings.header_map)


def heading_at(rows: list[SheetRow], known: Known, settings: Settings) -> int | None:
    """The row of headings that names most: two roles, or one and a period, group or indicator beside it."""
    if settings.header_row:
        return next((at for at, row in enumerate(rows) if row.number == settings.header_row), None)
    mapped = {plain(heading) for heading in said_of(settings)}
    weak: int | None = None
    for at, row in enumerate(rows):
        found = [facets_of(cell, known) for cell in row.cells if not is_blank(cell)]
        said = sum(plain(text_of(cell)) in mapped for cell in row.cells if not is_blank(cell))
        roles = {each.role for each in found if each.role}
        others = sum(each.is_for_something for each in found)
        if len(roles) >= 3 or said >= 2 or (len(roles) >= 2 and len(roles) + others >= len(found) / 3):
            return at
        if (
            weak is None
            and len(roles) == 1
            and not any(map(_is_number, row.cells))
            and (others >= 2 or (others == 1 and not is_fact(found)))
        ):
            weak = at
    return weak


def _is_weak_heading(row: SheetRow, found: list[Facets], others: int) -> bool:
    """Whether one role and what stands beside it make headings, and not a figure or a fact about the table."""
    return not any(map(_is_number, row.cells)) and (others >= 2 or (others == 1 and not is_fact(found)))


def _is_number(cell: Cell) -> bool:
    """Whether a cell measures something; no heading does, but for those that are years."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | Decimal):
        return False
    text = text_of(cell)
    return NUMBER.fullmatch(text) is not None and not is_period(text)


def is_fact(found: list[Facets]) -> bool:
    """A line above a table such as "Period: | 2013-14": one role and what it is."""
    return len(found) == 2 and bool(found[0].role) and not found[1].role


def extent(rows: list[SheetRow], at: int, known: Known, covers: Covers) -> tuple[int, int]:
    """The first and the last of the rows of headings around the one found."""
    keys = {index for index, cell in enumerate(rows[at].cells) if facets_of(cell, known).role in KEYS}
    first = last = at
    while first and at - first < MOST_HEADINGS and _is_upper(rows[first - 1], rows[first], keys, known, covers):
        first -= 1
    while last + 1 < len(rows) and last - at < MOST_HEADINGS and _is_lower(rows[last + 1], keys, known):
        last += 1
    return first, last


def _is_upper(row: SheetRow, below: SheetRow, keys: set[int], known: Known, covers: Covers) -> bool:
    """Whether a row says what the headings under it are for: periods or groups, and none above a column of keys."""
    if row.number != below.number - 1:
        return False
    filled = [index for index, cell in enumerate(row.cells) if not is_blank(cell)]
    for_something = [index for index in filled if facets_of(row.cells[index], known).is_for_something]
    over_keys = any(
        each in keys for index in for_something for each in range(index, index + covers.width(row.number, index))
    )
    return bool(for_something) and not over_keys and len(for_something) * 2 >= len(filled)


def _is_lower(row: SheetRow, keys: set[int], known: Known) -> bool:
    """Whether a row goes on with the headings: nothing under the keys, and nothing that is no heading."""
    filled = [(index, cell) for index, cell in enumerate(row.cells) if not is_blank(cell)]
    found = [facets_of(cell, known) for _, cell in filled]
    return bool(filled) and not any(index in keys for index, _ in filled) and not any(each.is_empty for each in found)
