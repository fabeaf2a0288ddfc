"""Which groups and activities has the sandbox? One of each kind, with all that one may say of them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from communications.sandbox import campaigns
from initiatives.models import Organization, Outcome
from measurement.models import Indicator
from workgroups.models import Activity, Group, Seat
from workgroups.services import activities, details, endings, groups, seats

if TYPE_CHECKING:
    from backbone.tenancy.models import Membership
    from communications.sandbox.world import World

FORMED_ON = date(2024, 1, 1)


def form(world: World) -> None:
    """The committee, and a working group into which an older one was merged, with a subgroup."""
    priya, mark = world.people["priya"].actor, world.mark
    purpose = f"Purpose {mark}"
    world.committee = groups.form_group(
        world.initiative, Group.Kind.STEERING_COMMITTEE, f"Committee {mark}", purpose=purpose, formed_on=FORMED_ON,
        by=priya,
    )  # fmt: skip
    older, world.group = (
        groups.form_group(
            world.initiative, Group.Kind.WORKING_GROUP, f"{name} {mark}", purpose=purpose, formed_on=FORMED_ON,
            strategy=world.strategy, by=priya,
        )
        for name in ("Older group", "Group")
    )  # fmt: skip
    world.subgroup = groups.form_group(
        world.initiative, Group.Kind.SUBGROUP, f"Subgroup {mark}", formed_on=FORMED_ON, parent=world.group, by=priya
    )
    endings.merge_groups(
        [older], world.group, took_effect_on=date(2025, 1, 1), because=f"Reason {mark}", brings_seats=False, by=priya
    )
    groups.write_charter(
        world.group, purpose=purpose, deciding=f"Deciding {mark}", meets=f"Meets {mark}",
        expectations=f"Expectations {mark}", by=priya,
    )  # fmt: skip


def sit(world: World, group: Group, membership: Membership, function: str, organization: Organization) -> Seat:
    """Somebody in a seat of an organization, for a term without end."""
    priya = world.people["priya"].actor
    seat = seats.make_seat(
        group, organization=organization, function=function, title=f"Title {world.mark}", made_on=FORMED_ON, by=priya
    )
    seats.give_seat(seat, membership, held_from=FORMED_ON, level="director", by=priya)
    return seat


def fill(world: World) -> None:
    """A campaign week of the group that is under way, what a partner does, which it needs, and a local initiative."""
    priya, mark, today = world.people["priya"].actor, world.mark, world.initiative.today()
    outcomes = list(Outcome.objects.filter(initiative=world.initiative))
    own = activities.Plan(f"Own activity {mark}", f"What {mark}", world.strategy, FORMED_ON, is_existing=True)
    needed = activities.plan_activity(world.initiative, world.partners[0], own, by=world.people["rita"].actor)
    campaign = activities.Plan(
        f"Activity {mark}", f"What {mark}", world.strategy, today - timedelta(days=3), today + timedelta(days=30),
        kind=Activity.Kind.CAMPAIGN, goal=100, goal_unit=f"Unit {mark}", outcomes=outcomes,
    )  # fmt: skip
    world.activity = activities.plan_activity(world.initiative, world.group, campaign, by=world.people["wes"].actor)
    details.take_part(world.activity, world.partners[0], "leads", by=priya)
    details.take_part(world.activity, world.partners[1], "supports", by=priya)
    share = Indicator.objects.get(code="share")
    details.aim_at(
        world.activity, share, because=f"Because {mark}", period=(date(2025, 1, 1), date(2025, 12, 31)), by=priya
    )
    world.milestone = details.set_milestone(world.activity, f"Milestone {mark}", today + timedelta(days=9), by=priya)
    world.dependency = details.need(world.activity, needed, because=f"Because {mark}", by=priya)
    details.count_day(world.activity, today, 12, by=priya)
    campaigns.fill(world)
