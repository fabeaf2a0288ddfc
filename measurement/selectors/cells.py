"""How far is each provider with each indicator of a round, and how late? Lists and the board are made of this."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from initiatives.models import Organization
from measurement.models import CollectionRound, Obligation, ProviderException
from measurement.rules import standing
from measurement.rules.standing import Progress
from measurement.rules.windows import Window
from measurement.selectors.exceptions import exceptions_in, window_of

COUNTS: dict[str, Any] = {
    "owed": Count("pk", distinct=True),
    **{
        state: Count("entries__obligation", filter=Q(entries__state=state), distinct=True)
        for state in ("draft", "submitted", "returned", "accepted")
    },
    "sent_at": Max("entries__received_at"),
}

KEY = ("round", "provider", "indicator")
Counted = tuple[int, Progress, datetime | None]  # an indicator, how far it is, and when something of it came last


def standing_obligations() -> QuerySet[Obligation]:
    """What is owed: without what was withdrawn, which is read and never counted."""
    owed: QuerySet[Obligation] = Obligation.objects.filter(withdrawn_at=None)
    return owed


class Cell(NamedTuple):
    """One provider and one indicator of a round."""

    provider_id: int
    indicator_id: int
    progress: Progress
    sent_at: datetime | None
    days_late: int
    window: Window

    @property
    def state(self) -> str:
        return standing.state(self.progress)

    @property
    def is_in(self) -> bool:
        return standing.is_in(self.progress)


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One provider in a round: how far it is, when it last sent, how late that is, and what it was granted."""

    round: CollectionRound
    provider: Organization
    progress: Progress
    sent_at: datetime | None
    days_late: int
    due_on: date
    cells: Sequence[Cell]
    granted: Sequence[ProviderException]

    @property
    def state(self) -> str:
        return standing.state(self.progress)

    @property
    def is_in(self) -> bool:
        return standing.is_in(self.progress)

    @property
    def window(self) -> Window:
        """Until when it may send anything at all."""
        whole = window_of(self.round, self.granted)
        return replace(whole, closes_at=max([whole.closes_at, *(each.window.closes_at for each in self.cells)]))

    def may_send(self, now: datetime) -> bool:
        """Whether something is still to come that its form would take at this moment."""
        return not self.is_in and self.window.is_open(now)


def lines_of(
    owed: QuerySet[Obligation],
    rounds: Mapping[int, CollectionRound],
    providers: Mapping[int, Organization],
    now: datetime | None = None,
) -> list[ProviderLine]:
    """A line for each round and provider of the obligations; two queries, whatever their number."""
    moment = now or timezone.now()
    rows: dict[tuple[int, int], list[Counted]] = defaultdict(list)
    counted: Any = owed.order_by().values("round", "provider", "indicator").annotate(**COUNTS)
    for collection_round, provider, indicator, *counts, sent_at in counted.values_list(*KEY, *COUNTS):
        if collection_round in rounds and provider in providers:
            rows[collection_round, provider].append((indicator, Progress(*counts), sent_at))
    granted = exceptions_in(rounds.values(), {provider for _round, provider in rows}) if rows else {}
    return [_line(rounds[key[0]], providers[key[1]], each, granted.get(key, []), moment) for key, each in rows.items()]


def _line(
    collection_round: CollectionRound,
    provider: Organization,
    rows: Iterable[Counted],
    granted: Sequence[ProviderException],
    now: datetime,
) -> ProviderLine:
    plain = window_of(collection_round, granted)
    cells = [
        _cell(provider.pk, row, window_of(collection_round, granted, row[0]) if granted else plain, now) for row in rows
    ]
    waiting = [cell.window.due_at for cell in cells if not cell.is_in]
    due_at = min(waiting, default=plain.due_at)
    return ProviderLine(
        round=collection_round,
        provider=provider,
        progress=sum_of(cell.progress for cell in cells),
        sent_at=max((cell.sent_at for cell in cells if cell.sent_at), default=None),
        days_late=max((cell.days_late for cell in cells), default=0),
        due_on=(due_at - timedelta(seconds=1)).astimezone(ZoneInfo(collection_round.initiative.time_zone)).date(),
        cells=cells,
        granted=granted,
    )


def sum_of(parts: Iterable[Progress]) -> Progress:
    """Several progresses as one."""
    columns = list(zip(*parts, strict=True))
    return Progress(*map(sum, columns)) if columns else Progress(0)


def _cell(provider_id: int, row: Counted, window: Window, now: datetime) -> Cell:
    indicator_id, progress, sent_at = row
    if window.is_excused(now) and not standing.is_in(progress):
        progress = standing.excused(progress)
    late = 0
    if progress.owed:
        late = standing.days_late(
            late_from=window.late_from,
            due_at=window.due_at,
            sent_at=sent_at if standing.is_in(progress) else None,
            now=now,
        )
    return Cell(provider_id, indicator_id, progress, sent_at, late, window)


def line_from(collection_round: CollectionRound, owed: Sequence[Obligation]) -> ProviderLine | None:
    """One provider's line of what it owes, which is at hand with its entries; None where it owes nothing any more."""
    if not owed:
        return None
    by_indicator: dict[int, list[Obligation]] = defaultdict(list)
    for each in owed:
        by_indicator[each.indicator_id].append(each)
    provider, rows = owed[0].provider, [_counted(*each) for each in by_indicator.items()]
    granted = exceptions_in([collection_round], [provider.pk]).get((collection_round.pk, provider.pk), [])
    return _line(collection_round, provider, rows, granted, timezone.now())


def _counted(indicator: int, owed: Sequence[Obligation]) -> Counted:
    """The same as `COUNTS`."""
    states = [{entry.state for entry in each.entries.all()} for each in owed]
    received = [entry.received_at for each in owed for entry in each.entries.all() if entry.received_at]
    progress = Progress(
        len(owed), *(sum(name in each for each in states) for name in ("draft", "submitted", "returned", "accepted"))
    )
    return indicator, progress, max(received, default=None)
