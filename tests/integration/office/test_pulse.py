"""A survey is answered once, tells nobody's answer, and shows nothing before enough have answered and it is closed."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.db.models import Model
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.models import StaffRole, TrailRecord
from backbone.tenancy.roles import Role
from communications.office.selectors import PulseResult, asked_in, result_of
from communications.sandbox.world import World
from initiatives.models import PulseSurvey, PulseTally, PulseText, PulseTicket
from initiatives.rules.pulse import QUESTIONS, Band
from initiatives.services import pulse
from tests.conftest import Cast

ASKED = ("paolo", "rita", "vera", "petra", "pia", "stella", "wes", "gwen")
STAFF = ("ada", "priya", "dana", "fay")


def answer(world: World, name: str, rating: int = 4, text: str = "") -> None:
    person = world.people[name]
    pulse.answer_pulse(
        world.open_pulse, ratings=dict.fromkeys(QUESTIONS, rating), text=text, asked=8, membership=person.membership,
        by=person.actor,
    )  # fmt: skip


def result(world: World) -> PulseResult:
    return result_of(PulseSurvey.objects.get(pk=world.open_pulse.pk), world.initiative.today())


def close(world: World) -> None:
    pulse.close_pulse(world.open_pulse, by=world.people["priya"].actor)


def code_of(refused: pytest.ExceptionInfo[RuleViolation]) -> str:
    return refused.value.refusal.code


def test_a_second_answer_of_the_same_person_is_refused(in_ours: World) -> None:
    answer(in_ours, "paolo")
    before = sorted(PulseTally.objects.filter(survey=in_ours.open_pulse).values_list("question", "rating", "given"))
    with pytest.raises(RuleViolation) as refused:
        answer(in_ours, "paolo", 1, "Again")
    assert code_of(refused) == "pulse_answered_already"
    after = sorted(PulseTally.objects.filter(survey=in_ours.open_pulse).values_list("question", "rating", "given"))
    assert before == after
    assert not PulseText.objects.filter(survey=in_ours.open_pulse).exists()


@pytest.mark.parametrize("name", [*STAFF, "oscar"])
def test_staff_and_observers_cannot_answer(in_ours: World, name: str) -> None:
    with pytest.raises(PermissionDenied):
        answer(in_ours, name)
    assert not PulseTicket.objects.filter(survey=in_ours.open_pulse).exists()


def test_whoever_is_staff_as_well_as_of_a_partner_cannot_answer_and_is_not_counted(in_ours: World) -> None:
    assert asked_in(in_ours.initiative) == len(ASKED)
    StaffRole.objects.create(membership=in_ours.people["paolo"].membership, role=Role.FACILITATOR)
    assert asked_in(in_ours.initiative) == len(ASKED) - 1
    with pytest.raises(PermissionDenied):
        answer(in_ours, "paolo")


def test_nobody_answers_for_somebody_else(in_ours: World) -> None:
    with pytest.raises(PermissionDenied):
        pulse.answer_pulse(
            in_ours.open_pulse, ratings={}, text="", asked=8, membership=in_ours.people["rita"].membership,
            by=in_ours.people["paolo"].actor,
        )  # fmt: skip


def test_nothing_is_shown_of_one_less_than_the_least_and_something_of_the_least(in_ours: World) -> None:
    for number, name in enumerate(ASKED[:4]):
        answer(in_ours, name, text=f"Words {number}")
    assert (result(in_ours).is_shown, result(in_ours).answered) == (False, 0)
    answer(in_ours, ASKED[4], 1, text="Words 4")
    # Enough have answered, and it is open: still nothing, not even how many.
    assert (result(in_ours).is_shown, result(in_ours).answered, result(in_ours).bands) == (False, 0, {})
    close(in_ours)
    found = result(in_ours)
    assert (found.is_shown, found.answered, found.survey.asked) == (True, 5, 8)
    assert found.bands["aim"] == [Band(1, 5, 5)]
    assert found.texts == [f"Words {number}" for number in range(5)]


def test_closing_early_does_not_help(in_ours: World) -> None:
    for name in ASKED[:4]:
        answer(in_ours, name, text="Words")
    close(in_ours)
    found = result(in_ours)
    assert (found.is_closed, found.answered, found.is_shown, found.bands, found.texts) == (True, 4, False, {}, ())
    with pytest.raises(RuleViolation) as refused:
        answer(in_ours, ASKED[4])
    assert code_of(refused) == "pulse_closed"


def test_words_are_shown_when_as_many_wrote_some(in_ours: World) -> None:
    for number, name in enumerate(ASKED[:6]):
        answer(in_ours, name, text="Some words" if number < 4 else "")
    close(in_ours)
    assert (result(in_ours).is_shown, result(in_ours).texts) == (True, ())


def test_answers_cannot_be_tied_to_tickets_through_any_column(in_ours: World) -> None:
    """Not by a key, a moment or a number, and not by the transactions that PostgreSQL notes on each row."""
    kept = {
        model: {field.name for field in model._meta.local_concrete_fields}
        for model in (PulseTally, PulseText, PulseTicket)
    }
    assert kept == {
        PulseTally: {"id", "tenant", "survey", "question", "rating", "given"},
        PulseText: {"id", "tenant", "survey", "text"},
        PulseTicket: {"id", "tenant", "survey", "membership"},
    }
    trail, orders = TrailRecord.objects.count(), []
    texts = PulseText.objects.filter(survey=in_ours.open_pulse).order_by("pk")
    for number, name in enumerate(ASKED):
        answer(in_ours, name, 1 + number % 5, f"Words {number}")
        orders.append(list(texts.values_list("text", flat=True)))
        # Each answer writes all texts and tallies anew, so none is older or younger than another.
        assert written_in(PulseText, in_ours) == written_in(PulseTally, in_ours) == 1
    answer_order = [[f"Words {each}" for each in range(number + 1)] for number in range(len(ASKED))]
    assert [sorted(each) for each in orders] == answer_order
    assert orders != answer_order
    assert TrailRecord.objects.count() == trail


def written_in(model: type[Model], world: World) -> int:
    """By how many statements the rows of the open survey were written."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT count(DISTINCT (xmin::text, cmin::text)) FROM {model._meta.db_table} WHERE survey_id = %s",
            [world.open_pulse.pk],
        )
        [(found,)] = cursor.fetchall()
    return int(found)


def test_those_who_are_asked_find_it_on_home_until_they_have_answered(cast: Cast, client: Client) -> None:
    home, path = cast.ours.path(), cast.ours.path(f"office/pulse/{cast.ours.open_pulse.uid}/answer/")
    for name, is_asked in (("gwen", True), ("priya", False), ("oscar", False)):
        client.force_login(cast.ours.people[name].user)
        assert (path in client.get(home).content.decode()) is is_asked, name
    client.force_login(cast.gwen.user)
    assert client.get(path).content.decode().count('type="radio"') == 8 * 6
    assert client.post(path, {"aim": "5", "worth": "", "text": "Words of gwen"}).status_code == 302
    assert path not in client.get(home).content.decode()
    again = client.post(path, {"aim": "1"})
    assert again.status_code == 422
    assert "Your answer cannot be found again" in again.content.decode()


def test_the_results_page_says_how_many_were_asked_and_answered(cast: Cast, client: Client) -> None:
    client.force_login(cast.vera.user)
    text = client.get(cast.ours.path(f"office/pulse/{cast.ours.pulse.uid}/")).content.decode()
    assert "6 of 8 who were asked have answered." in text
    assert "Words 0 MARK-A" in text
    text = client.get(cast.ours.path(f"office/pulse/{cast.ours.open_pulse.uid}/")).content.decode()
    assert "Nothing is shown while people answer" in text


def test_how_few_are_shown_is_five_at_least_and_one_is_open_at_a_time(in_ours: World) -> None:
    priya, today = in_ours.people["priya"].actor, in_ours.initiative.today()
    with pytest.raises(RuleViolation) as refused:
        pulse.open_pulse(in_ours.initiative, title="Second", closes_on=today, asked=8, by=priya)
    assert code_of(refused) == "pulse_open_already"
    close(in_ours)
    with pytest.raises(RuleViolation) as refused:
        pulse.open_pulse(in_ours.initiative, title="Small", closes_on=today, asked=8, least=4, by=priya)
    assert code_of(refused) == "pulse_least_too_low"
    opened = pulse.open_pulse(
        in_ours.initiative, title="Third", closes_on=today + timedelta(days=1), asked=8, least=6, by=priya
    )
    assert PulseTally.objects.filter(survey=opened, given=0).count() == 8 * 5
