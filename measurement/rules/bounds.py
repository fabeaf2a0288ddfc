"""What lies a figure between that was sent as "fewer than 5" or "95 % or more"?"""

import re
from dataclasses import dataclass
from decimal import Decimal

from measurement.rules.checks import number

BELOW = re.compile(r"(?:<|fewer than|less than|under|below)\s*(?P<n>[^<>=]+)", re.IGNORECASE)
AT_MOST = re.compile(r"(?:<=|≤|at most|up to)\s*(?P<n>[^<>=]+)|(?P<m>[^<>=]+?)\s*or (?:fewer|less)", re.IGNORECASE)
ABOVE = re.compile(r"(?:>|more than|over|above)\s*(?P<n>[^<>=]+)", re.IGNORECASE)
AT_LEAST = re.compile(r"(?:>=|≥|at least)\s*(?P<n>[^<>=]+)|(?P<m>[^<>=]+?)\s*or more", re.IGNORECASE)
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Bound:
    """The least and the most a figure may be, both included; None where it was not said."""

    lower: Decimal | None
    upper: Decimal | None


def bound(text: str, *, is_count: bool) -> Bound | None:
    """Read "<5", "fewer than 5", "95 % or more"; None for what says no bound.

    Whole things have a next one: fewer than 5 is at most 4. A share below 5 % may come as close to 5 as it likes.
    """
    plain = text.strip()
    if len(plain) > LONGEST:
        return None
    step = Decimal(1) if is_count else Decimal(0)
    for pattern, is_upper, by in (
        (AT_MOST, True, Decimal(0)), (AT_LEAST, False, Decimal(0)), (BELOW, True, -step), (ABOVE, False, step),
    ):  # fmt: skip
        if found := pattern.fullmatch(plain):
            limit = number(next(each for each in found.groups() if each))
            if limit is None or limit < 0 or (is_upper and limit + by < 0):
                return None
            return Bound(Decimal(0), limit + by) if is_upper else Bound(limit + by, None)
    return None
