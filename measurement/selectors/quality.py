"""How good is what came in a round, by provider and indicator, and what did it cost the providers?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from backbone.core.beside import with_rows
from initiatives.models import Organization
from measurement.models import CollectionRound, Entry, EntryChange, Evidence, Flow, Indicator, Obligation, Observation
from measurement.rules import burden, quality
from measurement.rules.quality import Judged
from measurement.selectors.cells import standing_obligations

# A stock or flow is found by indicator, subject and breakdown, and by the first or last day of its period.
CellKey = tuple[int, int, int, date]
CELL = ("indicator_id", "subject_id", "breakdown_id", "period_start", "period_end")


@dataclass(frozen=True, slots=True)
class Owed:
    """One owed figure of a round with whose it is, and how good."""

    provider: int
    indicator: int
    judged: Judged


@dataclass(frozen=True, slots=True)
class Burden:
    """What a round cost one provider: minutes measured from its saves, minutes it said itself, fields filled in."""

    measured: int
    said: int | None
    fields: int


def judged_figures(
    collection_round: CollectionRound, provider: Organization | None = None, flows: Iterable[Flow] | None = None
) -> list[Owed]:
    """Every owed figure of a round, or of one provider in it, with the parts of its quality.

    `flows` are those of its `indicators_in`, where somebody has read them; three queries at most then.
    """
    owed = standing_obligations().filter(round=collection_round)
    if provider is not None:
        owed = owed.filter(provider=provider)
    with_evidence = owed.annotate(is_backed=Exists(Evidence.objects.filter(obligation=OuterRef("pk"), removed_at=None)))
    newest = _newest(owed)
    rows = list(with_evidence.values_list("pk", "provider_id", "is_backed", *CELL))
    if flows is None:
        flows = [flow for each in indicators_in(collection_round).values() for flow in each.flows.all()]
    stocks = _balanced([cell for _pk, _provider, _is_backed, *cell in rows], flows)
    return [
        Owed(
            of_provider,
            indicator,
            _judge(newest.get(pk), is_backed, collection_round.late_from, stocks.get((indicator, subject, group, end))),
        )
        for pk, of_provider, is_backed, indicator, subject, group, _start, end in rows
    ]


def burdens(collection_round: CollectionRound, provider: Organization | None = None) -> dict[int, Burden]:
    """What the round cost each provider that used the form, by its id; two queries."""
    saves = EntryChange.objects.filter(
        entry__submission__round=collection_round,
        act=EntryChange.Act.SAVED,
        came_by=EntryChange.Way.FORM,
        entry__typed_by_staff=False,
    )
    entries = Entry.objects.filter(submission__round=collection_round, typed_by_staff=False)
    if provider is not None:
        saves = saves.filter(entry__submission__provider=provider)
        entries = entries.filter(submission__provider=provider)
    moments: dict[tuple[int, int | None], list[datetime]] = defaultdict(list)
    for of_provider, person, moment in saves.values_list("entry__submission__provider", "made_by", "made_at"):
        moments[(of_provider, person)].append(moment)
    fields: dict[int, int] = defaultdict(int)
    said: dict[int, int | None] = {}
    for of_provider, minutes, count, total, value in entries.values_list(
        "submission__provider", "submission__minutes_said", "numerator", "denominator", "value"
    ):
        said[of_provider] = minutes
        fields[of_provider] += sum(each is not None for each in (count, total)) or int(value is not None)
    return {
        of_provider: Burden(
            measured=sum(burden.minutes(each) for (whose, _), each in moments.items() if whose == of_provider),
            said=said[of_provider],
            fields=fields[of_provider],
        )
        for of_provider in said
    }


def _newest(owed: QuerySet[Obligation]) -> dict[int, dict[str, Any]]:
    """The newest entry of each obligation that was sent, with the first moment of receipt."""
    found: dict[int, dict[str, Any]] = {}
    entries = Entry.objects.filter(obligation__in=owed, received_at__isnull=False).order_by("pk")
    for entry in entries.values("obligation_id", "received_at", "strangeness", "came_by", "state"):
        first = found.get(entry["obligation_id"])
        found[entry["obligation_id"]] = entry | ({"received_at": first["received_at"]} if first else {})
    return found


def _judge(entry: Mapping[str, Any] | None, is_backed: bool, late_from: datetime, is_balanced: bool | None) -> Judged:
    if entry is None:
        return Judged(is_complete=False)
    return Judged(
        is_complete=entry["state"] in (Entry.State.SUBMITTED, Entry.State.ACCEPTED),
        is_on_time=entry["received_at"] < late_from,
        is_plausible=entry["strangeness"] is None or entry["strangeness"] <= 1,
        is_evidenced=is_backed or entry["came_by"] != Entry.Way.FORM,
        is_balanced=is_balanced,
    )


def _balanced(owed: Iterable[Sequence[Any]], of_stocks: Iterable[Flow]) -> dict[CellKey, bool | None]:
    """Whether each stock that is owed balances with its flows, by its cell; no query where there are no stocks."""
    flows: dict[int, list[Flow]] = defaultdict(list)
    for flow in of_stocks:
        flows[flow.stock_id].append(flow)
    cells = [cell for cell in owed if cell[0] in flows]
    if not cells:
        return {}
    closing, moved = _observed(flows, {subject for _, subject, *_ in cells})
    return {
        (stock, subject, group, end): quality.balances(
            opening=closing.get((stock, subject, group, start - timedelta(days=1))),
            into=[moved.get((each.indicator_id, subject, group, end)) for each in flows[stock] if not each.goes_out],
            out=[moved.get((each.indicator_id, subject, group, end)) for each in flows[stock] if each.goes_out],
            closing=closing.get((stock, subject, group, end)),
        )
        for stock, subject, group, start, end in cells
    }


def _observed(
    flows: Mapping[int, Iterable[Flow]], subjects: set[int]
) -> tuple[dict[CellKey, Decimal], dict[CellKey, Decimal]]:
    """The current figures of stocks and of flows, by cell and last day."""
    moving = {flow.indicator_id for each in flows.values() for flow in each}
    current = Observation.objects.filter(
        indicator__in={*flows, *moving}, subject__in=subjects, superseded_at=None, value__isnull=False
    ).values_list("indicator_id", "subject_id", "breakdown_id", "period_end", "value")
    stocks: dict[CellKey, Decimal] = {}
    moved: dict[CellKey, Decimal] = {}
    for indicator, subject, group, end, value in current:
        if value is not None:
            (stocks if indicator in flows else moved)[(indicator, subject, group, end)] = value
    return stocks, moved


def providers_in(collection_round: CollectionRound) -> dict[int, Organization]:
    """The providers of a round, by id; one query."""
    owed = collection_round.obligations.order_by()
    return {each.pk: each for each in Organization.objects.filter(pk__in=owed.values("provider"))}


def indicators_in(collection_round: CollectionRound) -> dict[int, Indicator]:
    """The indicators of a round, by id, each with its flows; one query."""
    found = Indicator.objects.filter(pk__in=collection_round.obligations.order_by().values("indicator"))
    return {each.pk: each for each in with_rows(found, flows=Flow.objects.select_related("indicator"))}
