"""Who has sent, who has not, and how late? And what stands in a partner's form?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative, Organization
from measurement.models import CollectionRound, Entry, IndicatorVersion, Obligation, Observation
from measurement.rules import standing
from measurement.rules.checks import Finding
from measurement.rules.standing import Progress
from measurement.selectors.entries import SeriesKey, earlier_points, findings_of


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


@dataclass(frozen=True, slots=True)
class GridRow:
    """One obligation in a form: what stands, what stood before, what is to fix or to check."""

    obligation: Obligation
    entry: Entry | None
    accepted: Entry | None
    previous: Observation | None
    earlier: Sequence[Observation]
    findings: Sequence[Finding]

    @property
    def shown(self) -> Entry | None:
        """The entry whose figures the form shows: the open one, else what was accepted."""
        return self.entry or self.accepted

    @property
    def errors(self) -> list[Finding]:
        return [each for each in self.findings if each.is_error]

    @property
    def warnings(self) -> list[Finding]:
        return [each for each in self.findings if not each.is_error]

    @property
    def is_locked(self) -> bool:
        return self.entry is not None and self.entry.state == Entry.State.SUBMITTED


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


def grid_rows(collection_round: CollectionRound, provider: Organization) -> list[GridRow]:
    """The form of a provider in a round, in the order asked for; three queries, whatever its length."""
    owed = Obligation.objects.filter(round=collection_round, provider=provider)
    rows = list(
        owed.select_related("indicator", "breakdown", "round__initiative", "provider").order_by("position", "pk")
    )
    earlier = earlier_points((each.indicator_id, each.subject_id, each.breakdown_id) for each in rows)
    open_entries, accepted = _entries(rows)
    findings = findings_of(list(open_entries.values()), earlier)
    return [_grid_row(each, open_entries.get(each.pk), accepted.get(each.pk), earlier, findings) for each in rows]


def definitions_of(indicators: Sequence[int]) -> dict[int, IndicatorVersion]:
    """The definition in force of each indicator."""
    versions = IndicatorVersion.objects.filter(indicator__in=indicators).order_by("number")
    return {version.indicator_id: version for version in versions}


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


def _entries(rows: Sequence[Obligation]) -> tuple[dict[int, Entry], dict[int, Entry]]:
    """The open entry and the last accepted one of each obligation."""
    open_entries: dict[int, Entry] = {}
    accepted: dict[int, Entry] = {}
    by_pk = {each.pk: each for each in rows}
    entries = Entry.objects.filter(obligation__in=rows).select_related("reviewed_by", "typed_by").order_by("pk")
    for entry in entries:
        entry.obligation = by_pk[entry.obligation_id]
        (accepted if entry.state == Entry.State.ACCEPTED else open_entries)[entry.obligation_id] = entry
    return open_entries, accepted


def _grid_row(
    owed: Obligation,
    entry: Entry | None,
    accepted: Entry | None,
    earlier: dict[SeriesKey, list[Observation]],
    findings: dict[int, list[Finding]],
) -> GridRow:
    points = [
        point
        for point in earlier.get((owed.indicator_id, owed.subject_id, owed.breakdown_id), [])
        if point.period_end < owed.period_end
    ]
    return GridRow(
        obligation=owed,
        entry=entry,
        accepted=accepted,
        previous=points[-1] if points else None,
        earlier=points,
        findings=findings.get(entry.pk, []) if entry else [],
    )
