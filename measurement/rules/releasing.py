"""Which totals may a release change? A later total less an earlier one must not be one partner's figure."""

from collections.abc import Sequence
from dataclasses import dataclass

# The changes of at least so many partners enter together.
LEAST_CHANGES = 3


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one total since others last saw it.

    `since_shown` partners changed since a number of it was last shown (None: never shown);
    `since_current` partners changed since its present cell was stored (None: no cell yet); `closed_since_shown` are
    those of the first whose own figures nobody may see (None: all of them).
    """

    total_id: int
    since_shown: int | None
    since_current: int | None
    closed_since_shown: int | None = None

    @property
    def is_new(self) -> bool:
        return self.since_current is None or self.since_current > 0

    @property
    def must_wait(self) -> bool:
        if self.since_shown is None:
            return False
        closed = self.since_shown if self.closed_since_shown is None else self.closed_since_shown
        return 0 < self.since_shown < LEAST_CHANGES or 0 < closed < LEAST_CHANGES


def may_enter(period: Sequence[Change]) -> list[int]:
    """The totals of one indicator and period that a release may write; its breakdowns go together or wait together.

    If one of them went alone, the others would still show the state before, and the difference
    between the whole and its groups would be the change of a single partner.
    """
    if any(change.must_wait for change in period):
        return []
    return [change.total_id for change in period if change.is_new]
