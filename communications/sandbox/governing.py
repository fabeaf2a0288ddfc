"""Which governed community has the sandbox? One of a former partner and a group nobody is asked for, with a steward."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from initiatives.models import Subject
from measurement.models import Approval, Category, Dimension, GovernedCommunity, Look
from measurement.services.approvals import approve
from measurement.services.communities import appoint_steward, found_community, resume, withdraw

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World) -> None:
    """It governs no figure that there is, so figures stay what tests know; one question waits for its steward."""
    ada, willa, mark = world.people["ada"].actor, world.people["willa"], world.mark
    identity = Dimension.objects.create(code="identity", name=f"Identity {mark}", ended_on=date(2020, 12, 31))
    river = Category.objects.create(dimension=identity, code="river", name=f"River {mark}")
    world.community = found_community(
        GovernedCommunity(slug="river-people", name=f"Community {mark}", statement=f"Statement {mark}"),
        subjects=[Subject.objects.get(organization__code="former")],
        categories=[river],
        by=ada,
    )
    world.steward = appoint_steward(world.community, willa.membership, by=ada)
    steward = willa.actor
    answered = _asked(world, date(2024, 12, 31))
    world.standing = approve(answered, is_standing=True, by=steward)
    world.asked = _asked(world, date(2025, 12, 31))
    resume(withdraw(world.community, None, because=f"Reason {mark}", by=steward), by=steward)
    world.withdrawal = withdraw(world.community, world.share, because=f"Reason {mark}", by=steward)
    now = timezone.now()
    Look.objects.create(
        community=world.community, indicator=world.share, door=f"door {mark}", looked_on=now.date(), first_at=now,
        user=world.people["fay"].user, last_at=now,
    )  # fmt: skip


def _asked(world: World, through: date) -> Approval:
    return Approval.objects.create(
        community=world.community, kind=Approval.Kind.RELEASE, indicator=world.share, through=through
    )
