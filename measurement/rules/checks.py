"""Is an entered figure possible? What is not stops the sending; what is unlikely stands in `likelihood`."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from dataclasses import field as made_by
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to fix or to check at one field: `numerator`, `denominator` or `value`."""

    code: str
    field: str
    is_error: bool
    values: dict[str, Any] = made_by(default_factory=dict)


SPACES = str.maketrans(dict.fromkeys("\u00a0\u202f\u2009'’", " "))
GROUPED = re.compile(r"[+-]?\d{1,3}( \d{3})+([.,]\d+)?")
COMMAS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?")
DECIMAL_COMMA = re.compile(r"[+-]?(\d+|\d{1,3}(\.\d{3})+),\d+")


def number(text: str) -> Decimal | None:
    """Read a number as people type it: spaces between thousands, a comma or a point for decimals, a per cent sign.

    Returns None for what is no number, and for what could be two: "62 140" is 62140, "12 5" is not 125. "1,234" is
    1234 and "1,5" is 1.5: three digits after a single comma are thousands, as nobody counts in thousandths.
    """
    plain = text.strip().removesuffix("%").strip().translate(SPACES)
    if GROUPED.fullmatch(plain):
        plain = plain.replace(" ", "")
    if COMMAS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif DECIMAL_COMMA.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    if "_" in plain:
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < LARGEST else None


def check(
    numerator: Decimal | None,
    denominator: Decimal | None,
    value: Decimal | None,
    *,
    kind: str,
    asks_for_parts: bool,
    asks_for_weight: bool = False,
    whole: Collection[str] = (),
) -> list[Finding]:
    """What is impossible about a figure of an indicator of this kind; the fields of `whole` count whole things."""
    found = []
    for name, given in (("numerator", numerator), ("denominator", denominator)):
        if given is None and (asks_for_parts or (asks_for_weight and name == "denominator")):
            found.append(Finding("number_missing", name, is_error=True))
        if given is not None and given < 0:
            found.append(Finding("number_negative", name, is_error=True))
    for name, given in (("numerator", numerator), ("denominator", denominator), ("value", value)):
        if name in whole and given is not None and given != given.to_integral_value():
            found.append(Finding("not_whole", name, is_error=True))
    if not asks_for_parts and value is None:
        found.append(Finding("number_missing", "value", is_error=True))
    if denominator == 0:
        found.append(Finding("out_of_nothing", "denominator", is_error=True))
    if kind == "share" and numerator is not None and denominator and numerator > denominator:
        found.append(Finding("numerator_above_denominator", "numerator", is_error=True))
    if kind == "share" and not asks_for_parts and value is not None and not 0 <= value <= 100:
        found.append(Finding("share_out_of_range", "value", is_error=True))
    if kind in ("count", "amount") and value is not None and value < 0:
        found.append(Finding("number_negative", "value", is_error=True))
    return found


def is_over(period_start: date, period_end: date, today: date) -> bool:
    """Whether a period has ended, so that a figure of it can be known; a count on a day may be sent that day."""
    return period_end < today or (period_start == period_end == today)
