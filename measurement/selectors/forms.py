"""What stands in a partner's form, what stood before, and what have others changed in it meanwhile?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from backbone.tenancy.actors import Actor
from initiatives.models import Organization
from measurement.models import CollectionRound, Entry, EntryChange, IndicatorVersion, Obligation, Observation
from measurement.rules.checks import Finding
from measurement.selectors.cells import standing_obligations
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
    pieces_of_evidence: int = 0

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


def obligations_of(collection_round: CollectionRound, provider: Organization) -> QuerySet[Obligation]:
    """What a provider owes in a round, in the order asked for, with what its form shows of it."""
    owed = standing_obligations().filter(round=collection_round, provider=provider)
    related = owed.select_related("indicator", "breakdown", "round__initiative", "provider")
    return related.order_by("position", "pk")


def grid_rows(collection_round: CollectionRound, provider: Organization, *, only: UUID | None = None) -> list[GridRow]:
    """The form of a provider in a round, or one row of it; the same few queries, whatever its length."""
    kept = Count("evidence", filter=Q(evidence__removed_at=None))
    owed = obligations_of(collection_round, provider).annotate(pieces_of_evidence=kept)
    rows = list(owed.filter(uid=only) if only else owed)
    earlier = earlier_points((each.indicator_id, each.subject_id, each.breakdown_id) for each in rows)
    open_entries, accepted = _entries(rows)
    findings = findings_of(list(open_entries.values()), earlier)
    return [_grid_row(each, open_entries.get(each.pk), accepted.get(each.pk), earlier, findings) for each in rows]


def changed_by_others(
    collection_round: CollectionRound, provider: Organization, *, since: datetime, reader: Actor
) -> set[UUID]:
    """The obligations whose figure somebody else than the reader saved, sent, returned or accepted since a moment."""
    changes = EntryChange.objects.filter(
        entry__obligation__round=collection_round, entry__obligation__provider=provider, made_at__gt=since
    ).exclude(made_by=reader.user_id, made_by_key=None)
    return set(changes.values_list("entry__obligation__uid", flat=True))


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
    related = ("reviewed_by", "typed_by", "submission__round__initiative", "submission__provider")
    entries = Entry.objects.filter(obligation__in=rows).select_related(*related).order_by("pk")
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
        pieces_of_evidence=vars(owed)["pieces_of_evidence"],
    )
