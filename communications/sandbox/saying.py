"""What do the sandbox's people say beside its curves, and who lets others compare themselves?"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from backbone.tenancy.actors import Actor
from measurement.models import Adoption, CurveText
from measurement.services.said import agree_to_comparison, note_context, tell_story

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World, manager: Actor) -> None:
    """Two answers to each question on each curve, a note on each and one on all; one partner alone has agreed."""
    fay, rita = world.people["fay"].actor, world.people["rita"].actor
    for adoption in Adoption.objects.select_related("initiative").filter(initiative=world.initiative):
        for kind in CurveText.Kind:
            tell_story(adoption, kind, f"Answer {world.mark}", by=fay)
        tell_story(adoption, CurveText.Kind.BEHIND, f"Another answer {world.mark}", by=manager)
        note_context(world.initiative, date(2020, 3, 1), f"Note {world.mark}", adoption=adoption, by=fay)
    note_context(world.initiative, date(2021, 9, 1), f"Note on all {world.mark}", by=manager)
    agree_to_comparison(world.initiative, world.partners[0], by=rita)
