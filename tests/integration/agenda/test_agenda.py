"""An agenda is drafted, commented on, answered, adopted with one dissent, signed, and signed again."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.agenda.selectors import committee_of
from communications.messages.models import Delivery
from communications.relay import relay
from communications.sandbox.world import World
from initiatives.models import AgendaVersion, Goal, Organization, Section, SectionComment, SignOff
from initiatives.presenters.agenda import changes_between
from initiatives.rules.signoffs import Standing
from initiatives.selectors.agenda import versions_for, words_of
from initiatives.selectors.signoffs import sign_off_lines
from initiatives.services import agenda, agenda_words, signoffs, strategies, understanding
from tests.conftest import Cast
from tests.integration.reports.test_pdf import text_of


@pytest.fixture
def in_ours(cast: Cast) -> Iterator[World]:
    with scope.tenant(cast.ours.tenant.pk):
        yield cast.ours


def code_of(refused: pytest.ExceptionInfo[RuleViolation]) -> str:
    return refused.value.refusal.code


def opened(cast: Cast, world: World) -> AgendaVersion:
    return agenda.open_for_comment(world.draft_agenda, until=world.initiative.today(), by=cast.priya.actor)


def adopted(cast: Cast, world: World) -> AgendaVersion:
    version = opened(cast, world)
    stella = cast.stella
    agenda.take_position(
        version, stand="consent", words="", membership=stella.membership, seat_of=None, by=stella.actor
    )
    return agenda.adopt(version, committee=[stella.membership.pk], by=cast.priya.actor)


def standing_of(world: World, partner: Organization) -> Standing:
    return next(line.standing for line in sign_off_lines(world.initiative) if line.organization == partner)


def test_a_draft_is_read_by_those_who_draft(cast: Cast, in_ours: World) -> None:
    numbers = {name: [each.number for each in versions_for(in_ours.people[name].actor.within(in_ours.initiative.pk),
                                                           in_ours.initiative)]
               for name in ("priya", "fay", "dana", "paolo", "stella", "oscar")}  # fmt: skip
    assert numbers == {"priya": [2, 1], "fay": [2, 1], "dana": [1], "paolo": [1], "stella": [1], "oscar": [1]}


def test_the_next_version_begins_as_a_copy_and_only_one_is_in_work(cast: Cast, in_ours: World) -> None:
    words = words_of([in_ours.agenda.pk, in_ours.draft_agenda.pk])
    before, after = ([(line.section, line.text, line.more, line.is_first) for line in words[each.pk]]
                     for each in (in_ours.agenda, in_ours.draft_agenda))  # fmt: skip
    assert before == after
    assert len(after) == 7 + 2 + 2 + 1
    with pytest.raises(RuleViolation) as refused:
        agenda.start_draft(in_ours.initiative, name="Another", by=cast.priya.actor)
    assert code_of(refused) == "agenda_in_work_already"


def test_nothing_is_overwritten_unseen_and_open_words_stand(cast: Cast, in_ours: World) -> None:
    draft = in_ours.draft_agenda
    agenda_words.write_section(draft, Section.VISION, "Mine", version=1, by=cast.priya.actor)
    with pytest.raises(RuleViolation) as refused:
        agenda_words.write_section(draft, Section.VISION, "Theirs", version=1, by=in_ours.people["fay"].actor)
    assert code_of(refused) == "section_changed_meanwhile"
    opened(cast, in_ours)
    with pytest.raises(RuleViolation) as refused:
        agenda_words.write_section(draft, Section.VISION, "Later", version=2, by=cast.priya.actor)
    assert code_of(refused) == "agenda_words_stand"


def test_each_comment_is_answered_before_adoption_and_its_author_finds_the_answer(
    cast: Cast, in_ours: World, client: Client
) -> None:
    version = opened(cast, in_ours)
    paolo, stella = cast.paolo, cast.stella
    said = agenda.comment_on_section(
        version, Section.GOALS, "Other words", organization=in_ours.partners[0], is_proposal=True, by=paolo.actor
    )
    agenda.take_position(
        version, stand="consent", words="", membership=stella.membership, seat_of=None, by=stella.actor
    )
    with pytest.raises(RuleViolation) as refused:
        agenda.adopt(version, committee=[stella.membership.pk], by=cast.priya.actor)
    assert code_of(refused) == "agenda_comments_unanswered"
    with pytest.raises(RuleViolation):
        agenda.answer_comment(said, became="not_taken_up", answer=" ", by=cast.priya.actor)
    agenda.answer_comment(said, became="not_taken_up", answer="It names one partner only", by=cast.priya.actor)
    assert agenda.adopt(version, committee=[stella.membership.pk], by=cast.priya.actor).state == "adopted"
    assert AgendaVersion.objects.get(pk=in_ours.agenda.pk).state == "superseded"


def test_dissent_needs_words_does_not_stop_adoption_and_stays(cast: Cast, in_ours: World) -> None:
    version, stella = opened(cast, in_ours), cast.stella
    with pytest.raises(RuleViolation) as refused:
        agenda.take_position(
            version, stand="dissent", words="", membership=stella.membership, seat_of=None, by=stella.actor
        )
    assert code_of(refused) == "dissent_needs_words"
    agenda.take_position(
        version, stand="dissent", words="Not this way", membership=stella.membership, seat_of=None, by=stella.actor
    )
    with pytest.raises(RuleViolation) as refused:
        agenda.adopt(version, committee=[stella.membership.pk], by=cast.priya.actor)
    assert code_of(refused) == "agenda_without_majority"
    for name in ("wes", "gwen"):  # as if they sat on the committee too
        version.positions.create(membership=in_ours.people[name].membership, stand="consent")
    members = [in_ours.people[name].membership.pk for name in ("stella", "wes", "gwen")]
    agenda.adopt(version, committee=members, by=cast.priya.actor)
    assert version.positions.get(stand="dissent").words == "Not this way"


def test_only_the_committee_decides_and_only_staff_adopt(cast: Cast, in_ours: World) -> None:
    version = opened(cast, in_ours)
    for name in ("paolo", "rita", "priya", "wes"):
        person = in_ours.people[name]
        with pytest.raises(PermissionDenied):
            agenda.take_position(
                version, stand="consent", words="", membership=person.membership, seat_of=None, by=person.actor
            )
    with pytest.raises(PermissionDenied):
        agenda.adopt(version, committee=[1], by=cast.stella.actor)
    assert [seat.membership for seat in committee_of(in_ours.initiative)] == [cast.stella.membership]


def test_what_changed_is_told_by_section_and_line(cast: Cast, in_ours: World) -> None:
    draft, mark = in_ours.draft_agenda, in_ours.mark
    agenda_words.write_section(draft, Section.VISION, f"vision {mark} for all", version=1, by=cast.priya.actor)
    agenda_words.remove_boundary(draft, draft.boundaries.get(is_inside=False).uid, by=cast.priya.actor)
    told = {each.label: each for each in changes_between(in_ours.agenda, draft) if each.is_changed}
    assert set(told) == {"Vision", "Boundaries"}
    assert [(piece.kind.value, piece.text) for piece in told["Vision"].pieces] == [
        ("same", f"vision {mark}"), ("added", " for all")
    ]  # fmt: skip
    gone = [line for line in told["Boundaries"].lines if line[0].kind == "removed"]
    assert len(gone) == 1


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


def test_partners_words_stand_side_by_side_and_the_earlier_ones_are_kept(cast: Cast, in_ours: World) -> None:
    first = in_ours.partners[0]
    understanding.define_problem(in_ours.initiative, first, problem="New", goal="Goal", by=cast.rita.actor)
    assert [each.replaced_at is None for each in first.problem_definitions.all()] == [True, False]
    with pytest.raises(PermissionDenied):
        understanding.define_problem(in_ours.initiative, first, problem="x", goal="y", by=cast.paolo.actor)


def test_a_difference_is_left_standing_with_what_was_said(cast: Cast, in_ours: World) -> None:
    step = understanding.move_difference(
        in_ours.difference, state="standing", text="We differ, and go on", by=cast.priya.actor
    )
    in_ours.difference.refresh_from_db()
    assert (in_ours.difference.state, step.text) == ("standing", "We differ, and go on")
    with pytest.raises(PermissionDenied):
        understanding.move_difference(in_ours.difference, state="resolved", text="Done", by=cast.paolo.actor)


def test_a_strategy_given_up_keeps_its_reason_and_leaves_the_next_draft(cast: Cast, in_ours: World) -> None:
    with pytest.raises(RuleViolation):
        strategies.add_strategy(in_ours.initiative, in_ours.strategy.name.upper(), by=cast.priya.actor)
    strategies.end_strategy(in_ours.strategy, because="Nobody came", by=cast.priya.actor)
    with pytest.raises(RuleViolation):
        strategies.end_strategy(in_ours.strategy, because="Again", by=cast.priya.actor)
    assert in_ours.agenda.strategies.get().name == in_ours.strategy.name, "what was adopted keeps its words"


def test_a_proposal_made_through_the_page_is_the_organizations(cast: Cast, client: Client) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        version = opened(cast, cast.ours)
    client.force_login(cast.paolo.user)
    path = cast.ours.path(f"agenda/versions/{version.number}/")
    client.post(f"{path}vision/comment/", {"text": "Say when", "is_proposal": "on"})
    assert "Say when" in client.get(cast.ours.path("agenda/proposals/?of=own")).content.decode()
    with scope.tenant(cast.ours.tenant.pk):
        said = SectionComment.objects.get(agenda=version)
        assert (said.organization, said.is_proposal) == (cast.ours.partners[0], True)
    client.force_login(cast.petra.user)
    assert "Say when" not in client.get(cast.ours.path("agenda/proposals/?of=own")).content.decode()


def test_the_agenda_on_paper_holds_its_words_and_no_comments(cast: Cast, client: Client) -> None:
    client.force_login(cast.paolo.user)
    said = text_of(client.get(cast.ours.path("agenda/versions/1/agenda.pdf")).content)
    for words in (
        "vision MARK-A",
        "What MARK-A",
        "Goal MARK-A",
        "Strategy MARK-A",
        "Adopted by the steering committee",
    ):
        assert words in said, words
    assert "Comment MARK-A" not in said
    assert client.get(cast.ours.path("agenda/versions/2/agenda.pdf")).status_code == 404, "a draft is for who drafts"


def test_the_letter_of_commitment_says_what_was_signed(cast: Cast, client: Client) -> None:
    client.force_login(cast.rita.user)
    answer = client.get(cast.ours.path(f"partners/p1/sign-off/{cast.ours.sign_off.uid}/letter.pdf"))
    assert answer["Content-Type"] == "application/pdf"
    said = text_of(answer.content)
    for words in ("Letter of commitment", "Goal MARK-A", "Commitment MARK-A", "Reservation MARK-A", "Rita MARK-A"):
        assert words in said
