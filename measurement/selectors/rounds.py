"""Who has sent, who has not, and how late? And what stands in a partner's form?"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative, Organization
from measurement.models import CollectionRound, Entry, IndicatorVersion, Obligation, Observation, ProviderException
from measurement.rules.checks import Finding
from measurement.selectors.cells import ProviderLine, lines_of, standing_obligations
from measurement.selectors.entries import SeriesKey, earlier_points, findings_of


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


def rounds_of(initiative: Initiative) -> QuerySet[CollectionRound]:
    """All rounds of an initiative, the latest due first."""
    return CollectionRound.objects.filter(initiative=initiative).select_related("initiative")


def provider_lines(collection_round: CollectionRound) -> list[ProviderLine]:
    """Every provider of a round, those who are late first; three queries, whatever their number."""
    owed = standing_obligations().filter(round=collection_round)
    asked = Organization.objects.filter(pk__in=owed.order_by().values("provider"))  # a join would count each figure
    providers = {each.pk: each for each in asked.select_related("sector").order_by("name")}
    place = {pk: number for number, pk in enumerate(providers)}
    lines = lines_of(owed, {collection_round.pk: collection_round}, providers)
    return sorted(lines, key=lambda line: (-line.days_late, place[line.provider.pk]))


def lines_of_partner(initiative: Initiative, provider: Organization) -> list[ProviderLine]:
    """One partner's rounds in an initiative, the latest due first; three queries."""
    owed = standing_obligations().filter(round__initiative=initiative, provider=provider)
    asked = owed.order_by().values("round")
    rounds = {each.pk: each for each in rounds_of(initiative).filter(pk__in=asked)}
    place = {pk: number for number, pk in enumerate(rounds)}
    return sorted(lines_of(owed, rounds, {provider.pk: provider}), key=lambda line: place[line.round.pk])


def line_of(collection_round: CollectionRound, provider: Organization) -> ProviderLine | None:
    """One partner's line in a round; None where it owes nothing there any more. Two queries."""
    owed = standing_obligations().filter(round=collection_round, provider=provider)
    lines = lines_of(owed, {collection_round.pk: collection_round}, {provider.pk: provider})
    return lines[0] if lines else None


def open_lines_of(by: Actor, initiative: Initiative) -> list[ProviderLine]:
    """What the actor's own organizations owe in rounds that they may still send to; four queries at most."""
    return open_lines_for(by.organization_ids, initiatives=[initiative])


def open_lines_for(
    organizations: Collection[int], *, initiatives: Sequence[Initiative] | None = None, now: datetime | None = None
) -> list[ProviderLine]:
    """What organizations owe in rounds that are open to them at a moment, in some initiatives or all of the tenant."""
    if not organizations:
        return []
    moment = now or timezone.now()
    yesterday, tomorrow = (moment - timedelta(days=1)).date(), (moment + timedelta(days=1)).date()
    more_time = ProviderException.objects.filter(
        round=OuterRef("round"), provider=OuterRef("provider"), until__gte=yesterday
    )
    owed = standing_obligations().filter(
        Q(round__closes_on__gte=yesterday) | Exists(more_time),
        provider__in=organizations,
        round__opens_on__lte=tomorrow,
    )
    if initiatives is not None:
        owed = owed.filter(round__initiative__in=initiatives)
    rounds = CollectionRound.objects.filter(pk__in=owed.values("round")).select_related("initiative")
    found = {each.pk: each for each in rounds if moment >= each.opens_at}
    providers = Organization.objects.in_bulk(list(organizations)) if found else {}
    lines = lines_of(owed.filter(round__in=found), found, providers, moment) if found else []
    return [line for line in lines if line.window.is_open(moment)]


def grid_rows(collection_round: CollectionRound, provider: Organization) -> list[GridRow]:
    """The form of a provider in a round, in the order asked for; three queries, whatever its length."""
    owed = standing_obligations().filter(round=collection_round, provider=provider)
    rows = list(
        owed.select_related("indicator", "breakdown", "round__initiative", "provider").order_by("position", "pk")
    )
    earlier = earlier_points((each.indicator_id, each.subject_id, each.breakdown_id) for each in rows)
    open_entries, accepted = _entries(rows)
    findings = findings_of(list(open_entries.values()), earlier)
    return [_grid_row(each, open_entries.get(each.pk), accepted.get(each.pk), earlier, findings) for each in rows]


def withdrawn_entries(collection_round: CollectionRound, provider: Organization) -> list[Entry]:
    """What was typed for figures that are no longer owed: kept to be read."""
    entries = Entry.objects.filter(
        obligation__round=collection_round, obligation__provider=provider, obligation__withdrawn_at__isnull=False
    )
    return list(entries.select_related("obligation__indicator", "obligation__breakdown").order_by("obligation", "pk"))


def definitions_of(indicators: Sequence[int]) -> dict[int, IndicatorVersion]:
    """The definition in force of each indicator."""
    versions = IndicatorVersion.objects.filter(indicator__in=indicators).order_by("number")
    return {version.indicator_id: version for version in versions}


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
