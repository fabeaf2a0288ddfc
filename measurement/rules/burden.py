"""How long did somebody work at a form? Measured from the moments of their saves, never from what the browser does."""

from collections.abc import Iterable
from datetime import datetime, timedelta

# A longer pause was spent elsewhere; a first save was typed some time before.
LONGEST_PAUSE = timedelta(minutes=10)
BEFORE_FIRST = timedelta(minutes=1)


def minutes(moments: Iterable[datetime]) -> int:
    """The minutes of work that one person's saves speak of, rounded up; 0 without any."""
    worked = timedelta()
    before: datetime | None = None
    for moment in sorted(moments):
        pause = moment - before if before else None
        worked += pause if pause is not None and pause <= LONGEST_PAUSE else BEFORE_FIRST
        before = moment
    return -(-int(worked.total_seconds()) // 60)
