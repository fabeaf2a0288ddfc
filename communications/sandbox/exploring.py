"""What does the sandbox keep of the figures? A view shared with all, one of a partner's own, and two archives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from backbone.tenancy.actors import Actor
from communications.exploring.services.keeping import save_view
from communications.exporting.archiving import ask_for_archive, make_archive

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World, manager: Actor) -> None:
    """The manager shares a view; a partner's person keeps one to themselves; both have an archive of what they see."""
    paolo = world.people["paolo"].actor
    world.shared_view = save_view(
        world.initiative, f"View {world.mark}", "view=charts&outcome=outcome", is_shared=True, by=manager
    )
    save_view(world.initiative, f"View {world.partner_mark(1)}", "verdict=improving", is_shared=False, by=paolo)
    for by in (manager, paolo):
        archive = ask_for_archive(world.initiative, by=by)
        make_archive(archive.uid, progress=lambda _done, _total: None)
