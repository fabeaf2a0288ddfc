"""What awaits review, what was decided, and how does it differ from last time?"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.expressions import Value

from initiatives.models import Organization
from measurement.models import CollectionRound, Entry, Evidence, Indicator, Observation
from measurement.rules.checks import Finding
from measurement.selectors.entries import SeriesKey, earlier_points, findings_of

# What to look at: figures asked about, entered on behalf, with a note, not like last time.
LOOKS: dict[str, Q] = {
    "asked": ~Q(kept_because=""),
    "quiet": Q(kept_because="") & ~Q(typed_by_staff=True, confirmed_by=None),
    "on_behalf": Q(typed_by_staff=True, confirmed_by=None),
    "noted": ~Q(note=""),
}
STATES = (Entry.State.SUBMITTED, Entry.State.ACCEPTED, Entry.State.RETURNED)
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Queue:
    """Which entries of a round are looked at; an empty text leaves a choice open. What is not known counts as empty."""

    round: CollectionRound
    state: str = Entry.State.SUBMITTED
    partner: str = ""
    indicator: str = ""
    look: str = ""

    @property
    def entries(self) -> QuerySet[Entry]:
        """The newest entry in this state of each obligation, those to look at first on top."""
        entries = Entry.objects.filter(submission__round=self.round, state=self.state)
        if self.state == Entry.State.ACCEPTED:
            entries = entries.filter(observations__superseded_at=None)
        if self.partner:
            entries = entries.filter(submission__provider__code=self.partner)
        if self.indicator:
            entries = entries.filter(obligation__indicator__code=self.indicator)
        if self.look in LOOKS:
            entries = entries.filter(LOOKS[self.look])
        first = Case(When(LOOKS["asked"], then=Value(0)), default=Value(1))
        return entries.order_by(first, "submission__provider__name", "obligation__position", "pk")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One sent figure beside the last ones of the same subject and group."""

    entry: Entry
    earlier: Sequence[Observation]
    findings: list[Finding]
    pieces_of_evidence: int

    @property
    def previous(self) -> Observation | None:
        return self.earlier[-1] if self.earlier else None

    @property
    def change(self) -> Decimal | None:
        if self.previous is None or self.previous.value is None or self.entry.value is None:
            return None
        change: Decimal = self.entry.value - self.previous.value
        return change


def review_rows(entries: QuerySet[Entry]) -> list[ReviewRow]:
    """The entries with what to judge them by; the same few queries, whatever their number."""
    found = list(
        entries.select_related(
            "obligation__indicator",
            "obligation__breakdown",
            "submission__provider",
            "submission__round__initiative",
            "typed_by",
        )
    )
    earlier = earlier_points(_series(each) for each in found)
    findings = findings_of(found, earlier)
    kept = Evidence.objects.filter(obligation__in=[each.obligation_id for each in found], removed_at=None)
    pieces = dict(kept.order_by().values_list("obligation").annotate(Count("pk")))
    return [
        ReviewRow(each, _before(each, earlier), findings[each.pk], pieces.get(each.obligation_id, 0)) for each in found
    ]


def review_choices(collection_round: CollectionRound) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The partners that have sent something in a round, and the indicators: code and name of each; two queries."""
    partners = Organization.objects.filter(submissions__round=collection_round).order_by("name").distinct()
    indicators = Indicator.objects.filter(pk__in=collection_round.obligations.order_by().values("indicator"))
    return (
        list(partners.values_list("code", "name")),
        list(indicators.order_by("name").values_list(F("code"), "name")),
    )


def state_counts(collection_round: CollectionRound) -> dict[str, int]:
    """How many entries of a round are in each state."""
    entries = Entry.objects.filter(submission__round=collection_round).order_by().values_list("state")
    return dict(entries.annotate(Count("pk")))


def _series(entry: Entry) -> SeriesKey:
    owed = entry.obligation
    return owed.indicator_id, owed.subject_id, owed.breakdown_id


def _before(entry: Entry, earlier: dict[SeriesKey, list[Observation]]) -> list[Observation]:
    return [each for each in earlier.get(_series(entry), []) if each.period_end < entry.obligation.period_end]
