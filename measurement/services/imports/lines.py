"""How does a plain answer of the reading process become a row of an import, and a row a typed figure?"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from backbone.files.models import StoredFile
from measurement.models import Entry, Import, ImportRow
from measurement.rules.bounds import bound
from measurement.rules.imports.cells import letters
from measurement.selectors.owed import OwedKey
from measurement.services.breakdowns import code_of
from measurement.services.drafts import Typed

STORED_WITHOUT_NUMBER = ("suppressed", "nothing_to_report")
STATUSES = ("provisional", "estimated", "revised")


def row_of(found: Import, line: dict[str, Any]) -> ImportRow:
    """One answer as a row, not saved."""
    number, column, sheet = line["at"]
    row = ImportRow(
        of=found, kind=line["is"], reason=line.get("reason", "")[:60], sheet=sheet[:100], row=number, column=column,
        of_row=line.get("of"), text=line.get("text", "")[:60], note=line.get("note", ""),
        because=line.get("because", ""), key=line.get("obligation", "")[:60],
        cells=line.get("cells", []), status=next((flag for flag in line.get("flags", ()) if flag in STATUSES), ""),
    )  # fmt: skip
    if "key" in line:
        indicator, subject, start, end, categories, name = line["key"]
        row.indicator, row.subject, row.breakdown = indicator, subject, code_of(dict(categories))[:200]
        row.period_start, row.period_end, row.group_name = date.fromisoformat(start), date.fromisoformat(end), name
    if "numbers" in line:
        row.numerator, row.denominator, row.value = map(_decimal, line["numbers"])
    if "denominator" in line:
        row.denominator = _decimal(line["denominator"])
    if "bounds" in line:
        row.lower, row.upper = map(_decimal, line["bounds"])
    return row


def owed_key(row: ImportRow) -> OwedKey | None:
    """What a row names, where it names a figure."""
    if row.period_start is None or row.period_end is None:
        return None
    return OwedKey(row.indicator, row.subject, row.period_start, row.period_end, row.breakdown)


def typed_of(row: ImportRow, file: StoredFile, *, asks_for_parts: bool, asks_for_weight: bool = False) -> Typed:
    """A row as if it had been typed: the same rules hold from here on, and its cell is kept."""
    cell = cell_of(row)
    told = Typed(
        note=row.note,
        kept_because=row.because,
        typed_from=f"{file.name[:200]}, {cell}",
        version=version_in(row.key),
        came_by=Entry.Way.FILE,
        source_file=file,
        source_cell=cell[:120],
    )
    if row.reason == "nothing_to_report":
        return replace(told, says_nothing=True)
    if row.reason == "suppressed" and bound(row.text, is_count=True):
        return replace(told, bound=row.text, denominator=plain(row.denominator))
    if row.reason == "suppressed":
        return replace(told, presence=Entry.Presence.SUPPRESSED, note=row.note or row.text)
    if asks_for_parts:
        return replace(told, numerator=plain(row.numerator), denominator=plain(row.denominator))
    return replace(told, value=plain(row.value), denominator=plain(row.denominator) if asks_for_weight else "")


def cell_of(row: ImportRow) -> str:
    """Where a row stands, as people say it: cell E14, or row 14; with its sheet where there are several."""
    place = f"{letters(row.column)}{row.row}" if row.column >= 0 else str(row.row)
    return f"{row.sheet}!{place}" if row.sheet else place


def uid_in(key: str) -> UUID | None:
    """The obligation that a form's hidden key names."""
    try:
        return UUID(key.partition("|")[0])
    except ValueError:
        return None


def version_in(key: str) -> int | None:
    text = key.partition("|")[2]
    return int(text) if text.isascii() and text.isdigit() and len(text) < 9 else None


def plain(number: Decimal | None) -> str:
    """A number as one would type it."""
    return "" if number is None else f"{number.normalize():f}"


def brings_figures(rows: Iterable[ImportRow]) -> list[ImportRow]:
    """The rows by which something would be written: numbers, and marks that say why there is none."""
    return [
        row for row in rows if row.kind == ImportRow.Kind.ACCEPTED or row.reason in ("suppressed", "nothing_to_report")
    ]


def _decimal(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
