"""What awaits review, and how does it differ from last time?"""

from dataclasses import dataclass
from decimal import Decimal

from measurement.models import CollectionRound, Entry, Observation
from measurement.rules.checks import Finding
from measurement.selectors.entries import earlier_points, findings_of


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One sent figure beside the last one of the same subject and group."""

    entry: Entry
    previous: Observation | None
    findings: list[Finding]

    @property
    def change(self) -> Decimal | None:
        if self.previous is None or self.previous.value is None or self.entry.value is None:
            return None
        change: Decimal = self.entry.value - self.previous.value
        return change


def review_queue(collection_round: CollectionRound) -> list[ReviewRow]:
    """All entries of a round that await review, those to look at first; two queries."""
    entries = list(
        Entry.objects.filter(submission__round=collection_round, state=Entry.State.SUBMITTED)
        .select_related(
            "obligation__indicator",
            "obligation__breakdown",
            "submission__provider",
            "submission__round__initiative",
            "typed_by",
        )
        .order_by("submission__provider__name", "obligation__position")
    )
    earlier = earlier_points(
        (each.obligation.indicator_id, each.obligation.subject_id, each.obligation.breakdown_id) for each in entries
    )
    findings = findings_of(entries, earlier)
    rows = [ReviewRow(entry, _previous(entry, earlier), findings[entry.pk]) for entry in entries]
    return sorted(rows, key=lambda row: not row.findings)


def _previous(entry: Entry, earlier: dict[tuple[int, int, int], list[Observation]]) -> Observation | None:
    owed = entry.obligation
    points = [
        point
        for point in earlier.get((owed.indicator_id, owed.subject_id, owed.breakdown_id), [])
        if point.period_end < owed.period_end
    ]
    return points[-1] if points else None
