"""Of whom does the sandbox ask what? Assignments, a schedule, a round that names its partner, and an exception."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.tenancy.actors import Actor
from initiatives.models import Organization
from measurement.models import Adoption, Assignment, Dimension, ProviderException, RoundSchedule
from measurement.services.assignments import assign
from measurement.services.exceptions import grant_exception
from measurement.services.rounds import Request, open_round
from measurement.services.schedules import add_schedule

if TYPE_CHECKING:
    from communications.sandbox.world import World


def assign_all(world: World, manager: Actor) -> None:
    """The composed indicator is asked of all partners, another in groups of one on a list."""
    now = timezone.now()
    adopted = {each.indicator.code: each for each in Adoption.objects.select_related("indicator", "initiative")}
    world.assignment = assign(Assignment(adoption=adopted["share"]), by=manager, now=now)
    listed = Assignment(adoption=adopted["cells"], reach=Assignment.Reach.LISTED)
    assign(listed, by=manager, now=now, partners=world.partners[:1], dimensions={Dimension.objects.get(): False})


def plan(world: World, manager: Actor) -> None:
    """A schedule that begins in some years, an old round that names a partner, and more time for the third partner."""
    now = timezone.now()
    world.round_schedule = RoundSchedule(
        initiative=world.initiative, name=f"Pace {world.mark}", every=12, first_period_start=date(2040, 1, 1),
        rounds_ahead=0,
    )  # fmt: skip
    add_schedule(world.round_schedule, by=manager, now=now)
    former = Organization.objects.get(code="former")
    open_round(
        world.other_initiative, slug="year-2019", name=f"Old round {world.mark}", opens_on=date(2020, 2, 1),
        due_on=date(2020, 3, 1), closes_on=date(2020, 4, 1), providers=[former], by=manager,
        requests=[Request(world.share, date(2019, 1, 1), date(2019, 12, 31))],
    )  # fmt: skip
    world.exception = grant_exception(
        ProviderException(
            round=world.round, provider=world.partners[2], until=world.round.due_on + timedelta(days=2),
            reason=f"Reason {world.mark}",
        ),
        by=manager,
    )  # fmt: skip
