"""Who is asked in a pulse survey, what did those who answered say, and what comes first now?"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, IntegerField, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, StaffRole
from backbone.tenancy.permissions import Capability, may
from initiatives.models import (
    Initiative,
    PartnerRole,
    Priority,
    PulseSurvey,
    PulseTally,
    PulseText,
    PulseTicket,
)
from initiatives.rules.pulse import RATINGS, Band, bands, is_closed, may_show
from workgroups.models import SeatHolder
from workgroups.selectors.consent import waiting_for

Counts = dict[int, dict[str, list[int]]]


def asked_in(initiative: Initiative) -> int:
    """How many people of partners and groups may answer; who is backbone staff as well may not. One query."""
    works = PartnerRole.objects.filter(
        membership=OuterRef("pk"), ended_at=None, organization__participations__initiative=initiative
    )
    sits = SeatHolder.objects.filter(membership=OuterRef("pk"), ended_on=None, seat__group__initiative=initiative)
    staff = StaffRole.objects.filter(membership=OuterRef("pk"), ended_at=None)
    in_force = Membership.objects.filter(joined_at__isnull=False, ended_at=None)
    return in_force.filter(Exists(works) | Exists(sits)).exclude(Exists(staff)).count()


def may_answer(by: Actor, initiative: Initiative) -> bool:
    """Whether the actor is one of those who are asked."""
    return not by.is_staff and may(by, Capability.ANSWER_PULSE, on=initiative)


@dataclass(frozen=True, slots=True)
class PulseLine:
    """A survey as lists show it; how many have answered is told of a closed one only."""

    survey: PulseSurvey
    is_closed: bool
    answered: int
    is_mine_open: bool

    @property
    def is_shown(self) -> bool:
        return may_show(is_closed=self.is_closed, answered=self.answered, least=self.survey.least)


def pulses_of(by: Actor, initiative: Initiative) -> list[PulseLine]:
    """Every survey, the latest first; one query."""
    mine = PulseTicket.objects.filter(survey=OuterRef("pk"), membership__user=by.user_id)
    rows = PulseSurvey.objects.filter(initiative=initiative).annotate(
        is_answered=Exists(mine), answered=_answered(OuterRef("pk"))
    )
    today, is_asked = initiative.today(), may_answer(by, initiative)
    return [_line(each, today, is_asked) for each in rows]


def _line(survey: Any, today: date, is_asked: bool) -> PulseLine:
    closed = is_closed(survey.closes_on, survey.closed_on, today)
    return PulseLine(
        survey, closed, survey.answered if closed else 0, is_asked and not closed and not survey.is_answered
    )


def _answered(survey: OuterRef) -> Coalesce:
    """How many have answered a survey, as a subquery."""
    tickets = PulseTicket.objects.filter(survey=survey).order_by().values("survey").annotate(n=Count("pk"))
    return Coalesce(Subquery(tickets.values("n"), output_field=IntegerField()), 0)


@dataclass(frozen=True, slots=True)
class PulseResult:
    """What may be told of a closed survey; `bands` by question and `texts` are empty where nothing may be."""

    survey: PulseSurvey
    is_closed: bool
    answered: int
    is_shown: bool
    bands: Mapping[str, Sequence[Band]]
    texts: Sequence[str]


def result_of(survey: PulseSurvey, today: date) -> PulseResult:
    """What a survey found; three queries, and not even these before it is closed and enough have answered."""
    closed = is_closed(survey.closes_on, survey.closed_on, today)
    answered = PulseTicket.objects.filter(survey=survey).count() if closed else 0
    if not may_show(is_closed=closed, answered=answered, least=survey.least):
        return PulseResult(survey, closed, answered, False, {}, ())
    counts = _counts(survey)
    # In the order of the alphabet, which tells nothing of who came when.
    texts = list(PulseText.objects.filter(survey=survey).order_by("text").values_list("text", flat=True))
    return PulseResult(
        survey, closed, answered, True, _bands(counts, survey.least), texts if len(texts) >= survey.least else ()
    )


def result_of_year(initiative: Initiative, year: int, today: date) -> PulseResult | None:
    """The last survey that ended in a year and may be shown, without its texts; one query."""
    in_year = Q(survey__closed_on__year=year) | Q(
        survey__closed_on=None, survey__closes_on__year=year, survey__closes_on__lt=today
    )
    tallies = (
        PulseTally.objects.filter(in_year, survey__initiative=initiative)
        .annotate(answered=_answered(OuterRef("survey")))
        .select_related("survey")
        .order_by("-survey__closes_on", "-survey")
    )
    found: dict[int, tuple[PulseSurvey, int]] = {}
    counts: Counts = defaultdict(lambda: defaultdict(lambda: [0] * len(RATINGS)))
    for each in tallies:
        found.setdefault(each.survey_id, (each.survey, each.answered))
        counts[each.survey_id][each.question][each.rating - 1] = each.given
    for survey, answered in found.values():
        if may_show(is_closed=True, answered=answered, least=survey.least):
            return PulseResult(survey, True, answered, True, _bands(counts[survey.pk], survey.least), ())
    return None


def _counts(survey: PulseSurvey) -> dict[str, list[int]]:
    found: dict[str, list[int]] = defaultdict(lambda: [0] * len(RATINGS))
    for question, rating, given in survey.tallies.values_list("question", "rating", "given"):
        found[question][rating - 1] = given
    return found


def _bands(counts: Mapping[str, Sequence[int]], least: int) -> dict[str, list[Band]]:
    return {question: bands(given, least) for question, given in counts.items()}


@dataclass(frozen=True, slots=True)
class Attention:
    """What everybody sees first: the current priority, a survey that the reader has not answered yet, and how many
    texts that name the reader wait for a word.
    """

    priority: str
    until: date | None
    pulse: UUID | None
    pulse_until: date | None
    named_in: int


def attention_of(by: Actor, initiative: Initiative) -> Attention:
    """The current priority, an open survey, and how many texts wait for the reader's word; one query."""
    here, today = OuterRef("pk"), initiative.today()
    first = Priority.objects.filter(initiative=here, is_current=True)
    mine = PulseTicket.objects.filter(survey=OuterRef("pk"), membership__user=by.user_id)
    survey = PulseSurvey.objects.filter(
        initiative=here, closed_on=None, opens_on__lte=today, closes_on__gte=today
    ).exclude(Exists(mine))  # fmt: skip
    columns: dict[str, Any] = {
        "first": Subquery(first.values("text")[:1]),
        "first_until": Subquery(first.values("until")[:1]),
        "named_in": ArraySubquery(waiting_for(by, initiative).order_by().values("pk")),
    }
    if may_answer(by, initiative):
        columns |= {
            "pulse": Subquery(survey.values("uid")[:1]),
            "pulse_until": Subquery(survey.values("closes_on")[:1]),
        }
    row: Any = Initiative.objects.filter(pk=initiative.pk).values(**columns).get()
    found = row["first"] or "", row["first_until"], row.get("pulse"), row.get("pulse_until")
    return Attention(*found, len(row["named_in"]))
