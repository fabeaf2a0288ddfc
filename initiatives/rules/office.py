"""What is a backbone there for, what is it held against, and when may its plan, priorities and assessments change?

The six functions are those that the Stronger Families Alliance names for the backbone organization. The statements
are ours; `wording.office` says them.
"""

from collections.abc import Collection
from datetime import date

from backbone.core.exceptions import Refusal

FUNCTIONS = ("direction", "dialogue", "data", "communication", "outreach", "funds")
OF_EACH = 4
STATEMENTS: dict[str, tuple[str, ...]] = {
    function: tuple(f"{function}-{number}" for number in range(1, OF_EACH + 1)) for function in FUNCTIONS
}
ALL_STATEMENTS = tuple(key for keys in STATEMENTS.values() for key in keys)

DONE, DROPPED = "done", "dropped"


def move_refusal(current: str, wanted: str, because: str) -> Refusal | None:
    """Say why an item of the plan may not be brought into a state; dropping wants a reason, and a done one stays."""
    if current == DONE and wanted != DONE:
        return Refusal("plan_item_done")
    return Refusal("reason_missing_here") if wanted == DROPPED and not because.strip() else None


def current_refusal(*, is_done: bool, until: date | None, today: date) -> Refusal | None:
    """Say why a priority may not be the one that everybody sees."""
    if is_done:
        return Refusal("priority_done")
    return Refusal("priority_needs_a_day") if until is None or until < today else None


def days_left(until: date, today: date) -> int:
    """How many days are left until the end of the last one; below zero, how many it is over."""
    return (until - today).days


def closing_refusal(*, is_closed: bool, rated: Collection[str]) -> Refusal | None:
    """Say why an assessment may not be closed: every statement has a rating first."""
    if is_closed:
        return Refusal("assessment_closed")
    missing = len(set(ALL_STATEMENTS) - set(rated))
    return Refusal("assessment_not_rated", {"count": missing}) if missing else None
