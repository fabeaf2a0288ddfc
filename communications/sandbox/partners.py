"""What do partners of the sandbox say of themselves, what do they promise, and who else is wanted?"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from communications.handover.models import HandOver
from initiatives.models import Area
from initiatives.services import pledges, profiles, recruiting

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World) -> None:
    """The directory is read by all who take part; pledges by the committee, prospects by who manages partners."""
    priya, rita, mark = world.people["priya"].actor, world.people["rita"].actor, world.mark
    partner = world.partners[0]
    profiles.place_partner(partner, list(Area.objects.all()), by=rita)
    world.strength = profiles.add_strength(partner, f"Strength {mark}", by=rita)
    world.prospect = recruiting.name_prospect(
        world.initiative, name=f"Prospect {mark}", because=f"Why {mark}", sector=world.sector,
        contact=f"Contact {mark}", next_step=f"Next {mark}", by=priya,
    )  # fmt: skip
    recruiting.move_prospect(world.prospect, stage="approached", text=f"Talk {mark}", by=priya)
    world.pledge = pledges.make_pledge(
        world.initiative, partner, year=2026, kind="aligned", amount=Decimal(90_000), currency="GBP", by=rita,
        purpose=f"Purpose {mark}",
    )  # fmt: skip
    _hand_over(world)
    pledges.say_cost(world.initiative, year=2026, line="staff", amount=Decimal(30_000), currency="GBP", by=priya)


def _hand_over(world: World) -> None:
    """One of long ago, so that everybody still holds what tests know."""
    HandOver.objects.create(
        initiative=world.initiative, organization=world.partners[0], leaving=world.people["vera"].membership,
        successor=world.people["rita"].membership, words=f"Words {world.mark}",
    )  # fmt: skip
