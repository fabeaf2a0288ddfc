"""An institution signs an agenda, is asked again, renews, and takes its signature back."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from communications.messages.models import Delivery
from communications.relay import relay
from communications.sandbox.world import World
from initiatives.models import Goal, SignOff
from initiatives.rules.signoffs import Standing
from initiatives.services import agenda, agenda_words, signoffs
from tests.conftest import Cast
from tests.integration.agenda.drafting import adopted, code_of, standing_of
from tests.integration.reports.test_pdf import text_of


def test_changed_primary_goals_ask_all_to_sign_again_and_others_do_not(cast: Cast, in_ours: World) -> None:
    first = in_ours.partners[0]
    assert standing_of(in_ours, first) is Standing.WITH_RESERVATIONS
    adopted(cast, in_ours)
    assert standing_of(in_ours, first) is Standing.WITH_RESERVATIONS, "its primary goals are the same"

    third = agenda.start_draft(in_ours.initiative, name="Third", by=cast.priya.actor)
    goal = Goal.objects.get(agenda=third, is_primary=True)
    agenda_words.put_goal(third, statement="In other words", is_primary=True, outcome=None, uid=goal.uid,
                          by=cast.priya.actor)  # fmt: skip
    in_ours.draft_agenda = third
    adopted(cast, in_ours)
    assert standing_of(in_ours, first) is Standing.ASKED_AGAIN
    assert standing_of(in_ours, in_ours.partners[1]) is Standing.NOT_SIGNED
    Delivery.objects.all().delete()
    relay(timezone.now())
    told = Delivery.objects.filter(event="agenda.adopted").values_list("recipient__email", flat=True)
    assert set(told) == {cast.rita.user.email}

    signoffs.sign_off(third, first, name="Rita", title="Head", by=cast.rita.actor)
    assert standing_of(in_ours, first) is Standing.SIGNED


def test_an_institution_signs_through_its_representative_for_a_term(cast: Cast, in_ours: World) -> None:
    version, first = in_ours.agenda, in_ours.partners[0]
    for name in ("paolo", "vera", "petra", "priya", "ada"):
        with pytest.raises(PermissionDenied):
            signoffs.sign_off(version, first, name="N", title="T", by=in_ours.people[name].actor)
    with pytest.raises(PermissionDenied):
        signoffs.sign_off(version, in_ours.partners[1], name="N", title="T", by=cast.rita.actor)
    with pytest.raises(RuleViolation) as refused:
        signoffs.sign_off(in_ours.draft_agenda, first, name="N", title="T", by=cast.rita.actor)
    assert code_of(refused) == "agenda_not_adopted"
    today = in_ours.initiative.today()
    with pytest.raises(RuleViolation) as refused:
        signoffs.sign_off(version, first, name="N", title="T", ends_on=today, by=cast.rita.actor)
    assert code_of(refused) == "sign_off_ends_before_it_begins"

    signed = signoffs.sign_off(
        version, first, name="N", title="T", ends_on=today + timedelta(days=30), by=cast.rita.actor
    )
    assert standing_of(in_ours, first) is Standing.RENEWAL_DUE
    SignOff.objects.filter(pk=signed.pk).update(starts_on=today - timedelta(days=9), ends_on=today - timedelta(days=1))
    assert standing_of(in_ours, first) is Standing.LAPSED
    signoffs.withdraw_sign_off(signed, because="New board", by=cast.rita.actor)
    assert standing_of(in_ours, first) is Standing.WITHDRAWN


def test_the_letter_of_commitment_says_what_was_signed(cast: Cast, client: Client) -> None:
    client.force_login(cast.rita.user)
    answer = client.get(cast.ours.path(f"partners/p1/sign-off/{cast.ours.sign_off.uid}/letter.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    said = text_of(answer.content)
    for words in ("Letter of commitment", "Goal MARK-A", "Commitment MARK-A", "Reservation MARK-A", "Rita MARK-A"):
        assert words in said
