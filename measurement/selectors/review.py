"""What awaits review, what was decided, and how does it differ from last time?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Case, Count, F, Q, QuerySet, When
from django.db.models.expressions import Value

from measurement.models import CollectionRound, Entry, Indicator, Observation, Submission
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
    kept = Count("obligation__evidence", filter=Q(obligation__evidence__removed_at=None))
    found = list(
        entries.select_related(
            "obligation__indicator",
            "obligation__breakdown",
            "submission__provider",
            "submission__round__initiative",
            "typed_by",
        ).annotate(pieces_of_evidence=kept)
    )
    earlier = earlier_points(_series(each) for each in found)
    findings = findings_of(found, earlier)
    return [
        ReviewRow(each, _before(each, earlier), findings[each.pk], vars(each)["pieces_of_evidence"]) for each in found
    ]


@dataclass(frozen=True, slots=True)
class Sent:
    """Which partners have sent something in a round, by code and name, and how many entries are in each state."""

    partners: Sequence[tuple[str, str]]
    states: Mapping[str, int]


def sent_in(collection_round: CollectionRound) -> Sent:
    """Who has sent what in a round; one query."""
    by = ("provider__name", "provider__code", "entries__state")
    rows = Submission.objects.filter(round=collection_round).order_by(*by).values_list(*by).annotate(Count("entries"))
    partners: dict[str, str] = {}
    states: dict[str, int] = defaultdict(int)
    for name, code, state, count in rows:
        partners[code] = name
        states[state] += count
    return Sent(list(partners.items()), states)


def indicators_asked(collection_round: CollectionRound) -> list[tuple[str, str]]:
    """The indicators of a round by name: code and name of each; one query."""
    indicators = Indicator.objects.filter(pk__in=collection_round.obligations.order_by().values("indicator"))
    return list(indicators.order_by("name").values_list(F("code"), "name"))


def _series(entry: Entry) -> SeriesKey:
    owed = entry.obligation
    return owed.indicator_id, owed.subject_id, owed.breakdown_id


def _before(entry: Entry, earlier: dict[SeriesKey, list[Observation]]) -> list[Observation]:
    return [each for each in earlier.get(_series(entry), []) if each.period_end < entry.obligation.period_end]
