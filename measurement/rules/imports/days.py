"""Which day, or which month, does a text name?

Whether 03/04/2024 is the third of April or the fourth of March cannot be told: such a text is ambiguous unless the
file's settings say the order, or both readings are the same day.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

EARLIEST, LATEST = 1800, 2200

_NAMES = (
    "january jan januar janner janvier janv enero ene gennaio gen janeiro januari",
    "february feb februar fevrier fevr fev febrero febbraio fevereiro februari",
    "march mar marz maerz mars marzo marco maart mrz mrt",
    "april apr avril avr abril abr aprile",
    "may mai mayo maggio mag maio mei",
    "june jun juni juin junio giugno giu junho",
    "july jul juli juillet juil julio luglio lug julho",
    "august aug aout agosto ago augustus",
    "september sep sept septembre septiembre settembre set setembro",
    "october oct oktober okt octobre octubre ottobre ott outubro out",
    "november nov novembre noviembre novembro",
    "december dec dezember dez decembre diciembre dic dicembre dezembro",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
DMY, MDY = "dmy", "mdy"

ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?)?")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
SLASHED = re.compile(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4}|\d{2})(?: \d{1,2}:\d{2}(?::\d{2})?(?: ?[ap]m)?)?")
DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th|er|\.|º|o)?[ -]?(?:of |de )?([^\W\d_]{3,12})\.?,?[ -]?(?:de |del )?(\d{4}|\d{2})"
)
MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.? ?(\d{1,2})(?:st|nd|rd|th)?(?:, ?| )(\d{4})")


@dataclass(frozen=True, slots=True)
class Span:
    """A first and a last day; or a `problem` instead."""

    start: date | None = None
    end: date | None = None
    problem: str = ""


UNREADABLE = Span(problem="unparseable_period")
AMBIGUOUS = Span(problem="ambiguous_period")


def full_year(text: str) -> int:
    """2014 for "2014" and "14"; two digits lie between 1970 and 2069."""
    year = int(text)
    if len(text) > 2:
        return year
    return year + (2000 if year < 70 else 1900)


def whole_month(year: int, month: int) -> Span:
    return months_from(year, month, 1)


def months_from(year: int, month: int, months: int) -> Span:
    """So many months from the first day of one; unreadable outside what can be a figure's time."""
    if not (EARLIEST <= year <= LATEST and 1 <= month <= 12):
        return UNREADABLE
    last_year, last_month = divmod(year * 12 + month - 1 + months - 1, 12)
    return Span(date(year, month, 1), date(last_year, last_month + 1, monthrange(last_year, last_month + 1)[1]))


def one_day(year: int, month: int, day: int) -> Span:
    """A day as a period of its own; unreadable where there is no such day."""
    if not EARLIEST <= year <= LATEST:
        return UNREADABLE
    try:
        found = date(year, month, day)
    except ValueError:
        return UNREADABLE
    return Span(found, found)


def day(text: str, order: str = "") -> Span | None:
    """The day that a text names; None where it names none."""
    if found := ISO.fullmatch(text) or COMPACT.fullmatch(text):
        return one_day(int(found[1]), int(found[2]), int(found[3]))
    if found := SLASHED.fullmatch(text):
        return _slashed(int(found[1]), int(found[3]), full_year(found[4]), found[2], order)
    if (found := DAY_FIRST.fullmatch(text)) and found[2] in MONTHS:
        return one_day(full_year(found[3]), MONTHS[found[2]], int(found[1]))
    if (found := MONTH_FIRST.fullmatch(text)) and found[1] in MONTHS:
        return one_day(int(found[3]), MONTHS[found[1]], int(found[2]))
    return None


def _slashed(first: int, second: int, year: int, sign: str, order: str) -> Span:
    """With dots the day comes first everywhere; otherwise it must be told by a number above 12, or by the settings."""
    as_dmy, as_mdy = one_day(year, second, first), one_day(year, first, second)
    if sign == "." or as_mdy.problem:
        return as_dmy
    if as_dmy.problem or as_dmy == as_mdy:
        return as_mdy
    return {DMY: as_dmy, MDY: as_mdy}.get(order, AMBIGUOUS)


def order_told_by(text: str) -> str:
    """The order of day and month that a date can only be read in; empty where it tells nothing."""
    found = SLASHED.fullmatch(text)
    if not found or found[2] == ".":
        return ""
    if int(found[1]) > 12 >= int(found[3]):
        return DMY
    return MDY if int(found[3]) > 12 >= int(found[1]) else ""


def order_of(locale: str) -> str:
    """The order of day and month in a country that a locale names; empty where only a language is known."""
    parts = locale.replace("_", "-").casefold().split("-")
    if len(parts) < 2:
        return "" if parts[0] in ("en", "") else DMY
    return MDY if parts[-1] in ("us", "ph", "fm", "mh", "pw") else "" if parts[-1] == "ca" else DMY


def serial(number: int, *, uses_1904: bool) -> date | None:
    """The day of a spreadsheet's serial number; None outside what can be one.

    The system of 1900 counts a 29 February 1900 that never was; no figure is so old that it would matter.
    """
    if not 1 <= number <= 109_000:
        return None
    return (date(1904, 1, 1) if uses_1904 else date(1899, 12, 30)) + timedelta(days=number)
