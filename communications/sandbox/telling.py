"""What must a scanner know of the sandbox? Who signs in as what, whose text is whose, and which numbers are small."""

from typing import Any

from backbone.tenancy.roles import Role
from communications.sandbox.world import PASSWORD, Person, World


def tell(worlds: dict[str, World], base: str) -> dict[str, Any]:
    """The sandbox in plain values; `worlds` by letter, A first. Names of actors are unique over both."""
    actors: dict[str, dict[str, Any]] = {}
    for letter, world in worlds.items():
        for name, person in world.people.items():
            actors[name if letter == "A" or name == "olga" else f"{letter.lower()}-{name}"] = _person(person)
        for name, secret in world.keys.items():
            suffix = "" if name == "tenant" else f"-{name}"
            actors[f"key-{letter.lower()}{suffix}"] = _key(world, name, secret)
    return {
        "base": base,
        "actors": actors,
        "markers": {key: texts for letter, world in worlds.items() for key, texts in _markers(letter, world).items()},
        "small_cells": [
            {"tenant": world.tenant.slug, **cell} for world in worlds.values() for cell in world.small_cells
        ],
    }


def _person(person: Person) -> dict[str, Any]:
    return {
        "tenant": person.tenant.slug,
        "organization": person.organization or None,
        "roles": [str(role) for role in person.roles],
        "email": person.user.email,
        "password": PASSWORD,
        "api_key": None,
    }


def _key(world: World, name: str, secret: str) -> dict[str, Any]:
    of_partner = name != "tenant"
    return {
        "tenant": world.tenant.slug,
        "organization": name if of_partner else None,
        "roles": [str(Role.PARTNER_KEY if of_partner else Role.TENANT_KEY)],
        "email": None,
        "password": None,
        "api_key": secret,
    }


def _markers(letter: str, world: World) -> dict[str, list[str]]:
    """The tenant's mark stands in all its texts; a partner's in those that only it and the data manager may read."""
    own = {f"{letter}.P{number}": [world.partner_mark(number)] for number in range(1, len(world.partners) + 1)}
    return {letter: [world.mark], **own}
