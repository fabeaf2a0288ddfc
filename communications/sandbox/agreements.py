"""Which agreements has the sandbox? A draft with all that one may say, and one that was signed and withdrawn."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from measurement.models import Agreement, Dimension, Indicator
from measurement.services.agreements import draft_agreement, sign_for_backbone, sign_for_partner, withdraw_agreement

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World) -> None:
    """Both of the first partner; staff read them too. Neither is in force, so figures stay what tests know."""
    rita, priya, mark = world.people["rita"].actor, world.people["priya"].actor, world.mark
    old = _agreement(world, f"Old agreement {mark}")
    draft_agreement(old, by=rita)
    sign_for_partner(old, name=f"Rita {mark}", title=f"Head {mark}", version=1, by=rita)
    sign_for_backbone(old, name=f"Priya {mark}", title=f"Manager {mark}", version=1, by=priya)
    withdraw_agreement(old, because=f"Reason {mark}", by=rita)
    world.agreement = _agreement(world, f"Agreement {mark}")
    world.agreement.level = Agreement.Level.OWN_FIGURES
    world.agreement.groups = Agreement.Groups.CHOSEN
    draft_agreement(
        world.agreement,
        by=rita,
        indicators=list(Indicator.objects.filter(code="share")),
        dimensions=list(Dimension.objects.all()),
        audiences=["steering_committee"],
    )


def _agreement(world: World, title: str) -> Agreement:
    purpose = f"Purpose {world.mark}"
    return Agreement(
        initiative=world.initiative, provider=world.partners[0], title=title, purpose=purpose,
        starts_on=date(2020, 1, 1),
    )  # fmt: skip
