"""What stands in a partner's form, what stood before, and what have others changed in it meanwhile?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from backbone.core.beside import with_rows
from backbone.tenancy.actors import Actor
from initiatives.models import Organization
from measurement.models import CollectionRound, Entry, EntryChange, Evidence, IndicatorVersion, Obligation, Observation
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
    return _of_provider(standing_obligations(), collection_round, provider)


def _of_provider(
    owed: QuerySet[Obligation], collection_round: CollectionRound, provider: Organization
) -> QuerySet[Obligation]:
    found = owed.filter(round=collection_round, provider=provider)
    return found.select_related("indicator", "breakdown", "round__initiative", "provider").order_by("position", "pk")


def _with_entries(owed: QuerySet[Obligation]) -> list[Obligation]:
    """The obligations with their entries, the oldest first, and with their evidence; one query."""
    rows = with_rows(
        owed,
        entries=Entry.objects.select_related("reviewed_by", "typed_by", "submission").order_by("pk"),
        evidence=Evidence.objects.filter(removed_at=None),
    )
    for each in rows:
        for entry in each.entries.all():
            entry.submission.round, entry.submission.provider = each.round, each.provider
    return rows


def grid_rows(collection_round: CollectionRound, provider: Organization, *, only: UUID | None = None) -> list[GridRow]:
    """The form of a provider in a round, or one row of it; the same few queries, whatever its length."""
    owed = obligations_of(collection_round, provider)
    return _grid(_with_entries(owed.filter(uid=only) if only else owed))


def form_rows(collection_round: CollectionRound, provider: Organization) -> tuple[list[GridRow], list[Entry]]:
    """The form, and what was typed for figures that are no longer owed: kept to be read."""
    rows = _with_entries(_of_provider(Obligation.objects.all(), collection_round, provider))
    withdrawn = [entry for each in rows if each.withdrawn_at for entry in each.entries.all()]
    return _grid([each for each in rows if each.withdrawn_at is None]), withdrawn


def _grid(rows: Sequence[Obligation]) -> list[GridRow]:
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


def definitions_of(indicators: Sequence[int]) -> dict[int, IndicatorVersion]:
    """The definition in force of each indicator."""
    versions = IndicatorVersion.objects.filter(indicator__in=indicators).order_by("number")
    return {version.indicator_id: version for version in versions}


def _entries(rows: Sequence[Obligation]) -> tuple[dict[int, Entry], dict[int, Entry]]:
    """The open entry and the last accepted one of each obligation."""
    open_entries: dict[int, Entry] = {}
    accepted: dict[int, Entry] = {}
    for entry in (entry for each in rows for entry in each.entries.all()):
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
        pieces_of_evidence=len(owed.evidence.all()),
    )
