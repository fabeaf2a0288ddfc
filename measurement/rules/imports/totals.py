"""Does a printed total agree with the rows above it? It is checked and never stored: a total is no organization."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from measurement.rules.imports.cells import SheetRow, is_blank, text_of
from measurement.rules.imports.figures import Numbers
from measurement.rules.imports.known import KnownIndicator
from measurement.rules.imports.outcomes import LeftOut, Place, Warned
from measurement.rules.imports.rows import RowReader
from measurement.rules.imports.table import Slot
from measurement.rules.imports.words import AVERAGES, EVERYBODY, is_total, plain

About = tuple[str, str, str]
Sums = dict[tuple[int, str], Decimal]


class Totals:
    """Adds up what rows print, to hold it against the rows that say they are totals."""

    def __init__(self, reader: RowReader) -> None:
        self.reader = reader
        keys = reader.table.keys
        self._columns = [keys.get(role, []) for role in ("indicator", "period", "group")]
        self._names = [*keys.get("organization", []), *keys.get("indicator", [])] or [0]
        self._no_totals: set[str] = set()
        self._waiting: list[SheetRow] = []
        self._block: dict[About, Sums] = defaultdict(lambda: defaultdict(Decimal))
        self._all: dict[About, Sums] = defaultdict(lambda: defaultdict(Decimal))
        self._rates: set[int] = set()

    def is_total(self, row: SheetRow) -> bool:
        """Whether the row's own name says so: its organization, its indicator, or the first thing in it."""
        texts = [text_of(row.cells[column]) for column in self._names if column < len(row.cells)]
        if texts and all(text in self._no_totals for text in texts):
            return False
        if not texts or not texts[0]:
            first = next((cell for cell in row.cells if not is_blank(cell)), None)
            group = self.reader.table.keys.get("group", [])
            at = next((index for index, cell in enumerate(row.cells) if not is_blank(cell)), -1)
            texts += [text_of(first)] if at not in group else []
        found = any(text and (is_total(text) or plain(text) in AVERAGES) and not self._is_ours(text) for text in texts)
        if not found and len(self._no_totals) < 10_000:
            self._no_totals.update(text for text in texts if text)
        return found

    def _is_ours(self, text: str) -> bool:
        known = self.reader.known
        return known.organization(text) is not None or known.indicator(text) is not None

    def add(self, row: SheetRow) -> None:
        """Count a row of data toward the totals under it; nothing is added up where no total follows."""
        self._waiting.append(row)

    def _add_up(self) -> None:
        for row in self._waiting:
            about = self._about(row)
            for place, slot in enumerate(self.reader.table.slots):
                adds = self._adds(row, slot)
                for role, reading in self.reader.numbers(row, slot).all:
                    if reading.number is not None and role == "value" and not adds:
                        self._rates.add(place)
                    elif reading.number is not None:
                        self._block[about][(place, role)] += reading.number
                        self._all[about][(place, role)] += reading.number
        self._waiting.clear()

    def _adds(self, row: SheetRow, slot: Slot) -> bool:
        """Whether values may be added up: counts may, and rates or medians of several partners may not."""
        own = self.reader.keys.indicator(row)
        indicator = self.reader.known.indicator(slot.facets.indicator) if slot.facets.indicator else own
        return isinstance(indicator, KnownIndicator) and indicator.kind == "count"

    def check(self, row: SheetRow) -> Iterator[LeftOut | Warned]:
        """A total's row, left out with what it prints, and a warning where the rows above add up to something else."""
        self._add_up()
        place = Place(row.number, -1, self.reader.name)
        printed = self._printed(row)
        shown: dict[str, Decimal] = {}
        for (_, role), number in printed.items():
            shown[role] = shown.get(role, Decimal(0)) + number
        yield LeftOut(place, "total_row", text_of(next((c for c in row.cells if not is_blank(c)), None)), check=shown)
        is_average = any(plain(text_of(cell)) in AVERAGES for cell in row.cells[:4])
        summed = {cell: number for cell, number in printed.items() if cell[1] != "value" or cell[0] not in self._rates}
        if summed and not is_average and not self._agrees(row, summed):
            yield Warned(place, "total_disagrees")
        self._block.clear()

    def _printed(self, row: SheetRow) -> Sums:
        found: Sums = {}
        for place, slot in enumerate(self.reader.table.slots):
            numbers: Numbers = self.reader.numbers(row, slot)
            has_parts = numbers.numerator.number is not None or numbers.denominator.number is not None
            for role, reading in numbers.all:
                if reading.number is None or reading.is_percent or (role == "value" and has_parts):
                    continue
                found[(place, role)] = reading.number
        return found

    def _agrees(self, row: SheetRow, printed: Sums) -> bool:
        """With the rows since the last total, or with all; of everybody, or of every group."""
        wanted = self._about(row)
        for rows in (self._block, self._all):
            for groups in (False, True):
                matching = [sums for about, sums in rows.items() if _matches(about, wanted, groups=groups)]
                if matching and all(
                    sum((sums.get(cell, Decimal(0)) for sums in matching), Decimal(0)) == number
                    for cell, number in printed.items()
                ):
                    return True
        return not self._all

    def _about(self, row: SheetRow) -> About:
        first, second, third = (
            " ".join(plain(text_of(row.cells[column])) for column in columns if column < len(row.cells))
            for columns in self._columns
        )
        return first, second, third


def _matches(about: About, wanted: About, *, groups: bool) -> bool:
    indicator, period, group = wanted
    if indicator and not is_total(indicator) and indicator != about[0]:
        return False
    if period and period != about[1]:
        return False
    if group and group not in EVERYBODY:
        return group == about[2]
    return groups or about[2] in EVERYBODY or not about[2]
