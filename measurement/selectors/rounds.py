"""Who has sent, who has not, and how late?"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative, Organization
from measurement.models import CollectionRound, Obligation
from measurement.rules import standing
from measurement.rules.standing import Progress


@dataclass(frozen=True, slots=True)
class ProviderLine:
    """One provider in a round: how far it is, when it last sent, and how late that is."""

    round: CollectionRound
    provider: Organization
    progress: Progress
    sent_at: datetime | None
    days_late: int

    @property
    def state(self) -> str:
        return standing.state(self.progress)


COUNTS: dict[str, Any] = {
    "owed": Count("pk", distinct=True),
    **{
        state: Count("entries__obligation", filter=Q(entries__state=state), distinct=True)
        for state in ("draft", "submitted", "returned", "accepted")
    },
    "sent_at": Max("entries__received_at"),
}


def rounds_of(initiative: Initiative) -> QuerySet[CollectionRound]:
    """All rounds of an initiative, the latest due first."""
    return CollectionRound.objects.filter(initiative=initiative).select_related("initiative")


def provider_lines(collection_round: CollectionRound) -> list[ProviderLine]:
    """Every provider of a round, those who are late first; two queries, whatever their number."""
    rows = {row["provider"]: row for row in _counted(Obligation.objects.filter(round=collection_round), "provider")}
    providers = Organization.objects.filter(pk__in=rows).order_by("name")
    lines = [_line(collection_round, provider, rows[provider.pk]) for provider in providers]
    return sorted(lines, key=lambda line: -line.days_late)


def lines_of_partner(initiative: Initiative, provider: Organization) -> list[ProviderLine]:
    """One partner's rounds in an initiative, the latest due first; two queries."""
    owed = Obligation.objects.filter(round__initiative=initiative, provider=provider)
    rows = {row["round"]: row for row in _counted(owed, "round")}
    return [
        _line(each, provider, rows[each.pk]) for each in rounds_of(initiative).filter(pk__in=rows) if each.pk in rows
    ]


def open_lines_of(by: Actor, initiative: Initiative) -> list[ProviderLine]:
    """What the actor's own organizations owe in rounds that have not closed; three queries at most."""
    if not by.organization_ids:
        return []
    owed = Obligation.objects.filter(round__initiative=initiative, provider__in=by.organization_ids)
    rows = list(_counted(owed, "round", "provider"))
    rounds = {each.pk: each for each in rounds_of(initiative).filter(pk__in={row["round"] for row in rows})}
    providers = Organization.objects.in_bulk({row["provider"] for row in rows})
    now = timezone.now()
    return [
        _line(rounds[row["round"]], providers[row["provider"]], row)
        for row in rows
        if rounds[row["round"]].opens_at <= now < rounds[row["round"]].closes_at
    ]


def _counted(owed: QuerySet[Obligation], *by: str) -> QuerySet[Any, dict[str, Any]]:
    counted: QuerySet[Any, dict[str, Any]] = owed.order_by().values(*by).annotate(**COUNTS)
    return counted


def _line(collection_round: CollectionRound, provider: Organization, row: dict[str, Any]) -> ProviderLine:
    progress = Progress(row["owed"], row["draft"], row["submitted"], row["returned"], row["accepted"])
    is_in = progress.done == progress.owed and not progress.returned
    return ProviderLine(
        round=collection_round,
        provider=provider,
        progress=progress,
        sent_at=row["sent_at"],
        days_late=standing.days_late(
            late_from=collection_round.late_from,
            due_at=collection_round.due_at,
            sent_at=row["sent_at"] if is_in else None,
            now=timezone.now(),
        ),
    )
