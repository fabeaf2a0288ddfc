"""What does the review queue say of each sent figure?"""

from collections.abc import Sequence
from dataclasses import dataclass

from backbone.tenancy.actors import Actor
from measurement import wording
from measurement.models import CollectionRound, Entry
from measurement.selectors.review import ReviewRow, review_queue


@dataclass(frozen=True, slots=True)
class QueueRow:
    entry: Entry
    provider: str
    indicator: str
    group: str
    period: str
    previous: str
    now: str
    parts: str
    change: str
    warning: str
    reason: str
    note: str
    is_own: bool
    on_behalf_from: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    round: CollectionRound
    rows: Sequence[QueueRow]

    @property
    def has_own(self) -> bool:
        """Whether the reviewer typed some of these figures: those want another person, or a reason."""
        return any(row.is_own for row in self.rows)


def review_page(collection_round: CollectionRound, *, by: Actor) -> ReviewPage:
    """The queue of a round, with what to look at first on top."""
    return ReviewPage(collection_round, [_row(row, by) for row in review_queue(collection_round)])


def _row(row: ReviewRow, by: Actor) -> QueueRow:
    entry, owed = row.entry, row.entry.obligation
    indicator = owed.indicator
    return QueueRow(
        entry=entry,
        provider=entry.submission.provider.name,
        indicator=indicator.name,
        group=owed.breakdown.name,
        period=wording.period(owed.period_start, owed.period_end),
        previous=wording.figure(row.previous.value, indicator) if row.previous else "–",
        now=wording.entry_figure(entry, indicator),
        parts=wording.parts(entry.numerator, entry.denominator),
        change=wording.difference(row.change, indicator) if row.change is not None else "–",
        warning=" ".join(wording.finding(each, indicator) for each in row.findings),
        reason=entry.kept_because,
        note=entry.note,
        is_own=entry.typed_by_id == by.user_id,
        on_behalf_from=entry.typed_from if entry.typed_by_staff and entry.confirmed_by_id is None else "",
    )
