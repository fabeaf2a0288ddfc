"""An agenda is drafted, commented on, answered, adopted with one dissent, signed, and signed again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.agenda.selectors import committee_of
from communications.sandbox.world import World
from initiatives.models import AgendaVersion, Position, Section, SectionComment
from initiatives.presenters.agenda import changes_between
from initiatives.rules.agenda import tally
from initiatives.selectors.agenda import versions_for, words_of
from initiatives.services import agenda, agenda_words, strategies, understanding
from tests.conftest import Cast
from tests.integration.agenda.drafting import code_of, opened
from tests.integration.reports.test_pdf import text_of


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


def test_what_was_typed_comes_back_with_the_reason(cast: Cast, client: Client) -> None:
    """Somebody else wrote, or opened the version, while one was typing."""
    world = cast.ours
    client.force_login(cast.priya.user)
    path = world.path(f"agenda/versions/{world.draft_agenda.number}/vision/")
    with scope.tenant(world.tenant.pk):
        agenda_words.write_section(
            world.draft_agenda, Section.VISION, "Theirs", version=1, by=world.people["fay"].actor
        )
    answer = client.post(path, {"text": "Mine", "version": "1"})
    said = answer.content.decode()
    assert answer.status_code == 422
    assert "Mine" in said
    assert "Theirs" in said
    assert 'name="version" value="2"' in said, "who has seen theirs may save over it"
    too_long = client.post(path, {"text": "x" * 20_001, "version": "2"}).content.decode()
    assert "What stands there now" not in too_long, "nobody else wrote"
    with scope.tenant(world.tenant.pk):
        opened(cast, world)
    late = client.post(path, {"text": "Typed for an hour", "version": "2"})
    assert late.status_code == 422
    assert "Typed for an hour" in late.content.decode()


def test_a_browsers_line_ends_count_once(cast: Cast, client: Client) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        version = opened(cast, cast.ours)
    client.force_login(cast.paolo.user)
    path = cast.ours.path(f"agenda/versions/{version.number}/vision/comment/")
    assert client.post(path, {"text": ("x" * 39 + "\r\n") * 100}).status_code == 302
    refused = client.post(path, {"text": "y" * 4001})
    assert refused.status_code == 422
    assert "y" * 4001 in refused.content.decode(), "nothing typed is lost"


def test_a_draft_is_named_until_it_is_open(cast: Cast, client: Client) -> None:
    client.force_login(cast.priya.user)
    path = cast.ours.path(f"agenda/versions/{cast.ours.draft_agenda.number}/")
    assert f'href="{path}name/"' in client.get(path).content.decode()
    answer = client.post(path + "name/", {"name": " Pathway to Work ", "change_note": "Work, not school alone"})
    assert answer.headers["Location"] == path
    assert "Pathway to Work" in client.get(path).content.decode()
    with scope.tenant(cast.ours.tenant.pk):
        opened(cast, cast.ours)
    late = client.post(path + "name/", {"name": "Too late"})
    assert late.status_code == 422
    assert "Too late" in late.content.decode()


def test_a_goal_is_put_into_other_words_under_its_key(cast: Cast, client: Client) -> None:
    client.force_login(cast.priya.user)
    with scope.tenant(cast.ours.tenant.pk):
        goal = cast.ours.draft_agenda.goals.get(is_primary=True)
    path = cast.ours.path(f"agenda/versions/{cast.ours.draft_agenda.number}/goals/?goal={goal.uid}")
    assert goal.statement in client.get(path).content.decode()
    client.post(path, {"add": "yes", "statement": "Other words", "is_primary": "on", "uid": str(goal.uid)})
    with scope.tenant(cast.ours.tenant.pk):
        changed = cast.ours.draft_agenda.goals.get(is_primary=True)
        assert (changed.key, changed.statement) == (goal.key, "Other words")


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


def test_who_has_an_interest_declares_it_and_is_not_counted(cast: Cast, in_ours: World) -> None:
    version, stella = opened(cast, in_ours), cast.stella
    agenda.take_position(
        version, stand="recused", words="My firm would be paid", interest="A contract", membership=stella.membership,
        seat_of=None, by=stella.actor,
    )  # fmt: skip
    with pytest.raises(RuleViolation) as refused:
        agenda.adopt(version, committee=[stella.membership.pk], by=cast.priya.actor)
    assert code_of(refused) == "agenda_without_committee", "nobody is left to decide"
    assert tally([(1, "consent"), (2, "recused"), (3, "dissent"), (9, "consent")], [1, 2, 3]) == (1, 2)


@pytest.mark.parametrize("stand", Position.Stand.values)
def test_every_stand_is_taken_and_read_on_its_page(cast: Cast, client: Client, stand: str) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        version = opened(cast, cast.ours)
    path = cast.ours.path(f"agenda/decisions/{version.number}/")
    client.force_login(cast.stella.user)
    taken = client.post(path, {"stand": stand, "words": "My words", "interest": "A contract"})
    assert taken.status_code == 302
    for page in (path, cast.ours.path(f"agenda/versions/{version.number}/")):
        said = client.get(page).content.decode()
        assert str(Position.Stand(stand).label) in said
        assert "Declares an interest: A contract" in said


def test_an_agenda_says_for_whom_where_and_until_when(cast: Cast, client: Client) -> None:
    client.force_login(cast.priya.user)
    path = cast.ours.path(f"agenda/versions/{cast.ours.draft_agenda.number}/")
    client.post(path + "name/", {"name": "N", "population": "all under six", "until_year": "2035"})
    said = f"For all under six in {cast.ours.initiative.area.name}, until 2035"
    assert said in client.get(path).content.decode()
    assert said in text_of(client.get(path + "agenda.pdf").content)


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
