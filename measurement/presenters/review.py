"""What does the review queue say of each sent figure?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.paginator import Page, Paginator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.actors import Actor
from measurement import wording
from measurement.models import CollectionRound, Entry
from measurement.selectors.review import (
    AT_ONCE,
    LOOKS,
    STATES,
    Queue,
    ReviewRow,
    indicators_asked,
    review_rows,
    sent_in,
)

LOOK_WORDS: dict[str, Promise] = {
    "asked": _("Unusual, with a reason"),
    "quiet": _("Nothing unusual"),
    "on_behalf": _("Entered on behalf"),
    "noted": _("With a note"),
}
STATE_WORDS: dict[str, Promise] = {
    Entry.State.SUBMITTED: _("Awaiting review"),
    Entry.State.ACCEPTED: _("Accepted"),
    Entry.State.RETURNED: _("Returned"),
}


@dataclass(frozen=True, slots=True)
class QueueRow:
    entry: Entry
    provider: str
    indicator: str
    group: str
    period: str
    previous: str
    usual: str
    now: str
    parts: str
    change: str
    warning: str
    reason: str
    note: str
    is_own: bool
    on_behalf_from: str
    evidence: int
    came: str


@dataclass(frozen=True, slots=True)
class ReviewPage:
    round: CollectionRound
    queue: Queue
    rows: Sequence[QueueRow]
    page: "Page[Entry]"
    states: Sequence[tuple[str, Promise, int]]
    looks: Mapping[str, Promise]
    partners: Sequence[tuple[str, str]]
    indicators: Sequence[tuple[str, str]]

    @property
    def found(self) -> int:
        return self.page.paginator.count

    @property
    def has_own(self) -> bool:
        """Whether the reviewer typed some of these figures: those want another person, or a reason."""
        return any(row.is_own for row in self.rows)

    @property
    def may_decide(self) -> bool:
        return self.queue.state == Entry.State.SUBMITTED

    @property
    def may_reopen(self) -> bool:
        return self.queue.state == Entry.State.ACCEPTED


def queue_of(collection_round: CollectionRound, chosen: Mapping[str, str]) -> Queue:
    """The part of the queue that the address names."""
    state, look = chosen.get("state", ""), chosen.get("look", "")
    return Queue(
        collection_round,
        state=state if state in STATES else Entry.State.SUBMITTED,
        partner=chosen.get("partner", ""),
        indicator=chosen.get("indicator", ""),
        look=look if look in LOOKS else "",
    )


def review_page(queue: Queue, *, by: Actor, number: str) -> ReviewPage:
    """The queue of a round, with what to look at first on top, a hundred at a time."""
    page = Paginator(queue.entries, AT_ONCE).get_page(number)
    sent = sent_in(queue.round)
    start = (page.number - 1) * AT_ONCE
    return ReviewPage(
        round=queue.round,
        queue=queue,
        rows=[_row(row, by) for row in review_rows(queue.entries[start : start + AT_ONCE])],
        page=page,
        states=[(state, word, sent.states.get(state, 0)) for state, word in STATE_WORDS.items()],
        looks=LOOK_WORDS,
        partners=sent.partners,
        indicators=indicators_asked(queue.round),
    )


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
        usual=wording.usual_range([each.value for each in row.earlier], indicator),
        now=wording.entry_figure(entry, indicator),
        parts=wording.parts(entry.numerator, entry.denominator),
        change=wording.difference(row.change, indicator) if row.change is not None else "–",
        warning=" ".join(wording.finding(each, indicator) for each in row.findings),
        reason=entry.kept_because,
        note=entry.note,
        is_own=entry.typed_by_id == by.user_id,
        on_behalf_from=entry.typed_from if entry.typed_by_staff and entry.confirmed_by_id is None else "",
        evidence=row.pieces_of_evidence,
        came=wording.came(entry),
    )


def decided_sentence(entry: Entry) -> str:
    """Which figure a result speaks of: the partner, the indicator and the group."""
    owed = entry.obligation
    return f"{entry.submission.provider.name}, {owed.indicator.name}, {owed.breakdown.name}"


def received_before(moment: datetime | None, queue: Queue) -> list[Entry]:
    """All of a queue as the reviewer saw it: what came in after the page was made is not decided unseen."""
    return list(queue.entries.filter(received_at__lte=moment)) if moment else []
