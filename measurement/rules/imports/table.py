"""Where in a sheet does the table begin, what are its columns, and which figures stand in a row?

A table is long (a figure in a row) or wide (a column for each period, group or indicator), under one heading or
several, some of them over merged cells. What stands above the headings is no data.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from measurement.rules.imports.beginning import LOOKED_AT, Covers, extent, heading_at, is_fact, said_of
from measurement.rules.imports.cells import Cell, Sheet, SheetRow, is_blank, text_of
from measurement.rules.imports.headings import INNER, KEYS, MEASURES, NOTHING, ROLES, Facets, facets_of
from measurement.rules.imports.known import Known
from measurement.rules.imports.settings import BY_POSITION, Settings
from measurement.rules.imports.strangers import with_strangers
from measurement.rules.imports.units import says_scale, says_scale_of_all
from measurement.rules.imports.words import plain

TEMPLATE = ("indicator", "organization", "period", "group", "numerator", "denominator", "value", "note")


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
    # What headings, and a line above them all, say of the unit and scale of the numbers under them.
    scales: dict[int, str] = field(default_factory=dict)
    scale: str = ""

    @property
    def last_heading(self) -> int:
        return self.heading_rows[-1].number if self.heading_rows else 0

    @property
    def has_facets(self) -> bool:
        return any(slot.facets.is_for_something for slot in self.slots)


def find_table(sheet: Sheet, known: Known, settings: Settings) -> Table | None:
    """The table of a sheet; None where no headings can be found."""
    rows = [row for row in sheet.rows[:LOOKED_AT] if not row.problem]
    covers = Covers(sheet.merges)
    placed = _by_position(rows, known, settings)
    if placed is not None:
        return placed
    at = heading_at(rows, known, settings)
    if at is None:
        return _headless(rows, known)
    mapped = {plain(heading): _role(said) for heading, said in said_of(settings).items()}
    first, last = extent(rows, at, known, covers)
    headings = rows[first : last + 1]
    facets = _columns(headings, known, covers, mapped)
    table = _planned(headings, facets)
    if not table.slots:
        return None  # nothing is measured in any column that we understand: a person must say which
    table.constants = _constants(rows[:first], known)
    table.scales = _scales(table, covers)
    table.scale = next(
        (said for row in rows[:first] for said in map(text_of, row.cells) if says_scale_of_all(said)), ""
    )
    table.widths = _widths(table, sheet)
    return table


def fill_merged_names(sheet: Sheet, table: Table) -> None:
    """Write into each row the names that stand in a cell merged over several rows; numbers are not spread.

    A group left empty would count as everybody.
    """
    names = {column for columns in table.keys.values() for column in columns}
    merges = [each for each in sheet.merges if each[2] > each[0] > table.last_heading and each[1] - 1 in names]
    rows = {row.number: row for row in sheet.rows} if merges else {}
    for top, left, bottom, _ in merges:
        said = _heading(rows[top], left - 1) if top in rows else None
        for number in range(top + 1, bottom + 1):
            row = rows.get(number)
            if row is None or is_blank(said) or not is_blank(_heading(row, left - 1)):
                break
            if not row.is_blank:
                row.cells.extend([None] * (left - len(row.cells)))
                row.cells[left - 1] = said


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


def _scales(table: Table, covers: Covers) -> dict[int, str]:
    """What the headings of numbers say in brackets, or of thousands, or of so many per another number."""
    found: dict[int, str] = {}
    for column in (at for slot in table.slots for at in slot.columns.values()):
        cells = (_heading(row, covers.source(row.number, column)) for row in table.heading_rows)
        for text in map(text_of, cells):
            inner = INNER.match(text)
            if inner or says_scale(text):
                found[column] = inner[2] if inner and not says_scale(inner[1]) else text
    return found


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


def _columns(headings: list[SheetRow], known: Known, covers: Covers, mapped: dict[str, str]) -> list[Facets]:
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
    last = [text_of(_heading(headings[-1], index)) for index in range(width)]
    return with_strangers(_with_totals(found, headings), last)


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
        if is_fact(found):
            yield found[0].role, found[1]
