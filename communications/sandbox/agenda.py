"""Which common agenda has the sandbox? One strategy, and all that one may say about an agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING

from initiatives.models import Outcome
from initiatives.services.strategies import add_strategy

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World) -> None:
    """What everybody in the initiative may read."""
    priya, mark = world.people["priya"].actor, world.mark
    world.strategy = add_strategy(
        world.initiative, f"Strategy {mark}", description=f"Meaning {mark}", outcomes=Outcome.objects.all(), by=priya
    )
