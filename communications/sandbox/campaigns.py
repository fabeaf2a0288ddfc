"""Which campaign has the sandbox? The first initiative is one, with the second as its local, placed in its group."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from initiatives.services.campaigns import place_in_campaign
from workgroups.services.sub_programmes import place_sub_programme

PLACED_ON = date(2024, 1, 1)

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World) -> None:
    """The local initiative shares nothing: who has no role in it reads its name."""
    priya = world.people["priya"].actor
    world.other_initiative = place_in_campaign(world.other_initiative, world.initiative, by=priya)
    place_sub_programme(world.group, world.other_initiative, placed_on=PLACED_ON, note=f"Note {world.mark}", by=priya)
