"""How does a file look while it is read, looked at and brought in?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from measurement import wording
from measurement.models import Import, ImportRow, Indicator
from measurement.presenters.states import Chip
from measurement.services.imports.lines import cell_of
from measurement.wording.imports import file_sentence, row_sentence

STATES: dict[str, Chip] = {
    Import.State.READING: Chip("doing", _lazy("Being read")),
    Import.State.READY: Chip("chk", _lazy("To look at")),
    Import.State.REFUSED: Chip("err", _lazy("Refused")),
    Import.State.APPLYING: Chip("doing", _lazy("Being brought in")),
    Import.State.APPLIED: Chip("ok", _lazy("Brought in")),
    Import.State.UNDONE: Chip("off", _lazy("Taken back")),
    Import.State.CANCELLED: Chip("off", _lazy("Given up")),
}
KINDS: dict[str, Chip] = {
    ImportRow.Kind.ACCEPTED: Chip("ok", _lazy("Good")),
    ImportRow.Kind.REJECTED: Chip("err", _lazy("Error")),
    ImportRow.Kind.LEFT_OUT: Chip("off", _lazy("Left out")),
    ImportRow.Kind.WARNED: Chip("chk", _lazy("To check")),
}


@dataclass(frozen=True, slots=True)
class RowLine:
    """One row of the preview: its cell, what it is about, the figure, and what is said of it."""

    cell: str
    about: str
    detail: str
    figure: str
    parts: str
    chip: Chip
    said: str


@dataclass(frozen=True, slots=True)
class Filter:
    """One choice of rows with its count."""

    value: str
    label: str
    count: int
    is_current: bool


def state_chip(found: Import) -> Chip:
    return STATES[found.state]


def why_refused(found: Import) -> str:
    return file_sentence(found.refusal) if found.refusal else ""


def may_be_explained(found: Import) -> bool:
    """Whether a refused file could be read if somebody said what its columns hold; no word helps a hostile one."""
    return found.refusal in ("headings_not_found", "heading_twice")


def row_lines(rows: Sequence[ImportRow], indicators: dict[str, Indicator]) -> list[RowLine]:
    """The rows in words; the indicators are those of the initiative, by code."""
    return [_line(row, indicators.get(row.indicator)) for row in rows]


def filters_of(counted: Mapping[str, int], chosen: str) -> list[Filter]:
    """Which rows to show: errors first, as they stop the rest."""
    counts = [
        ("", _("All"), sum(counted.values())),
        ("rejected", _("Errors"), counted.get("rejected", 0)),
        ("warned", _("To check"), counted.get("warned", 0)),
        ("left_out", _("Left out"), counted.get("left_out", 0)),
        ("accepted", _("Good"), counted.get("accepted", 0)),
    ]
    return [Filter(value, label, count, value == chosen) for value, label, count in counts]


def _line(row: ImportRow, indicator: Indicator | None) -> RowLine:
    period = wording.period(row.period_start, row.period_end) if row.period_start and row.period_end else ""
    about = indicator.name if indicator else row.indicator or row.text
    detail = ", ".join(part for part in (row.subject, period, row.group_name) if part)
    return RowLine(
        cell=cell_of(row),
        about=about,
        detail=detail,
        figure=_figure(row.value, indicator) or (row.text if row.reason == "suppressed" else ""),
        parts=wording.parts(row.numerator, row.denominator),
        chip=_chip(row),
        said=_said(row, indicator),
    )


def _chip(row: ImportRow) -> Chip:
    if row.kind == ImportRow.Kind.ACCEPTED and row.change:
        kind = {"new": "ok", "changed": "chk", "same": "off"}[row.change]
        return Chip(kind, ImportRow.Change(row.change).label)
    return KINDS[row.kind]


def _said(row: ImportRow, indicator: Indicator | None) -> str:
    if row.reason:
        sentence = row_sentence(row.reason, of_row=row.of_row)
        return f"{sentence} “{row.text}”" if row.kind == ImportRow.Kind.REJECTED and row.text else sentence
    if row.change == ImportRow.Change.CHANGED:
        return _("%(was)s until now") % {"was": _figure(row.was, indicator) or "–"}
    return ""


def _figure(value: Decimal | None, indicator: Indicator | None) -> str:
    if value is None:
        return ""
    return wording.figure(value, indicator) if indicator else f"{value.normalize():f}"
