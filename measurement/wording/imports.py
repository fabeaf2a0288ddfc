"""What is said of a file from outside, and of its rows?"""

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backbone.core.refusals import register_sentences
from measurement.wording.findings import FINDINGS
from measurement.wording.refusals import REFUSALS

FILES: dict[str, Promise] = {
    "empty": gettext_lazy("The file is empty: there is nothing in it to read."),
    "headings_not_found": gettext_lazy(
        "The headings of the columns could not be recognized. Say below what the columns hold, and the file is read again."
    ),
    "heading_twice": gettext_lazy(
        "Two columns say that they hold the same. Say below which is which, and the file is read again."
    ),
    "wrong_type": gettext_lazy(
        "What is in the file is not what its name says, or it is damaged. Save it as .xlsx, .ods or .csv from the program in which you can open it."
    ),
    "unsafe_file": gettext_lazy(
        "The file holds macros, a password or other parts that can do harm, so it was not opened. Save it without them as .xlsx or .csv."
    ),
    "limit_exceeded": gettext_lazy(
        "The file is too large to be read safely. Split it, or leave out what is not needed; up to 20,000 rows and 60 columns are read for a partner, 200,000 rows for history."
    ),
}
REASONS: dict[str, Promise] = {
    "unknown_indicator": gettext_lazy("There is no indicator of this code or name here."),
    "unknown_organization": gettext_lazy("There is no organization of this code or name here."),
    "unknown_group": gettext_lazy("There is no group of this name."),
    "unparseable_number": gettext_lazy("This is not a number as this file writes numbers."),
    "unparseable_period": gettext_lazy("This does not name a period."),
    "ambiguous_period": gettext_lazy("This could mean two periods: write it out, or say below how it is meant."),
    "future_period": gettext_lazy("This period is not over yet."),
    "numerator_exceeds_denominator": gettext_lazy("The count is larger than what it is out of."),
    "out_of_range": gettext_lazy("This cannot be: a share lies between 0 and 100, a count is not below zero."),
    "scale_mismatch": gettext_lazy(
        "This looks like another scale or unit, such as 0.83 for 83 %, or thousands. Nothing is converted unasked."
    ),
    "duplicate_conflict": gettext_lazy("The same figure stands here twice with different numbers: keep one of them."),
    "duplicate_exact": gettext_lazy("The same figure stands in row %(of_row)s already; it is taken once."),
    "suppressed": gettext_lazy("Hidden by its source: kept as hidden, without a number."),
    "not_available": gettext_lazy("No number here: nothing is stored, and certainly no zero."),
    "nothing_to_report": gettext_lazy("Nothing to report, as said in the file."),
    "formula_error": gettext_lazy("The spreadsheet itself shows an error here."),
    "formula_without_value": gettext_lazy(
        "This is a formula without its result: open and save the file, then send it again."
    ),
    "not_data": gettext_lazy("A title, a note or an empty row."),
    "total_row": gettext_lazy("A total: checked, and not stored as an organization."),
    "total_disagrees": gettext_lazy("The rows above do not add up to this total."),
    "missing_value": gettext_lazy("This indicator is one number: write it under the value, not as a part of another."),
    "missing_denominator": gettext_lazy("The number it is out of is missing."),
    "zero_denominator": gettext_lazy("“Out of” cannot be zero."),
    "non_integer_count": gettext_lazy("People are counted in whole numbers."),
    "malformed_record": gettext_lazy("This row has too many or too few cells, or quotes that do not close."),
    "other_headings": gettext_lazy(
        "Other headings stand above this row: give that table a sheet or a file of its own."
    ),
    "value_disagrees": gettext_lazy("The value is not what the two numbers beside it give."),
    "hidden": gettext_lazy("Hidden in the file: brought in only if you say so below."),
    "serial_without_format": gettext_lazy("A bare number was read as a spreadsheet’s date."),
    "footnote_mark": gettext_lazy(
        "A mark of a footnote stands beside the number: look whether it changes what it means."
    ),
    "unusual_value": gettext_lazy("Unusual for this partner: it will be asked for a reason before it is sent."),
    "not_owed": gettext_lazy("No collection round asks for this figure."),
    "twice_in_request": gettext_lazy("This figure stands in the file twice."),
}
# What the form says with days, names and numbers in it, said of a row, which keeps the reason only.
PLAINLY: dict[str, Promise] = {
    "entry_under_review": gettext_lazy(
        "This figure is under review and cannot be changed now. The data manager can return it to you."
    ),
    "round_not_open_yet": gettext_lazy("The round has not opened yet. The data manager can open it sooner."),
    "round_closed": gettext_lazy(
        "The round has closed: figures can be read, not changed. The data manager can give you more time."
    ),
    "exception_expired": gettext_lazy(
        "The extra time that you were given has ended. The data manager can give you more."
    ),
    "no_longer_owed": gettext_lazy("This figure is no longer owed and cannot be changed."),
    "period_not_over": gettext_lazy("This period is not over: its figure can be sent from the day after."),
    "looks_like_other_scale": gettext_lazy("This looks like another unit than before."),
    "looks_like_proportion": gettext_lazy("Per cent are asked for here, and this looks like a proportion."),
    "parts_do_not_add_up": gettext_lazy("The groups do not add up to the figure for all."),
    "part_above_whole": gettext_lazy("One group is more than the figure for all."),
    "not_a_number": gettext_lazy("This is not a number. Type digits, such as 1234 or 12.5."),
}
IMPORT_REFUSALS: dict[str, Promise] = {
    "import_not_now": gettext_lazy("This was decided already; nothing was changed."),
    "import_cancelled": gettext_lazy("This file was given up."),
    "import_has_errors": gettext_lazy(
        "Some rows have errors, so nothing was brought in: mend them in the file, or bring in the good rows only."
    ),
    "import_without_good_rows": gettext_lazy("No row of this file can be brought in."),
    "import_too_old_to_undo": gettext_lazy("This was brought in more than a day ago: correct the figures instead."),
    "file_kind_not_read": gettext_lazy("Choose a spreadsheet or text file: .xlsx, .xls, .ods, .csv, .tsv or .txt."),
    "file_too_large": gettext_lazy("The file is larger than %(megabytes)s MB: split it."),
    "history_needs_source": gettext_lazy("Say where these figures come from: history has a named source."),
}
register_sentences(IMPORT_REFUSALS)


def file_sentence(code: str) -> str:
    """Why a whole file was refused, or not brought in."""
    return str(FILES.get(code) or IMPORT_REFUSALS.get(code) or REFUSALS.get(code) or "")


def row_sentence(code: str, *, of_row: int | None = None) -> str:
    """What is said of one row, in the words of the form where the form's rules spoke."""
    sentence = REASONS.get(code) or PLAINLY.get(code) or FINDINGS.get(code) or REFUSALS.get(code)
    text = str(sentence or "")
    # Most sentences name no value, and may speak of per cent. One that names what a row does not keep is not shown.
    if "%(" in text:
        try:
            return text % {"of_row": of_row}
        except KeyError:
            text = ""
    return text or _("This figure cannot be brought in.")
