"""How is each door of agreements tried? (methods, own values, body), by name."""

from collections.abc import Callable
from typing import Any

from communications.sandbox.world import World
from tests.isolation.places import of_partner

Values = Callable[[World], dict[str, Any]]
Tried = tuple[str, Values, Values]


def nothing(_world: World) -> dict[str, Any]:
    return {}


def of_agreement(world: World) -> dict[str, Any]:
    return of_partner(world) | {"uid": world.agreement.uid}


def terms(world: World) -> dict[str, Any]:
    """Everything that the form asks for."""
    return {
        "title": f"New {world.mark}", "purpose": "To learn", "starts_on": "2026-01-01", "level": "own_figures",
        "groups": "all", "audiences": ["steering_committee"], "threshold": "15", "shows_zero": "unknown",
    }  # fmt: skip


def signature(_world: World) -> dict[str, Any]:
    return {"name": "A Person", "title": "Head", "version": "1"}


SAMPLES: dict[str, Tried] = {
    "measurement:agreements": ("GET", nothing, nothing),
    "measurement:opened": ("GET", nothing, nothing),
    "measurement:partner-agreements": ("GET", of_partner, nothing),
    "measurement:agreement-new": ("GET POST", of_partner, terms),
    "measurement:agreement": ("GET", of_agreement, nothing),
    "measurement:agreement-edit": ("GET POST", of_agreement, terms),
    "measurement:agreement-sign": ("POST", of_agreement, signature),
    "measurement:agreement-countersign": ("POST", of_agreement, signature),
    "measurement:agreement-withdraw": ("POST", of_agreement, lambda _: {"because": "Why"}),
}
