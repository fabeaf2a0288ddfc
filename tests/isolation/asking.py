"""How do tests ask at a door, and what should it answer by the table of permissions?"""

from typing import Any

from django.db import transaction
from django.test import Client

from backbone.tenancy import scope
from backbone.tenancy.doors import GUARD, TOKEN_DOOR
from backbone.tenancy.permissions import may
from communications.sandbox.world import Person, World
from tests.isolation.registry import SAMPLES, pages, values_of

NAMES = sorted(pages())
GUARDED = [name for name in NAMES if not getattr(pages()[name].view, TOKEN_DOOR, False)]


def methods(name: str) -> list[str]:
    return SAMPLES[name].methods.split()


def ask(client: Client, method: str, path: str, body: dict[str, Any] | None = None) -> Any:
    """One request, and what it wrote is taken back."""
    with transaction.atomic():
        answer = client.generic(method, path) if body is None or method == "GET" else client.post(path, body)
        transaction.set_rollback(True)
    return answer


def expected(person: Person, world: World, name: str, method: str = "GET") -> int:
    """What the table of permissions says: 404 for what is not yours, 403 for what is not your role, else 200."""
    door, values = pages()[name], values_of(world, name)
    capability = getattr(door.view, GUARD)
    if method == "POST" and SAMPLES[name].post_needs:
        capability = SAMPLES[name].post_needs
    if capability is True:
        return 200
    with scope.tenant(world.tenant.pk):
        actor = person.actor
        if "initiative" not in door.parts:
            return 200 if may(actor, capability) else 403
        actor = actor.within(world.initiative.pk)
        if "organization" not in door.parts:
            on = SAMPLES[name].on
            return 200 if may(actor, capability, on=on(world) if on else world.initiative) else 403
        [partner] = [each for each in world.partners if each.code == values["organization"]]
        if not actor.is_staff and partner.pk not in actor.organization_ids:
            return 404
        return 200 if may(actor, capability, on=partner) else 403


def is_as_expected(status: int, wanted: int) -> bool:
    """Who may, is shown a page or led on to one."""
    return status in {200, 302} if wanted == 200 else status == wanted
