"""Where in a sheet does the table begin, what are its columns, and which figures stand in a row?

A table is long (a figure in a row) or wide (a column for each period, group or indicator), under one heading or
several, some of them over merged cells. What stands above the headings is no data.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from measurement.rules.imports.cells import Cell, Merge, Sheet, SheetRow, is_blank, text_of
from measurement.rules.imports.headings import KEYS, MEASURES, NOTHING, ROLES, Facets, facets_of
from measurement.rules.imports.known import Known
from measurement.rules.imports.labels import is_period
from measurement.rules.imports.settings import BY_POSITION, Settings
from measurement.rules.imports.words import plain

TEMPLATE = ("indicator", "organization", "period", "group", "numerator", "denominator", "value", "note")
NUMBER = re.compile(r"[+-]?\d[\d., \u00a0\u202f]*%?")
LOOKED_AT = 200
MOST_HEADINGS = 4


@dataclass(slots=True)
class Slot:
    """One figure of a row: where its numbers stand and what their headings say they are for."""

    facets: Facets
    columns: dict[str, int] = field(default_factory=dict)

    def column(self, role: str) -> int:
        return self.columns.get(role, -1)

    @property
    def first(self) -> int:
        return min(self.columns.values())


@dataclass(slots=True)
class Table:
    """The plan of a sheet: its headings' rows, the columns of each role, and the figures of a row."""

    heading_rows: list[SheetRow]
    keys: dict[str, list[int]]
    slots: list[Slot]
    facets: list[Facets]
    constants: Facets = NOTHING
    widths: tuple[int, int] | None = None
    refusal: str = ""
    language: str = ""

    @property
    def last_heading(self) -> int:
        return self.heading_rows[-1].number if self.heading_rows else 0

    @property
    def has_facets(self) -> bool:
        return any(slot.facets.is_for_something for slot in self.slots)


def find_table(sheet: Sheet, known: Known, settings: Settings) -> Table | None:
    """The table of a sheet; None where no headings can be found."""
    rows = [row for row in sheet.rows[:LOOKED_AT] if not row.problem]
    covers = _Covers(sheet.merges)
    placed = _by_position(rows, known, settings)
    if placed is not None:
        return placed
    at = _heading_at(rows, known, settings)
    if at is None:
        return _headless(rows, known)
    mapped = {plain(heading): _role(said) for heading, said in _said(settings).items()}
    first, last = _extent(rows, at, known, covers)
    headings = rows[first : last + 1]
    facets = _columns(headings, known, covers, mapped)
    table = _planned(headings, facets)
    table.constants = _constants(rows[:first], known)
    table.widths = _widths(table, sheet)
    return table


def _widths(table: Table, sheet: Sheet) -> tuple[int, int] | None:
    """How many cells a row may have: as many as the headings, or as every single row of the file has."""
    if table.widths is None:
        return None
    least, most = table.widths
    below = [row for row in sheet.rows if row.number > table.last_heading and not row.is_blank and not row.problem]
    found = {row.width for row in below if row.width is not None}
    if len(found) != 1 or len(below) < 2:
        return least, most
    width = found.pop()
    if width > most and any(not is_blank(cell) for row in below for cell in row.cells[most:]):
        return least, most
    return min(least, width), max(most, width)


class _Covers:
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


def _said(settings: Settings) -> dict[str, str]:
    return {} if isinstance(settings.header_map, str) else dict(settings.header_map)


def _role(said: str) -> str:
    word = plain(said)
    return word if word in ROLES else facets_of(said, Known()).role


def _by_position(rows: list[SheetRow], known: Known, settings: Settings) -> Table | None:
    """Columns in the order of the template, whatever their headings say."""
    if settings.header_map != BY_POSITION:
        return None
    filled = [row for row in rows if len([cell for cell in row.cells if not is_blank(cell)]) >= 3]
    if not filled:
        return None
    top = filled[0]
    has_headings = not _is_figure(top, known)
    facets = [Facets(role=role) for role in TEMPLATE[: max(len(top.cells), len(TEMPLATE))]]
    table = _planned([top] if has_headings else [], facets)
    languages = [facets_of(cell, known).language for cell in top.cells] if has_headings else []
    table.language = _most(languages)
    return table


def _headless(rows: list[SheetRow], known: Known) -> Table | None:
    """A table without headings, in the order of the template, where the first row is a figure beyond doubt."""
    filled = [row for row in rows if not row.is_blank]
    if not filled or not _is_figure(filled[0], known):
        return None
    table = _planned([], [Facets(role=role) for role in TEMPLATE])
    table.widths = None
    return table


def _is_figure(row: SheetRow, known: Known) -> bool:
    texts = [text_of(cell) for cell in row.cells[:2]]
    return len(texts) == 2 and known.indicator(texts[0]) is not None and known.organization(texts[1]) is not None


def _heading_at(rows: list[SheetRow], known: Known, settings: Settings) -> int | None:
    """The row of headings that names most: two roles, or one and a period, group or indicator beside it."""
    if settings.header_row:
        return next((at for at, row in enumerate(rows) if row.number == settings.header_row), None)
    mapped = {plain(heading) for heading in _said(settings)}
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
            and (others >= 2 or (others == 1 and not _is_fact(found)))
        ):
            weak = at
    return weak


def _is_weak_heading(row: SheetRow, found: list[Facets], others: int) -> bool:
    """Whether one role and what stands beside it make headings, and not a figure or a fact about the table."""
    return not any(map(_is_number, row.cells)) and (others >= 2 or (others == 1 and not _is_fact(found)))


def _is_number(cell: Cell) -> bool:
    """Whether a cell measures something; no heading does, but for those that are years."""
    if isinstance(cell, bool) or not isinstance(cell, str | int | Decimal):
        return False
    text = text_of(cell)
    return NUMBER.fullmatch(text) is not None and not is_period(text)


def _is_fact(found: list[Facets]) -> bool:
    """A line above a table such as "Period: | 2013-14": one role and what it is."""
    return len(found) == 2 and bool(found[0].role) and not found[1].role


def _extent(rows: list[SheetRow], at: int, known: Known, covers: _Covers) -> tuple[int, int]:
    """The first and the last of the rows of headings around the one found."""
    keys = {index for index, cell in enumerate(rows[at].cells) if facets_of(cell, known).role in KEYS}
    first = last = at
    while first and at - first < MOST_HEADINGS and _is_upper(rows[first - 1], rows[first], keys, known, covers):
        first -= 1
    while last + 1 < len(rows) and last - at < MOST_HEADINGS and _is_lower(rows[last + 1], keys, known):
        last += 1
    return first, last


def _is_upper(row: SheetRow, below: SheetRow, keys: set[int], known: Known, covers: _Covers) -> bool:
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


def _columns(headings: list[SheetRow], known: Known, covers: _Covers, mapped: dict[str, str]) -> list[Facets]:
    """What all headings over each column say together."""
    width = max(len(row.cells) for row in headings)
    found = [NOTHING] * width
    for level, row in enumerate(headings):
        below = headings[level + 1] if level + 1 < len(headings) else None
        spread = NOTHING
        for index in range(width):
            cell = _heading(row, covers.source(row.number, index))
            own = _mapped(cell, known, mapped)
            if not is_blank(cell):
                spread = own if own.is_for_something and not own.role else NOTHING
            elif below is not None and not is_blank(_heading(below, index)):
                own = spread  # a heading over several columns without a merged cell, as text files have it
            found[index] = own.under(found[index])
    return _with_totals(found, headings)


def _heading(row: SheetRow, index: int) -> Cell:
    return row.cells[index] if index < len(row.cells) else None


def _mapped(cell: Cell, known: Known, mapped: dict[str, str]) -> Facets:
    role = mapped.get(plain(text_of(cell))) if mapped else None
    return Facets(role=role) if role else facets_of(cell, known)


def _with_totals(found: list[Facets], headings: list[SheetRow]) -> list[Facets]:
    """ "Total" beside a count is what it is out of; among groups it is everybody."""
    roles = {each.role for each in found}
    if "numerator" not in roles or "denominator" in roles:
        return found
    return [
        Facets(role="denominator")
        if not each.role and each.group and plain(text_of(_heading(headings[-1], index))) == "total"
        else each
        for index, each in enumerate(found)
    ]


def _planned(headings: list[SheetRow], facets: list[Facets]) -> Table:
    keys: dict[str, list[int]] = {}
    slots: dict[Facets, Slot] = {}
    refusal = ""
    for index, each in enumerate(facets):
        if each.role in KEYS:
            keys.setdefault(each.role, []).append(index)
        elif each.role in MEASURES or each.is_for_something:
            about = replace(each, role="", language="")
            slot = slots.setdefault(about, Slot(about))
            role = each.role or "value"
            if role in slot.columns:
                refusal = "heading_twice"
            slot.columns.setdefault(role, index)
    width = len(headings[-1].cells) if headings else len(facets)
    named = [index for index, cell in enumerate(headings[-1].cells) if not is_blank(cell)] if headings else []
    widths = (named[-1] + 1, width) if named and headings[-1].width is not None else None
    language = _most([each.language for each in facets])
    return Table(headings, keys, list(slots.values()), facets, NOTHING, widths, refusal, language)


def _most(languages: list[str]) -> str:
    told = [each for each in languages if each and each != "other"]
    return max(set(told), key=lambda each: (told.count(each), each == "en")) if told else ""


def _constants(above: list[SheetRow], known: Known) -> Facets:
    """What lines above the table say of all of it, such as "Period: | 2013-14"."""
    found = NOTHING
    for role, said in _facts(above, known):
        if role in ("indicator", "organization", "period", "group") and getattr(said, role):
            found = found.under(Facets(**{role: getattr(said, role)}))
    return found


def _facts(above: list[SheetRow], known: Known) -> Iterator[tuple[str, Facets]]:
    for row in above:
        filled = [cell for cell in row.cells if not is_blank(cell)]
        found = [facets_of(text_of(cell).rstrip(": "), known) for cell in filled]
        if _is_fact(found):
            yield found[0].role, found[1]
