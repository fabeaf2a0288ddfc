"""What would become of a whole file if it were taken over? Every row of it gets an answer."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from measurement.rules.imports.cells import Sheet, SheetRow, is_blank, text_of
from measurement.rules.imports.known import Known
from measurement.rules.imports.outcomes import LeftOut, Outcome, Place, Rejected, Warned
from measurement.rules.imports.rows import RowReader
from measurement.rules.imports.sameness import without_repeats
from measurement.rules.imports.settings import Settings
from measurement.rules.imports.table import Table, fill_merged_names, find_table
from measurement.rules.imports.totals import Totals

NOT_GIVEN_BACK = ("not_data", "hidden")
MOST_ROWS, MOST_CELLS, LONGEST_CELL = 20_000, 60, 300


@dataclass(slots=True)
class Column:
    """How one column was understood, for the person to check."""

    sheet: str
    column: int
    heading: str
    role: str
    about: str


@dataclass(slots=True)
class Preview:
    """The answer for every row, or a `refusal` of the whole file."""

    refusal: str = ""
    detail: str = ""
    outcomes: list[Outcome | Warned] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: int = 0
    # What stands in each row that was answered, by sheet and number, so that the file can be given back.
    cells: dict[tuple[str, int], list[str]] = field(default_factory=dict)


def preview(sheets: Sequence[Sheet], known: Known, settings: Settings, today: date) -> Preview:
    """Read every sheet that can be seen and has a table; what cannot be seen is left out until somebody asks for it."""
    wanted = [sheet for sheet in sheets if not settings.sheet or sheet.name == settings.sheet]
    found = Preview()
    planned = [(sheet, find_table(sheet, known, settings)) for sheet in wanted]
    visible = [(sheet, table) for sheet, table in planned if settings.takes_hidden or not sheet.is_hidden]
    if not any(sheet.rows for sheet in wanted) or all(row.is_blank for sheet in wanted for row in sheet.rows):
        return Preview(refusal="empty")
    if not any(table for _, table in planned):
        return Preview(refusal="headings_not_found", columns=[each for sheet in wanted for each in candidates(sheet)])
    refused = next((table.refusal for _, table in visible if table and table.refusal), "")
    if refused:
        return Preview(refusal=refused, columns=[each for sheet, table in visible for each in columns(sheet, table)])
    several = len(wanted) > 1
    outcomes: list[Outcome | Warned] = []
    for sheet, table in planned:
        name = sheet.name if several else ""
        found.rows += len(sheet.rows)
        if sheet.is_hidden and not settings.takes_hidden:
            outcomes += _hidden(sheet, table, name)
        elif table is None:
            outcomes += [LeftOut(Place(row.number, -1, name), "not_data") for row in sheet.rows]
        else:
            found.columns += columns(sheet, table)
            outcomes += _read(sheet, table, name, known, settings, today)
    found.outcomes = without_repeats(outcomes)
    found.cells = _cells(wanted, found.outcomes)
    return found


def _cells(sheets: Sequence[Sheet], outcomes: Sequence[Outcome | Warned]) -> dict[tuple[str, int], list[str]]:
    answered = {
        (each.place.sheet, each.place.row)
        for each in outcomes
        if not (isinstance(each, Warned) or (isinstance(each, LeftOut) and each.reason in NOT_GIVEN_BACK))
    }
    named = [(sheet.name if len(sheets) > 1 else "", row) for sheet in sheets for row in sheet.rows]
    kept = [(name, row) for name, row in named if (name, row.number) in answered]
    return {
        (name, row.number): [text_of(cell)[:LONGEST_CELL] for cell in row.cells[:MOST_CELLS]]
        for name, row in kept[:MOST_ROWS]
    }


def columns(sheet: Sheet, table: Table | None) -> list[Column]:
    """How each column with a heading was understood."""
    if table is None or not table.heading_rows:
        return []
    found = []
    for index, facets in enumerate(table.facets):
        words = [text_of(row.cells[index]) for row in table.heading_rows if index < len(row.cells)]
        heading = " / ".join(word for word in words if word)
        about = ", ".join(filter(None, (facets.indicator, facets.organization, facets.period, facets.group)))
        role = facets.role or ("value" if about else "")
        if heading or role:
            found.append(Column(sheet.name, index, heading, role, about))
    return found


def candidates(sheet: Sheet) -> list[Column]:
    """What might be headings where none were recognized: the fullest of the first rows, for a person to say."""
    filled = [(sum(not is_blank(cell) for cell in row.cells), -row.number, row) for row in sheet.rows[:20]]
    if not filled:
        return []
    row = max(filled, key=lambda each: each[:2])[2]
    return [Column(sheet.name, at, text_of(cell), "", "") for at, cell in enumerate(row.cells) if not is_blank(cell)]


def _hidden(sheet: Sheet, table: Table | None, name: str) -> Iterator[LeftOut]:
    """Each row of a hidden sheet, its headings not counted."""
    last = table.last_heading if table else 0
    for row in sheet.rows:
        if row.number > last and not row.is_blank:
            yield LeftOut(Place(row.number, -1, name), "hidden")


def _read(
    sheet: Sheet, table: Table, name: str, known: Known, settings: Settings, today: date
) -> Iterator[Outcome | Warned]:
    fill_merged_names(sheet, table)
    reader = RowReader(table, sheet, known, settings, today)
    reader.name = name
    totals = Totals(reader)
    last = table.last_heading
    # Headings in the first row are what everybody expects; those further down are told with what stands above them.
    told_from = 1 if table.heading_rows and table.heading_rows[0].number > 1 else last + 1
    is_ours = True
    for row in sheet.rows:
        if row.number <= last:
            if row.number >= told_from:
                yield LeftOut(Place(row.number, -1, name), "not_data")
        elif reader.begins_another_table(row):
            is_ours = reader.repeats_headings(row)
            yield LeftOut(Place(row.number, -1, name), "not_data")
        elif is_ours or row.is_blank:
            yield from _row(row, reader, totals)
        else:
            yield Rejected(Place(row.number, -1, name), "other_headings")


def _row(row: SheetRow, reader: RowReader, totals: Totals) -> Iterator[Outcome | Warned]:
    place = reader.place(row)
    if row.problem:
        yield Rejected(place, row.problem)
    elif row.is_blank:
        yield LeftOut(place, "not_data")
    elif _is_note(row, reader):
        yield LeftOut(place, "not_data", text_of(next(cell for cell in row.cells if not is_blank(cell)))[:60])
    elif row.is_hidden and not reader.settings.takes_hidden:
        yield LeftOut(place, "hidden")
    elif totals.is_total(row):
        yield from totals.check(row)
    elif _is_malformed(row, reader):
        yield Rejected(place, "malformed_record")
    elif reader.repeats_headings(row):
        yield LeftOut(place, "not_data")
    else:
        totals.add(row)
        yield from reader.figures(row)


def _is_note(row: SheetRow, reader: RowReader) -> bool:
    """Whether a row names nothing and measures nothing: a title between, a footnote, a source."""
    table, measures = reader.table, reader.measures
    if reader.keys.names_an_organization(row) and not _is_far_from_width(row, table):
        return False
    filled = [index for index, cell in enumerate(row.cells) if not is_blank(cell)]
    if len(filled) == 1 and len(table.facets) > 1:
        return filled[0] not in measures or _is_far_from_width(row, table)
    is_named = reader.keys.names_an_organization(row)
    if _is_far_from_width(row, table):
        first = text_of(row.cells[filled[0]])
        return not is_named and not reader.known.indicator(first)
    return not is_named and not any(at in measures or at in reader.time_columns for at in filled)


def _is_far_from_width(row: SheetRow, table: Table) -> bool:
    return row.width is not None and table.widths is not None and not table.widths[0] <= row.width <= table.widths[1]


def _is_malformed(row: SheetRow, reader: RowReader) -> bool:
    """One cell too many or too few: which number belongs where cannot be told."""
    return _is_far_from_width(row, reader.table)
