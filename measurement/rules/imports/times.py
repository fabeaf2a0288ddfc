"""Which period is a figure of a table for? Its row's cells say so, its column's heading, or the file as a whole."""

from measurement.rules.imports.cells import Cell, Sheet, SheetRow, is_blank
from measurement.rules.imports.keys import at, keep
from measurement.rules.imports.known import KnownIndicator
from measurement.rules.imports.periods import Found, between, of_cells, of_text
from measurement.rules.imports.settings import Settings
from measurement.rules.imports.table import Slot, Table
from measurement.rules.imports.years import YearRule


class TimeReader:
    """Reads the periods of one table by the years of each indicator."""

    def __init__(self, table: Table, sheet: Sheet, settings: Settings) -> None:
        self.table, self.sheet, self.settings = table, sheet, settings
        self.uses_1904 = settings.date_system == 1904 or (not settings.date_system and sheet.uses_1904)
        self._rules: dict[str, YearRule] = {}
        self._periods: dict[tuple[str, str], Found] = {}

    def period(self, row: SheetRow, slot: Slot, indicator: KnownIndicator) -> Found:
        rule = self._rule(indicator)
        keys = self.table.keys
        if slot.facets.period:
            inner = [cell for column in keys.get("period", []) if not is_blank(cell := at(row, column))]
            cells: list[Cell] = [slot.facets.period, *inner]
            return of_cells(cells, rule, uses_1904=self.uses_1904)
        if "start" in keys and "end" in keys:
            start, end = at(row, keys["start"][0]), at(row, keys["end"][0])
            if not (is_blank(start) and is_blank(end) and "period" in keys):
                return between(start, end, rule, uses_1904=self.uses_1904)
        columns = keys.get("period") or keys.get("start") or keys.get("end") or []
        if len(columns) == 1 and isinstance(cell := at(row, columns[0]), str) and cell:
            return self._period_of(cell, indicator, rule)
        found = [cell for column in columns if not is_blank(cell := at(row, column))]
        if found:
            return of_cells(found, rule, uses_1904=self.uses_1904)
        said = self.settings.period or self.table.constants.period or ("" if columns else self.sheet.name)
        return of_text(said, rule)

    def _period_of(self, cell: str, indicator: KnownIndicator, rule: YearRule) -> Found:
        found = self._periods.get((cell, indicator.code))
        if found is None:
            found = of_cells([cell], rule, uses_1904=self.uses_1904)
            keep(self._periods, (cell, indicator.code), found)
        return found

    def column(self, slot: Slot) -> int:
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
