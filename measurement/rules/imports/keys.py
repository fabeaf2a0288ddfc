"""What does a row name: which indicator, organization and group, and what does it say of itself?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from measurement.rules.imports.cells import Cell, SheetRow, is_blank, text_of
from measurement.rules.imports.known import EVERYONE, Group, Known, KnownIndicator, joined
from measurement.rules.imports.labels import FLAGS
from measurement.rules.imports.settings import Settings
from measurement.rules.imports.table import Slot, Table
from measurement.rules.imports.words import plain

Found = TypeVar("Found")
MOST_KEPT = 50_000


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with a row's keys, and in which column."""

    reason: str
    column: int = -1


class KeyReader:
    """Looks up the names in the rows of one table."""

    def __init__(self, table: Table, known: Known, settings: Settings, hidden: frozenset[int]) -> None:
        self.table, self.known, self.settings, self.hidden = table, known, settings, hidden
        ours = set(known.organizations.values())
        self.columns = [
            at
            for role in ("indicator", "organization", "group", "period", "start", "end")
            for at in table.keys.get(role, [])
        ]
        self.only = ours.pop() if len(ours) == 1 else None
        self._organizations: dict[str, str | None] = {}
        self._answers: dict[str, dict[str, Any]] = {"indicator": {}, "organization": {}, "group": {}}

    def _once(self, role: str, row: SheetRow, look: Callable[[SheetRow], Found]) -> Found:
        """What a cell names is looked up once: long files name the same again and again."""
        columns = self.table.keys.get(role)
        cell = at(row, columns[0]) if columns and len(columns) == 1 else None
        if not isinstance(cell, str):
            return look(row)
        answers = self._answers[role]
        if cell not in answers:
            keep(answers, cell, look(row))
        found: Found = answers[cell]
        return found

    def indicator(self, row: SheetRow) -> KnownIndicator | Wrong | None:
        return self._once("indicator", row, self._indicator)

    def _indicator(self, row: SheetRow) -> KnownIndicator | Wrong | None:
        columns = self.table.keys.get("indicator", [])
        found, wrong = self._looked_up(row, columns, self.known.indicator)
        if wrong is not None:
            return Wrong("unknown_indicator", wrong)
        if found is not None or any(slot.facets.indicator for slot in self.table.slots):
            return found
        said = self.settings.indicator or self.table.constants.indicator
        return self.known.indicator(said) or Wrong("unknown_indicator", columns[0] if columns else -1)

    def organization(self, row: SheetRow) -> str | Wrong | None:
        return self._once("organization", row, self._organization)

    def _organization(self, row: SheetRow) -> str | Wrong | None:
        columns = self.table.keys.get("organization", [])
        found, wrong = self._looked_up(row, columns, self._known_organization)
        if wrong is not None:
            return Wrong("unknown_organization", wrong)
        if found is not None or any(slot.facets.organization for slot in self.table.slots):
            return found
        said = self.settings.organization or self.table.constants.organization
        alone = self.only if not columns and not said else None
        return alone or self.known.organization(said) or Wrong("unknown_organization", columns[0] if columns else -1)

    def _looked_up(
        self, row: SheetRow, columns: list[int], look: Callable[[str], Found | None]
    ) -> tuple[Found | None, int | None]:
        """What code and name columns mean together; the column at fault where they mean nothing or two things."""
        filled = [(column, text) for column in columns if (text := text_of(at(row, column)))]
        if not filled:
            return None, None
        meant = [found for _, text in filled if (found := look(text)) is not None]
        if not meant or any(found != meant[0] for found in meant):
            return None, filled[0][0]
        return meant[0], None

    def _known_organization(self, text: str) -> str | None:
        if text not in self._organizations:
            keep(self._organizations, text, self.known.organization(text))
        return self._organizations.get(text)

    def names_an_organization(self, row: SheetRow) -> bool:
        return any(
            self._known_organization(text)
            for column in self.table.keys.get("organization", [])
            if (text := text_of(at(row, column)))
        )

    def group(self, row: SheetRow) -> Group | Wrong:
        return self._once("group", row, self._group)

    def _group(self, row: SheetRow) -> Group | Wrong:
        found: list[Group] = []
        for column in self.table.keys.get("group", []):
            text = text_of(at(row, column))
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

    def group_of(self, slot: Slot, of_row: Group) -> Group | None:
        if not slot.facets.group:
            return of_row
        own = self.known.group(slot.facets.group)
        return joined([of_row, own]) if own is not None else None

    def are_hidden(self, row: SheetRow) -> bool:
        return bool(self.hidden) and any(
            column in self.hidden and not is_blank(at(row, column))
            for role in ("indicator", "organization", "period", "start", "end", "group")
            for column in self.table.keys.get(role, [])
        )

    def text(self, row: SheetRow, role: str) -> str:
        columns = self.table.keys.get(role)
        if not columns:
            return ""
        return " ".join(
            text
            for column in columns
            if column not in self.hidden or role == "key"
            if (text := text_of(at(row, column)))
        )

    def note(self, row: SheetRow) -> str:
        return self.text(row, "note")[:2000]

    def status(self, row: SheetRow) -> tuple[str, ...]:
        text = self.text(row, "status")
        word = plain(text) if text else ""
        return (FLAGS[word],) if FLAGS.get(word) else ()


def keep(kept: dict[Any, Any], key: Any, found: Any) -> None:
    """Remember an answer, as files say the same again and again; forget all before it is too much."""
    if len(kept) > MOST_KEPT:
        kept.clear()
    kept[key] = found


def at(row: SheetRow, column: int) -> Cell:
    return row.cells[column] if 0 <= column < len(row.cells) else None
