"""What becomes of each row of a table? Its keys are looked up, its numbers read, and one answer is given for each figure."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from measurement.rules.imports import figures, periods
from measurement.rules.imports.cells import Cell, Sheet, SheetRow, is_blank, text_of
from measurement.rules.imports.figures import Numbers
from measurement.rules.imports.known import EVERYONE, Group, Known, KnownIndicator, joined
from measurement.rules.imports.labels import FLAGS, YearRule
from measurement.rules.imports.numbers import COMMA, EMPTY, POINT, Reading, Style, guessed_style, read
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
from measurement.rules.imports.words import plain

MOST_TEXTS = 3000
MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a row's keys, and in which column."""

    reason: str
    column: int = -1


@dataclass(frozen=True, slots=True)
class Keys:
    """What a row says of all its figures."""

    organization: str | None
    indicator: KnownIndicator | None
    group: Group
    flags: tuple[str, ...]
    note: str
    obligation: str


class RowReader:
    """Reads the rows of one table by one set of rules."""

    def __init__(self, table: Table, sheet: Sheet, known: Known, settings: Settings, today: date) -> None:
        self.table, self.sheet, self.known, self.settings, self.today = table, sheet, known, settings, today
        self.style = settings.style or self._guessed()
        self.hidden = frozenset() if settings.takes_hidden else sheet.hidden_columns
        self.uses_1904 = settings.date_system == 1904 or (not settings.date_system and sheet.uses_1904)
        ours = set(known.organizations.values())
        self.only = ours.pop() if len(ours) == 1 else None
        self.name = ""
        self.measures = frozenset(at for slot in table.slots for at in slot.columns.values())
        self.times = frozenset(at for role in ("period", "start", "end") for at in table.keys.get(role, []))
        self._readings: dict[tuple[str, str], Reading] = {}
        self._organizations: dict[str, str | None] = {}
        self._periods: dict[tuple[str, str], periods.Found] = {}
        self._rules: dict[str, YearRule] = {}
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
        indicator, organization = self._indicator(row), self._organization(row)
        for found in (indicator, organization):
            if isinstance(found, Wrong):
                yield self._rejected(row, found.reason, found.column)
                return
        group = self._group(row)
        if isinstance(group, Wrong):
            yield self._rejected(row, group.reason, group.column)
            return
        if self._keys_are_hidden(row):
            yield LeftOut(self.place(row), "hidden")
            return
        assert not isinstance(indicator, Wrong)
        assert not isinstance(organization, Wrong)
        keys = Keys(organization, indicator, group, self._status(row), self._note(row), self._text(row, "key"))
        slots = self.table.slots
        if len(slots) > 1:
            filled = [slot for slot in slots if any(not is_blank(_at(row, at)) for at in slot.columns.values())]
            if not filled:
                yield LeftOut(self.place(row), "not_available")
                return
        for slot in slots:
            yield from self._figure(row, slot, keys)

    def _figure(self, row: SheetRow, slot: Slot, keys: Keys) -> Iterator[Outcome | Warned]:
        """What becomes of one figure: its own indicator, organization, group, period and numbers."""
        facets = slot.facets
        indicator = self.known.indicator(facets.indicator) if facets.indicator else keys.indicator
        organization = facets.organization or keys.organization
        if indicator is None or organization is None:
            yield self._rejected(row, "unknown_indicator" if indicator is None else "unknown_organization", slot.first)
            return
        group = self._slot_group(slot, keys.group)
        if group is None:
            yield self._rejected(row, "unknown_group", slot.first)
            return
        found = self._period(row, slot, indicator)
        if found.start is None or found.end is None or found.end > self.today:
            yield self._rejected(row, found.problem or "future_period", self._period_column(slot))
            return
        key = FigureKey(indicator.code, organization, found.start, found.end, group)
        if found.from_serial:
            yield Warned(self.place(row), SERIAL)
        if self._needs_hidden(slot, indicator):
            yield LeftOut(self.place(row, slot.first), "hidden", key=key)
            return
        yield from self._numbers(row, slot, indicator, key, keys, found.flags)

    def _numbers(
        self, row: SheetRow, slot: Slot, indicator: KnownIndicator, key: FigureKey, keys: Keys, flags: tuple[str, ...]
    ) -> Iterator[Outcome | Warned]:
        numbers = self.numbers(row, slot, indicator)
        for role, reading in numbers.all:
            if reading.problem:
                yield self._rejected(row, reading.problem, slot.column(role))
                return
        if marked := self._marked(row, slot, numbers, indicator, key, keys):
            yield marked
            return
        found = figures.check(numbers, indicator)
        if found.reason:
            column = slot.column(found.role)
            if found.reason in LEFT_OUT:
                yield LeftOut(self.place(row, column), found.reason, key=key, obligation=keys.obligation)
            else:
                yield self._rejected(row, found.reason, column if column >= 0 else slot.first)
            return
        assert found.value is not None
        said = [*flags, *keys.flags, *(flag for _, reading in numbers.all for flag in reading.flags)]
        if figures.is_small(found, indicator, self.known):
            said.append("small_cell")
        place = self.place(row, slot.first)
        yield Accepted(
            place, key, found.numerator, found.denominator, found.value, list(dict.fromkeys(said)), keys.note,
            keys.obligation,
        )  # fmt: skip
        if any(reading.has_footnote for _, reading in numbers.all):
            yield Warned(place, "footnote_mark")

    def numbers(self, row: SheetRow, slot: Slot, indicator: KnownIndicator | None = None) -> Numbers:
        """The numbers of one figure, those in hidden columns left alone."""
        unit = indicator.unit if indicator else ""
        return Numbers(*(self._reading(row, slot.column(role), unit) for role in ("numerator", "denominator", "value")))

    def _reading(self, row: SheetRow, column: int, unit: str) -> Reading:
        if column < 0 or column >= len(row.cells) or column in self.hidden:
            return EMPTY
        cell = row.cells[column]
        if not isinstance(cell, str):
            return read(cell, self.style, unit)
        found = self._readings.get((cell, unit))
        if found is None:
            found = read(cell, self.style, unit)
            _keep(self._readings, (cell, unit), found)
        return found

    def _known_organization(self, text: str) -> str | None:
        if text not in self._organizations:
            _keep(self._organizations, text, self.known.organization(text))
        return self._organizations.get(text)

    def names_an_organization(self, row: SheetRow) -> bool:
        return any(
            self._known_organization(text)
            for at in self.table.keys.get("organization", [])
            if (text := text_of(_at(row, at)))
        )

    def _marked(
        self, row: SheetRow, slot: Slot, numbers: Numbers, indicator: KnownIndicator, key: FigureKey, keys: Keys
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
            self.place(row, slot.column(role)), mark.reason, mark.text, key, mark.lower, mark.upper, keys.note,
            obligation=keys.obligation,
        )  # fmt: skip

    def _rejected(self, row: SheetRow, reason: str, column: int = -1) -> Rejected:
        return Rejected(self.place(row, column), reason, text_of(_at(row, column))[:60] if column >= 0 else "")

    def _indicator(self, row: SheetRow) -> KnownIndicator | None | Wrong:
        columns = self.table.keys.get("indicator", [])
        found, wrong = self._looked_up(row, columns, self.known.indicator)
        if wrong is not None:
            return Wrong("unknown_indicator", wrong)
        if found is not None or any(slot.facets.indicator for slot in self.table.slots):
            return found
        said = self.settings.indicator or self.table.constants.indicator
        return self.known.indicator(said) or Wrong("unknown_indicator", columns[0] if columns else -1)

    def _organization(self, row: SheetRow) -> str | None | Wrong:
        columns = self.table.keys.get("organization", [])
        found, wrong = self._looked_up(row, columns, self._known_organization)
        if wrong is not None:
            return Wrong("unknown_organization", wrong)
        if found is not None or any(slot.facets.organization for slot in self.table.slots):
            return found
        said = self.settings.organization or self.table.constants.organization
        alone = self.only if not columns and not said else None
        return alone or self.known.organization(said) or Wrong("unknown_organization", columns[0] if columns else -1)

    @staticmethod
    def _looked_up(row, columns, look):  # type: ignore[no-untyped-def]
        """What code and name columns mean together; the column at fault where they mean nothing or two things."""
        filled = [(at, text) for at in columns if (text := text_of(_at(row, at)))]
        meant = [(at, found) for at, text in filled if (found := look(text)) is not None]
        if not filled:
            return None, None
        if not meant or any(found != meant[0][1] for _, found in meant):
            return None, filled[0][0]
        return meant[0][1], None

    def _group(self, row: SheetRow) -> Group | Wrong:
        found: list[Group] = []
        for column in self.table.keys.get("group", []):
            text = text_of(_at(row, column))
            if not text:
                continue
            group = self.known.group(text, self.table.facets[column].dimension)
            if group is None:
                return Wrong("unknown_group", column)
            found.append(group)
        if not found:
            said = self.settings.group or self.table.constants.group
            return (self.known.group(said) or Wrong("unknown_group")) if said else EVERYONE
        return joined(found) or Wrong("unknown_group", self.table.keys["group"][0])

    def _slot_group(self, slot: Slot, of_row: Group) -> Group | None:
        if not slot.facets.group:
            return of_row
        own = self.known.group(slot.facets.group)
        return joined([of_row, own]) if own is not None else None

    def _period(self, row: SheetRow, slot: Slot, indicator: KnownIndicator) -> periods.Found:
        rule = self._rule(indicator)
        keys = self.table.keys
        if slot.facets.period:
            inner = [cell for at in keys.get("period", []) if not is_blank(cell := _at(row, at))]
            cells: list[Cell] = [slot.facets.period, *inner]
            return periods.of_cells(cells, rule, uses_1904=self.uses_1904)
        if "start" in keys and "end" in keys:
            start, end = _at(row, keys["start"][0]), _at(row, keys["end"][0])
            if not (is_blank(start) and is_blank(end) and "period" in keys):
                return periods.between(start, end, rule, uses_1904=self.uses_1904)
        columns = keys.get("period") or keys.get("start") or keys.get("end") or []
        if len(columns) == 1 and isinstance(cell := _at(row, columns[0]), str) and cell:
            return self._period_of(cell, indicator, rule)
        found = [cell for at in columns if not is_blank(cell := _at(row, at))]
        if found:
            return periods.of_cells(found, rule, uses_1904=self.uses_1904)
        said = self.settings.period or self.table.constants.period or ("" if columns else self.sheet.name)
        return periods.of_text(said, rule)

    def _period_of(self, cell: str, indicator: KnownIndicator, rule: YearRule) -> periods.Found:
        found = self._periods.get((cell, indicator.code))
        if found is None:
            found = periods.of_cells([cell], rule, uses_1904=self.uses_1904)
            _keep(self._periods, (cell, indicator.code), found)
        return found

    def _period_column(self, slot: Slot) -> int:
        if slot.facets.period:
            return slot.first
        keys = self.table.keys
        return (keys.get("period") or keys.get("start") or keys.get("end") or [-1])[0]

    def _rule(self, indicator: KnownIndicator) -> YearRule:
        rule = self._rules.get(indicator.code)
        if rule is None:
            said = self.settings
            rule = YearRule(indicator.year_starts_in, said.fiscal_year_start, said.bare_year, said.order)
            self._rules[indicator.code] = rule
        return rule

    def _keys_are_hidden(self, row: SheetRow) -> bool:
        return bool(self.hidden) and any(
            column in self.hidden and not is_blank(_at(row, column))
            for role in ("indicator", "organization", "period", "start", "end", "group")
            for column in self.table.keys.get(role, [])
        )

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

    def _text(self, row: SheetRow, role: str) -> str:
        columns = self.table.keys.get(role)
        if not columns:
            return ""
        return " ".join(
            text
            for column in columns
            if column not in self.hidden or role == "key"
            if (text := text_of(_at(row, column)))
        )

    def _note(self, row: SheetRow) -> str:
        return self._text(row, "note")[:2000]

    def _status(self, row: SheetRow) -> tuple[str, ...]:
        text = self._text(row, "status")
        word = plain(text) if text else ""
        return (FLAGS[word],) if FLAGS.get(word) else ()

    def repeats_headings(self, row: SheetRow) -> bool:
        if not self._alike or not row.cells or plain(text_of(row.cells[0])) not in self._first_words:
            return False
        return tuple(plain(text_of(cell)) for cell in row.cells) in self._alike


def _keep(kept: dict[Any, Any], key: Any, found: Any) -> None:
    """Remember an answer, as files say the same again and again; forget all before it is too much."""
    if len(kept) > MOST_KEPT:
        kept.clear()
    kept[key] = found


def _at(row: SheetRow, column: int) -> Cell:
    return row.cells[column] if 0 <= column < len(row.cells) else None
