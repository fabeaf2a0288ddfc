"""The backbone plans its year, puts one priority first, names its staff and assesses itself."""

from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef
from django.test import Client

from backbone.core.exceptions import RuleViolation
from communications.office.facts import facts_of
from communications.office.presenters import assessment_page
from communications.sandbox.world import World
from initiatives.models import PlanItem, Priority, StaffPosition
from initiatives.rules.office import ALL_STATEMENTS
from initiatives.services import assessments, office
from measurement.models import CollectionRound, Entry
from measurement.selectors.cells import standing_obligations
from tests.conftest import Cast
from tests.performance.counting import queries_of


def code_of(refused: pytest.ExceptionInfo[RuleViolation]) -> str:
    return refused.value.refusal.code


def test_one_priority_at_a_time_comes_first(in_ours: World) -> None:
    priya, today = in_ours.people["priya"].actor, in_ours.initiative.today()
    first, second = Priority.objects.order_by("rank")
    assert second.is_current
    office.put_first(first, until=today, by=priya)
    assert list(Priority.objects.filter(is_current=True)) == [first]
    with pytest.raises(IntegrityError), transaction.atomic():
        Priority.objects.filter(pk=second.pk).update(is_current=True)
    office.finish_priority(first, by=priya)
    assert not Priority.objects.filter(is_current=True).exists()
    with pytest.raises(RuleViolation) as refused:
        office.put_first(first, until=today, by=priya)
    assert code_of(refused) == "priority_done"
    with pytest.raises(PermissionDenied):
        office.put_first(second, until=today, by=in_ours.people["dana"].actor)


@pytest.mark.parametrize("name", ["dana", "paolo", "stella", "gwen", "oscar"])
def test_everybody_sees_on_home_what_comes_first_and_how_long(cast: Cast, client: Client, name: str) -> None:
    client.force_login(cast.ours.people[name].user)
    text = client.get(cast.ours.path()).content.decode()
    assert "Priority 2 MARK-A" in text
    assert "30 days left" in text


def test_an_item_of_the_plan_moves_and_is_dropped_with_a_reason(in_ours: World) -> None:
    priya, item = in_ours.people["priya"].actor, in_ours.plan_item
    with pytest.raises(RuleViolation) as refused:
        office.move_plan_item(item, state="dropped", because=" ", by_when=None, position=None, by=priya)
    assert code_of(refused) == "reason_missing_here"
    office.move_plan_item(item, state="done", because="", by_when=None, position=None, by=priya)
    with pytest.raises(RuleViolation) as refused:
        office.move_plan_item(item, state="planned", because="", by_when=None, position=None, by=priya)
    assert code_of(refused) == "plan_item_done"
    assert PlanItem.objects.get().state == "done"


def test_the_committee_reads_the_plan_by_function(cast: Cast, client: Client) -> None:
    client.force_login(cast.stella.user)
    text = client.get(cast.ours.path("office/plan/")).content.decode()
    assert "Plan MARK-A" in text
    assert "Mobilising funding" in text
    assert "Put it on the plan" not in text


def test_staff_are_people_or_names_with_a_share_of_a_post(in_ours: World) -> None:
    priya, today = in_ours.people["priya"].actor, in_ours.initiative.today()
    with pytest.raises(ValidationError):
        office.add_position(in_ours.initiative, title="Nobody", fte=Decimal("0.5"), held_from=today, by=priya)
    with pytest.raises(ValidationError):
        office.add_position(in_ours.initiative, title="Two", name="A", fte=Decimal(2), held_from=today, by=priya)
    office.change_position(
        in_ours.position, title="Title", fte=Decimal("0.5"), functions=[], host=None, by=priya,
        held_until=today,
    )  # fmt: skip
    held = StaffPosition.objects.get(pk=in_ours.position.pk)
    assert held.is_held_on(today)
    assert not held.is_held_on(today + timedelta(days=1))


def test_the_directory_adds_up_posts_and_names_the_host(cast: Cast, client: Client) -> None:
    client.force_login(cast.stella.user)
    text = client.get(cast.ours.path("office/staff/")).content.decode()
    assert "2 people work for the backbone, 1.50 full-time posts together." in text
    assert "Partner MARK-A-P1" in text


def test_an_open_assessment_is_not_there_for_the_committee(cast: Cast, client: Client) -> None:
    paths = [cast.ours.path(f"office/assessment/{each.year}/") for each in
             (cast.ours.assessment, cast.ours.open_assessment)]  # fmt: skip
    found = {}
    for name in ("fay", "stella", "paolo"):
        client.force_login(cast.ours.people[name].user)
        found[name] = [client.get(path).status_code for path in paths]
    assert found == {"fay": [200, 200], "stella": [200, 404], "paolo": [403, 403]}


def test_an_assessment_closes_when_all_is_rated_and_keeps_its_facts(in_ours: World) -> None:
    priya, opened = in_ours.people["priya"].actor, in_ours.open_assessment
    today = in_ours.initiative.today()
    with pytest.raises(RuleViolation) as refused:
        assessments.close_assessment(opened, facts={}, by=priya)
    assert code_of(refused) == "assessment_not_rated"
    assessments.rate(opened, dict.fromkeys(ALL_STATEMENTS, (4, "Seen")), by=priya)
    closed = assessments.close_assessment(
        opened, facts=asdict(facts_of(in_ours.initiative, opened.year, today)), by=priya
    )
    with pytest.raises(RuleViolation) as refused:
        assessments.rate(closed, {ALL_STATEMENTS[0]: (1, "")}, by=priya)
    assert code_of(refused) == "assessment_closed"
    office.plan(in_ours.initiative, year=opened.year, function="data", what="Later", by=priya)
    page = assessment_page(closed, today)
    assert page.parts[0].facts[1].sentence == f"0 of 0 things planned for {opened.year} are done."


def test_facts_are_counted_from_what_is_recorded(in_ours: World) -> None:
    """The sandbox: one partner of three has signed, one comment was answered at once, one difference is in work."""
    found = facts_of(in_ours.initiative, 2026, in_ours.initiative.today())
    assert (found.is_adopted, found.committed, found.partners, found.sectors) == (True, 1, 3, ["nonprofit"])
    assert (found.differences, found.differences_resolved, found.differences_standing) == (1, 0, 0)
    assert (found.prospects, found.prospects_joined, found.areas) == (1, 0, 2)
    assert found.indicators >= found.indicators_released > 0
    assert [each for each in found.money if each[0] == "GBP"] == [("GBP", "90000.00", "0", "30000.00", "3.0")]
    year = in_ours.initiative.today().year
    now = facts_of(in_ours.initiative, year, in_ours.initiative.today())
    assert (now.comments, now.comments_answered, now.comments_answered_soon) == (1, 1, 1)
    assert (now.plan_items, now.plan_done) == (1, 0)


def test_figures_are_on_time_when_they_came_before_they_were_late(in_ours: World) -> None:
    today = in_ours.initiative.today()
    rounds, yesterday = CollectionRound.objects.filter(pk=in_ours.round.pk), today - timedelta(days=1)
    owed = standing_obligations().filter(round=in_ours.round)
    came = owed.filter(Exists(Entry.objects.filter(obligation=OuterRef("pk"), received_at__isnull=False))).count()
    assert came
    for grace_days, on_time in ((0, 0), (60, came)):
        rounds.update(opens_on=yesterday, due_on=yesterday, closes_on=yesterday, grace_days=grace_days)
        found = facts_of(in_ours.initiative, today.year, today)
        assert (found.round_name, found.figures_owed, found.figures_on_time) == (
            in_ours.round.name,
            owed.count(),
            on_time,
        )


def test_the_assessment_shows_facts_ratings_and_what_partners_say_side_by_side(cast: Cast, client: Client) -> None:
    client.force_login(cast.stella.user)
    text = client.get(cast.ours.path(f"office/assessment/{cast.ours.assessment.year}/")).content.decode()
    assert "1 of 3 partners stand behind the adopted agenda." in text
    assert "Evidence MARK-A" in text
    assert "6 of 8 answered" in text
    assert "In meetings I can say what I really think." in text


def test_an_open_assessment_with_its_facts_takes_twelve_queries(cast: Cast, client: Client) -> None:
    client.force_login(cast.dana.user)
    status, queries = queries_of(client, cast.ours.path(f"office/assessment/{cast.ours.open_assessment.year}/"))
    assert status == 200
    assert len(queries) <= 12
