"""How is each door of governed communities tried? (methods, own values, body, queries), by name."""

from collections.abc import Callable
from typing import Any

from communications.sandbox.world import World
from measurement.models import Category

Values = Callable[[World], dict[str, Any]]
Tried = tuple[str, Values, Values, tuple[str, ...]]


def nothing(_world: World) -> dict[str, Any]:
    return {}


def of_community(world: World) -> dict[str, Any]:
    return {"slug": world.community.slug}


def of_steward(world: World) -> dict[str, Any]:
    return of_community(world) | {"uid": world.steward.uid}


def of_asked(world: World) -> dict[str, Any]:
    return of_community(world) | {"uid": world.asked.uid}


def of_withdrawal(world: World) -> dict[str, Any]:
    return of_community(world) | {"uid": world.withdrawal.uid}


def described(world: World) -> dict[str, Any]:
    category = Category.objects.filter(dimension__code="sex").order_by("pk")[0]
    return {"name": f"New {world.mark}", "statement": "By right", "categories": [str(category.pk)]}


def because(_world: World) -> dict[str, Any]:
    return {"because": "Why"}


SAMPLES: dict[str, Tried] = {
    "communities:list": ("GET", nothing, nothing, ()),
    "communities:new": ("GET POST", nothing, described, ()),
    "communities:edit": ("GET POST", of_community, described, ()),
    "communities:appoint": (
        "POST", of_community, lambda world: {"membership": str(world.people["fay"].membership.pk)}, (),
    ),
    "communities:dismiss": ("POST", of_steward, nothing, ()),
    "communities:community": ("GET", of_community, nothing, ("indicator=share&page=1", "page=9")),
    "communities:answer": ("POST", of_asked, lambda _: {"act": "standing"}, ()),
    "communities:answer-all": ("POST", of_community, lambda _: {"act": "standing"}, ()),
    "communities:withdraw": ("POST", of_community, because, ()),
    "communities:resume": ("POST", of_withdrawal, nothing, ()),
    "communities:end": ("POST", of_community, lambda _: {"end-because": "Why"}, ()),
    "communications:community-figures": ("POST", of_community, nothing, ()),
}  # fmt: skip
