"""How far is each provider with each indicator of a round, and how late? Lists and the board are made of this."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from backbone.tenancy import scope
from initiatives.models import Organization
from measurement.models import CollectionRound, Obligation, ProviderException
from measurement.rules import standing
from measurement.rules.standing import Progress
from measurement.rules.windows import Window
from measurement.selectors.exceptions import exceptions_in, window_of

# One row for all indicators of a provider that stand alike: a board of 15,900 cells has a few for each provider. The
# moment is compared with ends of days only, so those of the same minute are alike.
ALIKE = """
WITH cells AS (
    SELECT o.round_id, o.provider_id, o.indicator_id, count(DISTINCT o.id) AS owed,
        count(DISTINCT o.id) FILTER (WHERE e.state = 'draft') AS draft,
        count(DISTINCT o.id) FILTER (WHERE e.state = 'submitted') AS submitted,
        count(DISTINCT o.id) FILTER (WHERE e.state = 'returned') AS returned,
        count(DISTINCT o.id) FILTER (WHERE e.state = 'accepted') AS accepted, max(e.received_at) AS sent_at
    FROM ({owed}) o (id, round_id, provider_id, indicator_id)
    LEFT JOIN measurement_entry e ON e.tenant_id = %s AND e.obligation_id = o.id
    GROUP BY o.round_id, o.provider_id, o.indicator_id
)
SELECT round_id, provider_id, owed, draft, submitted, returned, accepted, max(sent_at), array_agg(indicator_id)
FROM cells
GROUP BY round_id, provider_id, owed, draft, submitted, returned, accepted, date_trunc('minute', sent_at)
"""


class Alike(NamedTuple):
    """Some indicators of a provider in a round that stand alike: how far each is, and when the last of it came."""

    progress: Progress
    sent_at: datetime | None
    indicators: Sequence[int]


def standing_obligations() -> QuerySet[Obligation]:
    """What is owed: without what was withdrawn, which is read and never counted."""
    owed: QuerySet[Obligation] = Obligation.objects.filter(withdrawn_at=None)
    return owed


@dataclass(frozen=True, slots=True, eq=False)
class Cell:
    """How one provider stands with an indicator of a round; indicators that stand alike share one cell."""

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
    cells: Mapping[int, Cell]
    granted: Sequence[ProviderException]
    whole: Window

    @property
    def state(self) -> str:
        return standing.state(self.progress)

    @property
    def is_in(self) -> bool:
        return standing.is_in(self.progress)

    @property
    def window(self) -> Window:
        """Until when it may send anything at all."""
        if not self.granted:
            return self.whole
        ends = [each.window.closes_at for each in set(self.cells.values())]
        return replace(self.whole, closes_at=max([self.whole.closes_at, *ends]))

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
    rows: dict[tuple[int, int], list[Alike]] = defaultdict(list)
    for collection_round, provider, *counts, sent_at, indicators in _alike(owed):
        if collection_round in rounds and provider in providers:
            rows[collection_round, provider].append(Alike(Progress(*counts), sent_at, indicators))
    granted = exceptions_in(rounds.values(), {provider for _round, provider in rows}) if rows else {}
    plain = {pk: window_of(each, []) for pk, each in rounds.items()}
    return [
        _line(rounds[key[0]], providers[key[1]], each, granted.get(key, []), plain[key[0]], moment)
        for key, each in rows.items()
    ]


def _alike(owed: QuerySet[Obligation]) -> list[tuple[Any, ...]]:
    asked, values = owed.order_by().values_list("pk", "round", "provider", "indicator").query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(ALIKE.format(owed=asked), [*values, scope.current()])
        return list(cursor.fetchall())


def _line(
    collection_round: CollectionRound,
    provider: Organization,
    rows: Iterable[Alike],
    granted: Sequence[ProviderException],
    plain: Window,
    now: datetime,
) -> ProviderLine:
    whole = window_of(collection_round, granted) if granted else plain
    cells: dict[int, Cell] = {}
    kinds: list[tuple[Cell, int]] = []
    for row in rows:
        if granted:  # each by the window of its own
            own = {each: _cell(row, window_of(collection_round, granted, each), now) for each in row.indicators}
            cells |= own
            kinds += [(each, 1) for each in own.values()]
        else:
            shared = _cell(row, plain, now)
            cells |= dict.fromkeys(row.indicators, shared)
            kinds.append((shared, len(row.indicators)))
    waiting = [cell.window.due_at for cell, _times in kinds if not cell.is_in]
    due_at = min(waiting, default=whole.due_at)
    return ProviderLine(
        round=collection_round,
        provider=provider,
        progress=sum_of([Progress._make([number * times for number in cell.progress]) for cell, times in kinds]),
        sent_at=max((cell.sent_at for cell, _times in kinds if cell.sent_at), default=None),
        days_late=max((cell.days_late for cell, _times in kinds), default=0),
        due_on=(due_at - timedelta(seconds=1)).astimezone(ZoneInfo(collection_round.initiative.time_zone)).date(),
        cells=cells,
        granted=granted,
        whole=whole,
    )


def sum_of(parts: Iterable[Progress]) -> Progress:
    """Several progresses as one."""
    columns = list(zip(*parts, strict=True))
    return Progress(*map(sum, columns)) if columns else Progress(0)


def _cell(row: Alike, window: Window, now: datetime) -> Cell:
    progress = row.progress
    if window.is_excused(now) and not standing.is_in(progress):
        progress = standing.excused(progress)
    late = 0
    if progress.owed:
        late = standing.days_late(
            late_from=window.late_from,
            due_at=window.due_at,
            sent_at=row.sent_at if standing.is_in(progress) else None,
            now=now,
        )
    return Cell(progress, row.sent_at, late, window)


def line_from(collection_round: CollectionRound, owed: Sequence[Obligation]) -> ProviderLine | None:
    """One provider's line of what it owes, which is at hand with its entries; None where it owes nothing any more."""
    if not owed:
        return None
    by_indicator: dict[int, list[Obligation]] = defaultdict(list)
    for each in owed:
        by_indicator[each.indicator_id].append(each)
    provider, rows = owed[0].provider, [_counted(*each) for each in by_indicator.items()]
    granted = exceptions_in([collection_round], [provider.pk]).get((collection_round.pk, provider.pk), [])
    return _line(collection_round, provider, rows, granted, window_of(collection_round, []), timezone.now())


def _counted(indicator: int, owed: Sequence[Obligation]) -> Alike:
    """The same as `ALIKE`, of one indicator."""
    states = [{entry.state for entry in each.entries.all()} for each in owed]
    received = [entry.received_at for each in owed for entry in each.entries.all() if entry.received_at]
    progress = Progress(
        len(owed), *(sum(name in each for each in states) for name in ("draft", "submitted", "returned", "accepted"))
    )
    return Alike(progress, max(received, default=None), [indicator])
