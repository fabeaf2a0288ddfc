"""What does a number's format let people see: a day, a month, a year, a per cent, or just the number?"""

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from measurement.rules.imports.cells import Cell, DayCell, PercentCell
from measurement.rules.imports.days import serial

BUILT_IN = {
    9: "percent", 10: "percent", 14: "day", 15: "day", 16: "day", 17: "month", 18: "time", 19: "time", 20: "time",
    21: "time", 22: "day", 45: "time", 46: "time", 47: "time",
    **dict.fromkeys([*range(27, 37), *range(50, 59)], "day"),
}  # fmt: skip
NOT_SHOWN = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')


@lru_cache(maxsize=1000)
def shows(code: str) -> str:
    """What a format's code shows: "percent", "day", "month", "year", "time" or nothing special."""
    bare = NOT_SHOWN.sub("", code).split(";")[0].lower()
    if "%" in bare:
        return "percent"
    if "general" in bare or "#" in bare or "0" in bare:
        return ""
    if "d" in bare:
        return "day"
    if "y" in bare:
        return "month" if "m" in bare else "year"
    if "h" in bare or "s" in bare:
        return "time"
    return "month" if "mmm" in bare else ""


def number(text: str) -> int | Decimal | str:
    """A number as spreadsheets keep it: fifteen digits are meant, the rest is noise of the machine."""
    try:
        value = float(text)
    except ValueError:
        return text
    if value.is_integer() and abs(value) < 1e15:
        return int(value)
    try:
        return Decimal(format(value, ".15g"))
    except InvalidOperation:
        return text


def shown(text: str, kind: str, *, uses_1904: bool) -> Cell:
    """A number's cell as its format shows it."""
    found = number(text)
    if isinstance(found, str) or not kind or kind == "time":
        return found
    if kind == "percent":
        return PercentCell((Decimal(found) * 100).normalize() + 0)
    whole = int(found)
    if whole < 0 or whole > 3_000_000:
        return found
    day = serial(whole, uses_1904=uses_1904)
    return DayCell(day, kind) if day else found


def iso_day(text: str, kind: str = "day") -> Cell:
    """A date written as one, with or without its time."""
    try:
        return DayCell(date.fromisoformat(text[:10]), kind)
    except ValueError:
        return text
