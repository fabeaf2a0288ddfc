"""What does a community govern, and what of it may others see?

Without its steward's word nothing of it is told; decided when somebody reads, and again by each release.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from backbone.core.exceptions import Refusal


@dataclass(frozen=True, slots=True)
class Released:
    """A steward's word on the releases of an indicator: up to a day, or standing until it was taken back."""

    indicator: int
    through: date
    is_standing: bool
    decided_at: datetime
    ended_at: datetime | None = None

    @property
    def last_day(self) -> date:
        return date.max if self.is_standing and self.ended_at is None else self.through


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """Figures taken back: of an indicator, or all (None)."""

    indicator: int | None
    since: datetime
    until: datetime | None = None

    def is_of(self, indicator: int) -> bool:
        return self.indicator in (None, indicator)


@dataclass(frozen=True)
class Governed:
    """One community: its subjects, the breakdowns of its categories, those `beside` by the same dimension, its word."""

    community: int
    name: str
    governs_since: datetime
    subjects: frozenset[int] = frozenset()
    breakdowns: frozenset[int] = frozenset()
    beside: frozenset[int] = frozenset()
    released: Sequence[Released] = ()
    withdrawn: Sequence[Withdrawn] = ()
    agreements: frozenset[int] = frozenset()
    ended_at: datetime | None = None
    # Its categories with their dimensions, as the question of what to hide knows groups.
    categories: frozenset[tuple[str, str]] = frozenset()
    # The same by the words that answers use: codes of breakdowns, kind and code of subjects.
    codes: frozenset[str] = frozenset()
    subject_codes: frozenset[tuple[str, str]] = field(default_factory=frozenset)

    @property
    def dimensions(self) -> frozenset[str]:
        """The codes of the dimensions of its categories."""
        return frozenset(dimension for dimension, _category in self.categories)

    def holds(self, subject: int | None, breakdown: int) -> bool:
        """Whether a figure of this subject and breakdown is the community's."""
        return self.ended_at is None and (subject in self.subjects or breakdown in self.breakdowns)

    def is_withdrawn(self, indicator: int) -> bool:
        return self.ended_at is None and any(each.until is None and each.is_of(indicator) for each in self.withdrawn)

    @property
    def is_withdrawn_wholly(self) -> bool:
        return self.ended_at is None and any(each.until is None and each.indicator is None for each in self.withdrawn)

    @property
    def withdrawn_indicators(self) -> frozenset[int]:
        """Those that are withdrawn one by one."""
        return frozenset(each.indicator for each in self.withdrawn if each.until is None and each.indicator is not None)

    @property
    def open_until(self) -> Mapping[int, date]:
        """Up to which day others may see the figures of each indicator; those that are not named, nobody."""
        found: dict[int, date] = {}
        for each in self.released:
            if not self.is_withdrawn(each.indicator):
                found[each.indicator] = max(found.get(each.indicator, date.min), each.last_day)
        return found

    def withholds(self, indicator: int, period_end: date) -> bool:
        """Whether the community's figures of an indicator and period are for nobody else now."""
        return self.ended_at is None and not period_end <= self.open_until.get(indicator, date.min)

    @property
    def closed_at(self) -> datetime:
        """Since when what was told of all its indicators is no measure any more of what may be told beside it."""
        return max([self.governs_since, *(each.since for each in self.withdrawn if each.indicator is None)])

    @property
    def closed_at_of(self) -> Mapping[int, datetime]:
        """The same of single indicators, where it is later."""
        moments = [(each.indicator, each.since) for each in self.withdrawn if each.indicator is not None]
        moments += [(each.indicator, each.ended_at) for each in self.released if each.ended_at is not None]
        return _latest((indicator, moment) for indicator, moment in moments if moment > self.closed_at)

    def changed_at(self, indicator: int | None) -> datetime:
        """When its word on an indicator, or on all (None), last became another one: a release decides anew then."""
        moments = [self.closed_at, self.ended_at, None if indicator is None else self.closed_at_of.get(indicator)]
        moments += [each.decided_at for each in self.released if each.indicator == indicator]
        moments += [each.until for each in self.withdrawn if each.indicator in (None, indicator)]
        return max(each for each in moments if each is not None)

    @property
    def indicators_spoken_of(self) -> frozenset[int]:
        """Those of which anything was said that is not said of all."""
        single = {each.indicator for each in self.withdrawn if each.indicator is not None}
        return frozenset(single | {each.indicator for each in self.released})


def _latest(moments: Iterable[tuple[int, datetime]]) -> dict[int, datetime]:
    found: dict[int, datetime] = {}
    for indicator, moment in moments:
        found[indicator] = max(found.get(indicator, moment), moment)
    return found


def founding_refusal(*, subjects: Collection[object], categories: Collection[object]) -> Refusal | None:
    """Say why a community may not be founded: it governs some figures at least."""
    return None if subjects or categories else Refusal("community_governs_nothing")


def deciding_refusal(*, is_decided: bool, is_approved: bool, because: str) -> Refusal | None:
    """Say why a steward's answer is not taken: each question is answered once, and a no wants a reason."""
    if is_decided:
        return Refusal("approval_decided_already")
    return Refusal("declining_needs_reason") if not is_approved and not because.strip() else None


def withdrawal_refusal(governed: Governed, indicator: int | None, because: str) -> Refusal | None:
    """Say why figures are not withdrawn."""
    if not because.strip():
        return Refusal("community_withdrawal_needs_reason")
    is_done = governed.is_withdrawn_wholly if indicator is None else governed.is_withdrawn(indicator)
    return Refusal("community_withdrawn_already") if is_done else None
