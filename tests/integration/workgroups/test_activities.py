"""Who plans what for whom, how it stands, and what the matrix makes of it."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from communications.sandbox.world import World
from initiatives.models import Organization, Participation
from initiatives.services.strategies import add_strategy
from measurement.models import Indicator
from tests.conftest import Cast
from tests.integration.definitions.conftest import Look
from tests.performance.counting import queries_of
from workgroups.models import Activity, ActivityIndicator, ActivityPartner
from workgroups.rules.status import Status
from workgroups.selectors.activities import activities_today
from workgroups.services.activities import Plan, finish_activity, plan_activity, resume_activity, stop_activity
from workgroups.services.details import aim_at, count_day, need, reach_milestone, set_milestone, take_part

BEGAN = date(2026, 1, 1)


def refused(call: Any) -> str:
    with pytest.raises(RuleViolation) as violation, transaction.atomic():
        call()
    return violation.value.refusal.code


def planned(world: World, name: str, doer: Any, who: str = "fay", **more: Any) -> Activity:
    plan = Plan(name, "What", world.strategy, more.pop("starts_on", BEGAN), **more)
    return plan_activity(world.initiative, doer, plan, by=world.people[who].actor)


def status_of(world: World, activity: Activity) -> Status:
    lines = activities_today(world.initiative, today=world.initiative.today())
    return next(line.status for line in lines if line.activity == activity)


@pytest.mark.parametrize(
    ("who", "partner", "other_partner", "group", "subgroup"),
    [
        ("fay", True, True, True, True),
        ("priya", True, True, True, True),
        ("rita", True, False, False, False),  # represents the first partner
        ("wes", False, False, True, False),  # chairs the group
        ("gwen", False, False, True, False),
        ("paolo", False, False, False, False),
        ("dana", False, False, False, False),
        ("stella", False, False, False, False),
    ],
)
def test_who_plans_for_whom(
    in_ours: World, who: str, partner: bool, other_partner: bool, group: bool, subgroup: bool
) -> None:
    doers = [in_ours.partners[0], in_ours.partners[1], in_ours.group, in_ours.subgroup]
    found = []
    for doer in doers:
        try:
            planned(in_ours, f"By {doer}", doer, who)
        except PermissionDenied:
            found.append(False)
        else:
            found.append(True)
    assert found == [partner, other_partner, group, subgroup]


def test_one_does_it_and_the_database_says_so(in_ours: World) -> None:
    for doers in ({}, {"organization": in_ours.partners[0], "group": in_ours.group}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Activity.objects.create(
                initiative=in_ours.initiative, slug="x", name="X", strategy=in_ours.strategy, starts_on=BEGAN, **doers
            )


def test_existing_work_is_registered_with_since_when(in_ours: World) -> None:
    made = planned(in_ours, "Old", in_ours.partners[0], "rita", is_existing=True, starts_on=date(2001, 5, 1))
    assert (made.is_existing, made.starts_on, status_of(in_ours, made)) == (True, date(2001, 5, 1), Status.UNDER_WAY)


def test_a_partner_says_its_part_and_nobody_for_another(in_ours: World) -> None:
    rita, first, second = in_ours.people["rita"].actor, *in_ours.partners[:2]
    theirs = planned(in_ours, "Theirs", second)
    take_part(theirs, first, "supports", by=rita)
    take_part(theirs, first, "leads", by=rita)
    assert list(theirs.partners.values_list("organization", "part")) == [(first.pk, "leads")]
    with pytest.raises(PermissionDenied), transaction.atomic():
        take_part(theirs, in_ours.partners[2], "supports", by=rita)
    assert refused(lambda: take_part(theirs, second, "supports", by=in_ours.people["fay"].actor)) == "doer_leads"
    take_part(theirs, first, "", by=rita)
    assert not ActivityPartner.objects.filter(activity=theirs).exists()


def test_status_follows_milestones_and_what_is_needed(in_ours: World) -> None:
    fay, today = in_ours.people["fay"].actor, in_ours.initiative.today()
    base = planned(in_ours, "Base", in_ours.partners[0])
    upon = planned(in_ours, "Upon", in_ours.partners[1])
    need(upon, base, because="It stands on it", by=fay)
    assert (status_of(in_ours, base), status_of(in_ours, upon)) == (Status.UNDER_WAY, Status.UNDER_WAY)

    milestone = set_milestone(base, "First", today - timedelta(days=1), by=fay)
    assert (status_of(in_ours, base), status_of(in_ours, upon)) == (Status.LATE, Status.AT_RISK)
    reach_milestone(milestone, reached_on=today, by=fay)
    assert (status_of(in_ours, base), status_of(in_ours, upon)) == (Status.UNDER_WAY, Status.UNDER_WAY)
    stop_activity(base, stopped_on=today, because="No money", by=fay)
    assert (status_of(in_ours, base), status_of(in_ours, upon)) == (Status.STOPPED, Status.AT_RISK)
    resume_activity(base, by=fay)
    finish_activity(base, finished_on=today, by=fay)
    assert (status_of(in_ours, base), status_of(in_ours, upon)) == (Status.DONE, Status.UNDER_WAY)

    assert refused(lambda: set_milestone(base, "Late", today, by=fay)) == "activity_has_ended"
    assert refused(lambda: need(upon, base, because="Again", by=fay)) == "activity_is_needed_already"
    third = planned(in_ours, "Third", in_ours.partners[2])
    need(third, upon, because="It too", by=fay)
    assert refused(lambda: need(upon, third, because="Round", by=fay)) == "activity_would_need_itself"


def test_a_campaign_has_days_and_is_counted(in_ours: World) -> None:
    fay, today = in_ours.people["fay"].actor, in_ours.initiative.today()
    assert refused(lambda: planned(in_ours, "Week", in_ours.group, kind="campaign")) == "campaign_needs_its_days"
    week = planned(
        in_ours, "Week", in_ours.group, kind="campaign", starts_on=today, ends_on=today + timedelta(days=6), goal=50
    )
    count_day(week, today, 7, by=fay)
    count_day(week, today, 9, by=fay)
    assert list(week.counts.values_list("count", flat=True)) == [9]
    before = today - timedelta(days=1)
    assert refused(lambda: count_day(week, before, 1, by=fay)) == "counted_before_it_began"
    assert refused(lambda: count_day(in_ours.dependency.needed, today, 1, by=fay)) == "only_campaigns_count"


def test_the_figure_that_moved_somebody_is_read_as_each_reader_may_see_it(in_ours: World, look: Look) -> None:
    """Words and a period are kept, no number: what others see is what was released."""
    numbers = {field.name for field in ActivityIndicator._meta.local_concrete_fields} - {"id", "tenant"}
    assert numbers == {"activity", "indicator", "because", "period_start", "period_end"}
    fay = in_ours.people["fay"].actor
    hidden = Indicator.objects.get(code="cells")
    aim_at(in_ours.activity, hidden, because="Few", period=(date(2025, 1, 1), date(2025, 12, 31)), by=fay)
    page = look(in_ours.people["petra"], in_ours.path(f"activities/{in_ours.activity.slug}/"))
    assert "“Few”" in page
    foreign = Indicator.objects.create(code="foreign", name="Foreign")
    assert refused(lambda: aim_at(in_ours.activity, foreign, by=fay)) == "indicator_not_adopted"


def test_the_matrix_shows_parts_gaps_and_what_is_at_risk(in_ours: World, look: Look) -> None:
    add_strategy(in_ours.initiative, "Nobody's", by=in_ours.people["fay"].actor)
    page = look(in_ours.people["petra"], in_ours.path("activities/matrix/"))
    assert "Gap: nobody leads" in page
    assert "1 leads, 1 support" in page
    assert "1 partner has no part in what is shown." in page
    today = in_ours.initiative.today()
    fay = in_ours.people["fay"].actor
    stop_activity(in_ours.dependency.needed, stopped_on=today, because="No money", by=fay)
    assert "Needs what is at risk" in look(in_ours.people["petra"], in_ours.path("activities/matrix/"))


def test_filters_narrow_the_matrix_and_its_cells_lead_to_what_is_behind(in_ours: World, look: Look) -> None:
    everything = look(in_ours.people["petra"], in_ours.path("activities/matrix/"))
    link = f"?partner=p1&amp;strategy={in_ours.strategy.slug}"
    assert f"{in_ours.path('activities/')}{link}" in everything
    behind = look(in_ours.people["petra"], in_ours.path("activities/") + link.replace("&amp;", "&"))
    assert in_ours.activity.name in behind
    none = look(in_ours.people["petra"], in_ours.path("activities/matrix/?status=stopped"))
    assert "3 partners have no part in what is shown." in none
    by_sector = look(in_ours.people["petra"], in_ours.path("activities/matrix/?sector=elsewhere"))
    assert '<th scope="row">' not in by_sector
    assert "1 leads, 1 support" in by_sector  # that nobody leads is said of all partners


@pytest.mark.parametrize(
    ("query", "without_part"),
    [
        ("", 1),
        ("group=group-mark-a", 1),  # only what the group does: led by one, supported by another
        ("group=subgroup-mark-a", 3),
        ("indicator=share", 1),
        ("indicator=rate", 3),
        ("outcome=outcome", 1),
        ("outcome=other", 3),
        ("status=under_way", 1),
        ("status=late", 3),
    ],
)
def test_each_filter_narrows_to_the_activities_it_names(
    in_ours: World, look: Look, query: str, without_part: int
) -> None:
    page = look(in_ours.people["petra"], in_ours.path(f"activities/matrix/?{query}"))
    noun = "partner has" if without_part == 1 else "partners have"
    assert f"{without_part} {noun} no part in what is shown." in page


def test_who_works_with_whom_stays_readable_for_many(in_ours: World, look: Look) -> None:
    """Fifty pairs of them all, and every pair of the partner that is chosen."""
    many = Organization.objects.bulk_create(Organization(code=f"m{n}", name=f"Many {n}") for n in range(60))
    Participation.objects.bulk_create(Participation(initiative=in_ours.initiative, organization=each) for each in many)
    ActivityPartner.objects.bulk_create(
        ActivityPartner(activity=in_ours.activity, organization=each, part="supports") for each in many
    )
    page = look(in_ours.people["petra"], in_ours.path("activities/together/"))
    assert page.count('<th scope="row">') == 50
    assert "The 50 pairs with most in common" in page
    chosen = look(in_ours.people["petra"], in_ours.path("activities/together/?partner=m7"))
    assert chosen.count('<th scope="row">') == 61  # 59 others like it, and the two partners of the sandbox


def test_a_partners_page_shows_where_nobody_leads(in_ours: World, look: Look) -> None:
    unled = planned(in_ours, "Wanted", in_ours.subgroup)
    page = look(in_ours.people["paolo"], in_ours.path("partners/p1/activities/"))
    assert "Where nobody leads yet" in page
    assert unled.name in page


def test_the_api_tells_groups_and_activities_and_names_nobody(cast: Cast, client: Any) -> None:
    world = cast.ours
    headers = {"Authorization": f"Bearer {world.keys['p2']}"}
    base = f"/api/v1/{world.tenant.slug}/initiatives/{world.initiative.slug}"
    groups = client.get(f"{base}/groups", headers=headers)
    activities = client.get(f"{base}/activities", headers=headers)
    assert {each["slug"] for each in groups.json()["results"]} >= {world.committee.slug, world.group.slug}
    [mine] = [each for each in activities.json()["results"] if each["slug"] == world.activity.slug]
    assert (mine["group"], mine["status"], mine["needs"]) == (
        world.group.slug, "under_way", [world.dependency.needed.slug],
    )  # fmt: skip
    text = groups.content.decode() + activities.content.decode()
    assert all(str(person.user) not in text for person in world.people.values())
    again = client.get(f"{base}/groups", headers=headers | {"If-None-Match": groups.headers["ETag"]})
    assert again.status_code == 304


def test_a_page_asks_no_more_for_many_activities(cast: Cast, client: Any) -> None:
    """Ten more activities, not one more query."""
    client.force_login(cast.dana.user)
    paths = [cast.ours.path(each) for each in ("activities/", "activities/matrix/", "groups/", "groups/map/")]
    before = [len(queries_of(client, path)[1]) for path in paths]
    with scope.tenant(cast.ours.tenant.pk):
        for number in range(10):
            made = planned(cast.ours, f"More {number}", cast.ours.partners[number % 3])
            take_part(made, cast.ours.partners[(number + 1) % 3], "supports", by=cast.ours.people["fay"].actor)
    assert [len(queries_of(client, path)[1]) for path in paths] == before
