"""What does a partner fill in offline, and what does it get back? Its form, and its rows with what is wrong.

Texts are written as texts: nothing that begins with = + - @ becomes a formula.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from initiatives.models import Organization
from measurement.models import Breakdown, CollectionRound, Entry, ImportColumn, ImportRow
from measurement.selectors.forms import GridRow
from measurement.services.drafts import asks_for_parts, asks_for_weight
from measurement.services.imports.lines import cell_of
from measurement.wording.imports import row_sentence

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTHS = (0, 44, 22, 22, 24, 14, 14, 14, 18, 36, 36)
A_NUMBER = re.compile(r"-?(0|[1-9]\d{0,14})(\.\d{1,10})?")
KEY, COUNT, OUT_OF, VALUE, NOTHING, NOTE, BECAUSE = 0, 5, 6, 7, 8, 9, 10


@dataclass(slots=True)
class Formats:
    """How cells look: what can be typed is white in a tinted sheet, as in the form on screen."""

    head: Any
    fixed: Any
    typed: Any
    text: Any
    wrong: Any


def form_workbook(collection_round: CollectionRound, provider: Organization, rows: Sequence[GridRow]) -> bytes:
    """The form of a round for one partner, to fill offline; a hidden key says which row is which."""
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _formats(book)
    sheet = book.add_worksheet(_("Figures"))
    _head(sheet, formats)
    for at, row in enumerate(rows, 1):
        _write(sheet, at, provider, row, formats)
    _guide(sheet, len(rows), formats)
    _explain(book.add_worksheet(_("How to fill this in")), collection_round, provider)
    sheet.protect("", {"select_locked_cells": True, "format_columns": True, "format_rows": True})
    book.close()
    return kept.getvalue()


def headings() -> list[str]:
    """The headings, which are read back in whatever language they were written."""
    return [
        "Backbone key", "Indicator", "Organization", "Period", "Group", "Numerator", "Denominator", "Value",
        "Nothing to report", "Note", "Why it is right",
    ]  # fmt: skip


def _formats(book: Any) -> Formats:
    plain_cell = {"border": 1, "border_color": "#c6cfca", "valign": "top", "text_wrap": True}
    return Formats(
        head=book.add_format({**plain_cell, "bold": True, "bg_color": "#dfe8e2"}),
        fixed=book.add_format({**plain_cell, "bg_color": "#f3f6f3"}),
        typed=book.add_format({**plain_cell, "locked": False, "num_format": "0.########"}),
        text=book.add_format({**plain_cell, "locked": False, "num_format": "@"}),
        wrong=book.add_format({"bg_color": "#f5b8a3", "font_color": "#7a1f00"}),
    )


def _head(sheet: Any, formats: Formats) -> None:
    for column, (heading, width) in enumerate(zip(headings(), WIDTHS, strict=True)):
        sheet.set_column(column, column, width or 2, None, {"hidden": column == KEY})
        sheet.write_string(0, column, heading, formats.head)
    sheet.freeze_panes(1, 2)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)


def _write(sheet: Any, at: int, provider: Organization, row: GridRow, formats: Formats) -> None:
    owed, entry = row.obligation, row.shown
    sheet.write_string(at, KEY, f"{owed.uid}|{row.entry.version if row.entry else ''}", formats.fixed)
    period = f"{owed.period_start.isoformat()} to {owed.period_end.isoformat()}"
    group = "" if owed.breakdown.code == Breakdown.ALL else owed.breakdown.name
    for column, text in ((1, owed.indicator.name), (2, provider.name), (3, period), (4, group)):
        sheet.write_string(at, column, text, formats.fixed)
    numbers = (entry.numerator, entry.denominator, entry.value) if entry else (None, None, None)
    asked = _asked(owed.indicator.adds_over_partners)
    for column, number in zip((COUNT, OUT_OF, VALUE), numbers, strict=True):
        cell_format = formats.typed if column in asked and not row.is_locked else formats.fixed
        if number is not None and column in asked:
            sheet.write_number(at, column, float(number), cell_format)
        else:
            sheet.write_blank(at, column, None, cell_format)
    said = "yes" if entry and entry.presence == Entry.Presence.NOT_APPLICABLE else ""
    for column, text in (
        (NOTHING, said),
        (NOTE, entry.note if entry else ""),
        (BECAUSE, entry.kept_because if entry else ""),
    ):
        sheet.write_string(at, column, text, formats.fixed if row.is_locked else formats.text)


def _asked(adds_over_partners: str) -> tuple[int, ...]:
    """The columns that a row asks for."""
    if asks_for_parts(adds_over_partners):
        return COUNT, OUT_OF
    return (OUT_OF, VALUE) if asks_for_weight(adds_over_partners) else (VALUE,)


def _guide(sheet: Any, rows: int, formats: Formats) -> None:
    """What helps while typing: drop-down, what may be typed, and red where the count exceeds what it is out of."""
    if not rows:
        return
    for column, title in ((COUNT, _("Count")), (OUT_OF, _("Out of")), (VALUE, _("Value"))):
        sheet.data_validation(
            1, column, rows, column,
            {"validate": "any", "input_title": title, "input_message": _(
                "A number. Fewer than five? Write <5. Not known? Leave it empty and say so in the note."
            )},
        )  # fmt: skip
    choice = {"validate": "list", "source": ["yes"], "input_title": _("Nothing to report"), "input_message": _(
        "Choose yes if there is nothing to report, and say why in the note."
    )}  # fmt: skip
    sheet.data_validation(1, NOTHING, rows, NOTHING, choice)
    rule = {"type": "formula", "criteria": "=AND(ISNUMBER($F2),ISNUMBER($G2),$F2>$G2)", "format": formats.wrong}
    sheet.conditional_format(1, COUNT, rows, OUT_OF, rule)


def _explain(sheet: Any, collection_round: CollectionRound, provider: Organization) -> None:
    sheet.set_column(0, 0, 100)
    lines = [
        f"{provider.name}: {collection_round.name}",
        _("Due on %(day)s") % {"day": date_format(collection_round.due_on, "j F Y")},
        _("Type in the white cells of the first sheet; everything else is locked."),
        _("Upload the file on the page “Files” of your organization: you see what it would change before it counts."),
        _("Nothing is sent by uploading: look at the form afterwards, and send it there."),
    ]
    for at, line in enumerate(lines):
        sheet.write_string(at, 0, line)


def given_back(columns: Sequence[ImportColumn], rows: Iterable[ImportRow]) -> bytes:
    """The rows of a file as they came, under their own headings, with what was said of each: to mend and send again."""
    kept = BytesIO()
    book = xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    formats = _formats(book)
    by_sheet: dict[str, dict[int, list[ImportRow]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        by_sheet[row.sheet][row.row].append(row)
    for number, (name, lines) in enumerate(by_sheet.items() or [("", {})], 1):
        own = [each for each in columns if name in ("", each.sheet)]
        _give(book.add_worksheet(_("Rows") if number == 1 else f"{_('Rows')} {number}"), own, lines, formats)
    book.close()
    return kept.getvalue()


def _give(
    sheet: Any, columns: Sequence[ImportColumn], lines: Mapping[int, Sequence[ImportRow]], formats: Formats
) -> None:
    """One sheet: the headings where they stood, each row as it came, and after the last column what is to mend."""
    cells: dict[int, list[str]] = {
        number: next((row.cells for row in rows if row.cells), []) for number, rows in lines.items()
    }
    last = max([0, *(each.position + 1 for each in columns), *(len(texts) for texts in cells.values())])
    for each in columns:
        is_key = each.heading == headings()[KEY]
        sheet.set_column(each.position, each.position, 2 if is_key else 20, None, {"hidden": is_key})
        sheet.write_string(0, each.position, each.heading, formats.head)
    sheet.set_column(last, last, 60)
    for column, heading in ((last, "Errors"), (last + 1, "Cell")):
        sheet.write_string(0, column, heading, formats.head)
    for at, (number, rows) in enumerate(sorted(lines.items()), 1):
        for column, text in enumerate(cells[number]):
            _as_it_came(sheet, at, column, text)
        wrong = [row for row in rows if row.kind == ImportRow.Kind.REJECTED]
        if wrong:
            sheet.write_string(at, last, "\n".join(dict.fromkeys(map(_said_of, wrong))), formats.wrong)
        sheet.write_string(at, last + 1, ", ".join(dict.fromkeys(map(cell_of, wrong or rows))))
    sheet.freeze_panes(1, 0)


def _as_it_came(sheet: Any, at: int, column: int, text: str) -> None:
    """A number as a number, everything else as the text that it is: "007" is a code."""
    if A_NUMBER.fullmatch(text):
        sheet.write_number(at, column, float(text))
    elif text:
        sheet.write_string(at, column, text)


def _said_of(row: ImportRow) -> str:
    sentence = row_sentence(row.reason)
    return f"{sentence} “{row.text}”" if row.text else sentence
