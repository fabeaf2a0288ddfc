"""How are partners asked what they think, so that nobody can be told by the answer?"""

from collections.abc import Mapping
from datetime import date
from random import SystemRandom

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Case, F, IntegerField, Q, Value, When

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, PulseSurvey, PulseTally, PulseText, PulseTicket
from initiatives.rules import pulse as rules
from initiatives.services.office import refuse


@transaction.atomic
def open_pulse(
    initiative: Initiative, *, title: str, closes_on: date, asked: int, by: Actor, least: int = rules.LEAST
) -> PulseSurvey:
    """Ask all partners; `asked` is how many they are. How many must answer is fixed from here on.

    Raises RuleViolation while another survey is open, or for one that would show fewer than five.
    """
    require(by, Capability.RUN_OFFICE, on=initiative)
    Initiative.objects.select_for_update().get(pk=initiative.pk)
    today = initiative.today()
    is_one_open = PulseSurvey.objects.filter(initiative=initiative, closed_on=None, closes_on__gte=today).exists()
    refuse(rules.opening_refusal(least=least, closes_on=closes_on, today=today, is_one_open=is_one_open))
    survey = PulseSurvey.objects.create(
        initiative=initiative, title=title.strip(), opens_on=today, closes_on=closes_on, least=least, asked=asked
    )
    PulseTally.objects.bulk_create(
        PulseTally(survey=survey, question=question, rating=rating)
        for question in rules.QUESTIONS for rating in rules.RATINGS
    )  # fmt: skip
    record("pulse.opened", survey, by=by, initiative_uid=initiative.uid)
    return survey


@transaction.atomic
def answer_pulse(
    survey: PulseSurvey, *, ratings: Mapping[str, int], text: str, membership: Membership, asked: int, by: Actor
) -> None:
    """Count the ratings of somebody, and keep the words; no row says whose they are.

    Every tally and text of the survey is written anew, so that neither the number of the transaction nor the order
    of rows tells what came together with a ticket. The trail is told nothing: it would keep person and moment.

    Raises RuleViolation for who has answered already or comes too late, PermissionDenied for backbone staff and for
    the membership of somebody else.
    """
    require(by, Capability.ANSWER_PULSE, on=survey)
    if by.is_staff or membership.user_id != by.user_id:
        raise PermissionDenied(Capability.ANSWER_PULSE.value)
    found = PulseSurvey.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=survey.pk)
    has_answered = PulseTicket.objects.filter(survey=found, membership=membership).exists()
    is_closed = rules.is_closed(found.closes_on, found.closed_on, found.initiative.today())
    refuse(rules.answer_refusal(is_closed=is_closed, has_answered=has_answered))
    PulseTicket.objects.create(survey=found, membership=membership)
    _count(found, ratings)
    _mix(found, text.strip())
    found.asked = max(found.asked, asked)
    found.save(update_fields=["asked"])


def _count(survey: PulseSurvey, ratings: Mapping[str, int]) -> None:
    """One more for each rating given; one statement, which rewrites the tallies that stay as they are as well."""
    given = Q(pk=None)
    for question, rating in ratings.items():
        given |= Q(question=question, rating=rating)
    one_more = Case(When(given, then=Value(1)), default=Value(0), output_field=IntegerField())
    PulseTally.objects.filter(survey=survey).update(given=F("given") + one_more)


def _mix(survey: PulseSurvey, text: str) -> None:
    """All texts anew, in an order that tells nothing, whether or not there is one more."""
    texts = list(PulseText.objects.filter(survey=survey).values_list("text", flat=True))
    texts += [text] if text else []
    SystemRandom().shuffle(texts)
    PulseText.objects.filter(survey=survey).delete()
    PulseText.objects.bulk_create(PulseText(survey=survey, text=each) for each in texts)


@transaction.atomic
def close_pulse(survey: PulseSurvey, *, by: Actor) -> PulseSurvey:
    """Take no more answers. It shows nothing that would not be shown after its last day. Raises RuleViolation
    for one that is closed already.
    """
    require(by, Capability.RUN_OFFICE, on=survey)
    found = PulseSurvey.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=survey.pk)
    today = found.initiative.today()
    refuse(rules.answer_refusal(is_closed=rules.is_closed(found.closes_on, found.closed_on, today), has_answered=False))
    found.closed_on = today
    found.save(update_fields=["closed_on"])
    record("pulse.closed", found, by=by, initiative_uid=found.initiative.uid)
    return found
