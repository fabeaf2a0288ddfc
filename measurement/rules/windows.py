"""Until when may a provider send, and when is it late? The round's own dates, with what it was granted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Granted:
    """An exception in force: until when, and whether it is more time or owing nothing."""

    until: datetime
    is_more_time: bool


@dataclass(frozen=True, slots=True)
class Window:
    """When something opens, is due, is late and closes. `extra_until` and `excused_until` are the longest granted."""

    opens_at: datetime
    due_at: datetime
    late_from: datetime
    closes_at: datetime
    extra_until: datetime | None = None
    excused_until: datetime | None = None

    def is_open(self, now: datetime) -> bool:
        return self.opens_at <= now < self.closes_at

    def is_excused(self, now: datetime) -> bool:
        """Whether nothing is owed at this moment."""
        return self.excused_until is not None and now < self.excused_until

    def lock(self, now: datetime) -> str:
        """Which rule keeps it shut: `round_not_open_yet`, `exception_expired`, `round_closed`, or nothing."""
        if now < self.opens_at:
            return "round_not_open_yet"
        if now < self.closes_at:
            return ""
        return "exception_expired" if self.extra_until is not None else "round_closed"


def window_with(own: Window, granted: Sequence[Granted]) -> Window:
    """The round's own window, moved by what was granted. More time never shortens, and opens a closed round again."""
    extra = max((each.until for each in granted if each.is_more_time), default=None)
    excused = max((each.until for each in granted if not each.is_more_time), default=None)
    moved = replace(own, extra_until=extra, excused_until=excused)
    if extra is None:
        return moved
    return replace(
        moved,
        due_at=max(own.due_at, extra),
        late_from=max(own.late_from, extra),
        closes_at=max(own.closes_at, extra),
    )
