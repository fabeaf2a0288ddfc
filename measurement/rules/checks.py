"""Is an entered figure possible, and is it likely? Errors stop sending; warnings are kept with a reason."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as made_by
from decimal import Decimal, InvalidOperation
from math import sqrt
from typing import Any

# Two-sided 99 % of a normal distribution, for the binomial or Poisson difference.
Z_99 = 2.5758293035489004
LEAST_OWN_POINTS = 5
LARGEST = Decimal(10) ** 15


@dataclass(frozen=True, slots=True)
class Finding:
    """Something to fix or to check at one field: `numerator`, `denominator` or `value`."""

    code: str
    field: str
    is_error: bool
    values: dict[str, Any] = made_by(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Point:
    """An earlier figure of the same subject and group."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal


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
    numerator: Decimal | None, denominator: Decimal | None, value: Decimal | None, *, kind: str, asks_for_parts: bool
) -> list[Finding]:
    """What is impossible about a figure of an indicator of this kind."""
    found = []
    for name, given in (("numerator", numerator), ("denominator", denominator)):
        if asks_for_parts and given is None:
            found.append(Finding("number_missing", name, is_error=True))
        if given is not None and given < 0:
            found.append(Finding("number_negative", name, is_error=True))
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


def unusual(new: Point, earlier: Sequence[Point], *, per: int) -> Finding | None:
    """Warn of a value outside the subject's own range and outside the 99 % difference from the last one.

    Needs five own points. `earlier` is oldest first. The difference of two proportions is taken with
    the pooled binomial variance, of two counts with the Poisson variance; figures without counts are
    judged by the own range widened by half its width.
    """
    if len(earlier) < LEAST_OWN_POINTS:
        return None
    low, high = min(point.value for point in earlier), max(point.value for point in earlier)
    if low <= new.value <= high:
        return None
    last = earlier[-1]
    if not _differs_beyond_chance(new, last, low, high, per):
        return None
    return Finding(
        "unusual_value", "numerator" if new.numerator is not None else "value", is_error=False,
        values={"change": new.value - last.value, "low": low, "high": high},
    )  # fmt: skip


def _differs_beyond_chance(new: Point, last: Point, low: Decimal, high: Decimal, per: int) -> bool:
    if new.numerator is None or last.numerator is None:
        margin = (high - low) / 2
        return not low - margin <= new.value <= high + margin
    both = float(new.numerator + last.numerator)
    if not (new.denominator and last.denominator):
        return abs(float(new.numerator - last.numerator)) > Z_99 * sqrt(both)
    n, m = float(new.denominator), float(last.denominator)
    pooled = both / (n + m)
    # Above 1 it is a ratio of events to people: Poisson, whose variance is the mean.
    variance = pooled * (1 - pooled) if pooled <= 1 else pooled
    return abs(float(new.value - last.value)) / per > Z_99 * sqrt(variance * (1 / n + 1 / m))
