"""What becomes of each row of a table? Its keys are looked up, its numbers read, and each figure gets one answer."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from measurement.rules.imports import figures
from measurement.rules.imports.cells import Sheet, SheetRow, is_blank, text_of
from measurement.rules.imports.figures import Numbers
from measurement.rules.imports.keys import KeyReader, Wrong, at, keep
from measurement.rules.imports.known import Group, Known, KnownIndicator
from measurement.rules.imports.numbers import COMMA, EMPTY, POINT, Reading, Style, fault_of, guessed_style, read
from measurement.rules.imports.outcomes import (
    LEFT_OUT,
    SERIAL,
    Accepted,
    FigureKey,
    LeftOut,
    Outcome,
    Place,
    Rejected,
    Warned,
)
from measurement.rules.imports.settings import Settings
from measurement.rules.imports.table import Slot, Table
from measurement.rules.imports.times import TimeReader
from measurement.rules.imports.units import is_another_scale, is_another_unit
from measurement.rules.imports.words import ROLE_OF, plain

MOST_TEXTS = 3000
LEAST_HEADINGS = 3
YES = frozenset({"yes", "x", "true", "1", "ja", "oui", "sí", "si", "✓"})


@dataclass(frozen=True, slots=True)
class Named:
    """What a row says of all its figures."""

    organization: str | None
    indicator: KnownIndicator | None
    group: Group
    flags: tuple[str, ...]
    note: str
    obligation: str
    because: str
    unit: str
    is_nothing: bool


class RowReader:
    """Reads the rows of one table by one set of rules."""

    def __init__(self, table: Table, sheet: Sheet, known: Known, settings: Settings, today: date) -> None:
        self.table, self.sheet, self.known, self.settings, self.today = table, sheet, known, settings, today
        self.style = settings.style or self._guessed()
        self.hidden = frozenset() if settings.takes_hidden else sheet.hidden_columns
        self.name = ""
        self.measures = frozenset(at for slot in table.slots for at in slot.columns.values())
        self.time_columns = frozenset(at for role in ("period", "start", "end") for at in table.keys.get(role, []))
        self.keys = KeyReader(table, known, settings, self.hidden)
        self.times = TimeReader(table, sheet, settings)
        self._readings: dict[tuple[str, str], Reading] = {}
        self._alike = [tuple(plain(text_of(cell)) for cell in row.cells) for row in table.heading_rows]
        self._first_words = {words[0] for words in self._alike if words}

    def _guessed(self) -> Style:
        table = self.table
        likely = COMMA if self.sheet.delimiter == ";" or table.language in ("de", "fr", "es") else POINT
        columns = [index for slot in table.slots for index in slot.columns.values()]
        texts: list[str] = []
        for row in self.sheet.rows:
            texts += [cell for index in columns if index < len(row.cells) and isinstance(cell := row.cells[index], str)]
            if len(texts) > MOST_TEXTS:
                break
        return guessed_style(texts, likely=likely)

    def place(self, row: SheetRow, column: int = -1) -> Place:
        return Place(row.number, column, self.name)

    def figures(self, row: SheetRow) -> Iterator[Outcome | Warned]:
        """What becomes of each figure of a row of data."""
        for column in self.keys.columns:
            if reason := fault_of(at(row, column)):
                yield self._rejected(row, reason, column)
                return
        indicator, organization = self.keys.indicator(row), self.keys.organization(row)
        for found in (indicator, organization):
            if isinstance(found, Wrong):
                yield self._rejected(row, found.reason, found.column)
                return
        group = self.keys.group(row)
        if isinstance(group, Wrong):
            yield self._rejected(row, group.reason, group.column)
            return
        if self.keys.are_hidden(row):
            yield LeftOut(self.place(row), "hidden")
            return
        assert not isinstance(indicator, Wrong)
        assert not isinstance(organization, Wrong)
        keys = Named(
            organization, indicator, group, self.keys.status(row), self.keys.note(row), self.keys.text(row, "key"),
            self.keys.text(row, "because"), self.keys.text(row, "unit"),
            self.keys.text(row, "nothing").casefold() in YES,
        )  # fmt: skip
        slots = self.table.slots
        if len(slots) > 1:
            filled = [slot for slot in slots if any(not is_blank(at(row, column)) for column in slot.columns.values())]
            if not filled:
                yield LeftOut(self.place(row), "not_available")
                return
        for slot in slots:
            yield from self._figure(row, slot, keys)

    def _figure(self, row: SheetRow, slot: Slot, keys: Named) -> Iterator[Outcome | Warned]:
        """What becomes of one figure: its own indicator, organization, group, period and numbers."""
        facets = slot.facets
        if facets.problem:
            numbers = self.numbers(row, slot)
            if any(reading.number is not None or reading.mark for _, reading in numbers.all):
                yield self._rejected(row, facets.problem, slot.first)
            return
        indicator = self.known.indicator(facets.indicator) if facets.indicator else keys.indicator
        organization = facets.organization or keys.organization
        if indicator is None or organization is None:
            yield self._rejected(row, "unknown_indicator" if indicator is None else "unknown_organization", slot.first)
            return
        group = self.keys.group_of(slot, keys.group)
        if group is None:
            yield self._rejected(row, "unknown_group", slot.first)
            return
        found = self.times.period(row, slot, indicator)
        if found.start is None or found.end is None or found.end > self.today:
            yield self._rejected(row, found.problem or "future_period", self.times.column(slot))
            return
        key = FigureKey(indicator.code, organization, found.start, found.end, group)
        if found.from_serial:
            yield Warned(self.place(row), SERIAL)
        if self._needs_hidden(slot, indicator):
            yield LeftOut(self.place(row, slot.first), "hidden", key=key)
            return
        yield from self._numbers(row, slot, indicator, key, keys, found.flags)

    def _numbers(
        self, row: SheetRow, slot: Slot, indicator: KnownIndicator, key: FigureKey, keys: Named, flags: tuple[str, ...]
    ) -> Iterator[Outcome | Warned]:
        numbers = self.numbers(row, slot, indicator)
        if keys.is_nothing and numbers.are_empty:
            place = self.place(row, slot.first)
            yield LeftOut(place, "nothing_to_report", key=key, note=keys.note, obligation=keys.obligation)
            return
        for role, reading in numbers.all:
            if reading.problem:
                yield self._rejected(row, reading.problem, slot.column(role))
                return
        if marked := self._marked(row, slot, numbers, indicator, key, keys):
            yield marked
            return
        for role, reading in numbers.all:
            if reading.number is not None and self._is_of_another_unit(role, slot, indicator, keys.unit):
                yield self._rejected(row, "scale_mismatch", slot.column(role))
                return
        found = figures.check(numbers, indicator)
        if found.reason:
            column = slot.columns.get(found.role, slot.first)
            if found.reason in LEFT_OUT:
                yield LeftOut(self.place(row, column), found.reason, key=key, obligation=keys.obligation)
            else:
                yield self._rejected(row, found.reason, column)
            return
        assert found.value is not None
        said = [*flags, *keys.flags, *(flag for _, reading in numbers.all for flag in reading.flags)]
        if figures.is_small(found, indicator, self.known):
            said.append("small_cell")
        place = self.place(row, slot.first)
        yield Accepted(
            place, key, found.numerator, found.denominator, found.value, list(dict.fromkeys(said)), keys.note,
            keys.obligation, keys.because,
        )  # fmt: skip
        if any(reading.has_footnote for _, reading in numbers.all):
            yield Warned(place, "footnote_mark")

    def _is_of_another_unit(self, role: str, slot: Slot, indicator: KnownIndicator, unit: str) -> bool:
        """Whether the column, its row or a line above the table says that the number means something else."""
        is_rate = role == "value" and indicator.per > 1
        if unit and (role == "value" or is_another_scale(unit, indicator)) and is_another_unit(unit, indicator):
            return True
        said = self.table.scales.get(slot.column(role), "")
        if said and (is_another_scale(said, indicator) or (role == "value" and is_another_unit(said, indicator))):
            return True
        return not is_rate and bool(self.table.scale) and is_another_scale(self.table.scale, indicator)

    def numbers(self, row: SheetRow, slot: Slot, indicator: KnownIndicator | None = None) -> Numbers:
        """The numbers of one figure, those in hidden columns left alone."""
        unit = indicator.unit if indicator else ""
        find = slot.columns.get
        return Numbers(
            self._reading(row, find("numerator", -1), unit),
            self._reading(row, find("denominator", -1), unit),
            self._reading(row, find("value", -1), unit),
        )

    def _reading(self, row: SheetRow, column: int, unit: str) -> Reading:
        if column < 0 or column >= len(row.cells) or column in self.hidden:
            return EMPTY
        cell = row.cells[column]
        if not isinstance(cell, str):
            return read(cell, self.style, unit)
        found = self._readings.get((cell, unit))
        if found is None:
            found = read(cell, self.style, unit)
            keep(self._readings, (cell, unit), found)
        return found

    def _marked(
        self, row: SheetRow, slot: Slot, numbers: Numbers, indicator: KnownIndicator, key: FigureKey, keys: Named
    ) -> LeftOut | None:
        """A mark in place of a number that counts: kept back beats not there."""
        parts_stand = numbers.numerator.number is not None and numbers.denominator.number is not None
        counts = [("numerator", numbers.numerator), ("denominator", numbers.denominator), ("value", numbers.value)]
        if indicator.asks_for_parts and parts_stand:
            counts = counts[:2]
        elif not indicator.asks_for_parts and numbers.value.number is not None:
            counts = counts[2:]
        found = [(role, reading.mark) for role, reading in counts if reading.mark]
        found.sort(key=lambda each: each[1].reason != "suppressed")
        if not found:
            return None
        role, mark = found[0]
        return LeftOut(
            self.place(row, slot.column(role)), mark.reason, mark.text, key, mark.lower, mark.upper,
            numbers.denominator.number if role == "numerator" else None, keys.note, obligation=keys.obligation,
        )  # fmt: skip

    def _rejected(self, row: SheetRow, reason: str, column: int = -1) -> Rejected:
        return Rejected(self.place(row, column), reason, text_of(at(row, column))[:60] if column >= 0 else "")

    def _needs_hidden(self, slot: Slot, indicator: KnownIndicator) -> bool:
        """Whether a number that the figure cannot do without stands in a hidden column."""
        hidden = {role for role, column in slot.columns.items() if column in self.hidden}
        if not hidden:
            return False
        shown = set(slot.columns) - hidden
        has_parts = {"numerator", "denominator"} <= shown
        if indicator.asks_for_parts:
            return not has_parts
        return not has_parts and "value" not in shown and not (indicator.kind == "count" and shown)

    def begins_another_table(self, row: SheetRow) -> bool:
        """Whether a row is made of other headings: what stands under it cannot be read by ours."""
        first = next((cell for cell in row.cells if not is_blank(cell)), None)
        if not self._alike or not isinstance(first, str) or plain(first) not in ROLE_OF:
            return False
        words = [plain(cell) for cell in row.cells if isinstance(cell, str) and not is_blank(cell)]
        filled = sum(not is_blank(cell) for cell in row.cells)
        return len(words) == filled and len({ROLE_OF[word][0] for word in words if word in ROLE_OF}) >= LEAST_HEADINGS

    def repeats_headings(self, row: SheetRow) -> bool:
        if not self._alike or not row.cells or plain(text_of(row.cells[0])) not in self._first_words:
            return False
        return tuple(plain(text_of(cell)) for cell in row.cells) in self._alike
