"""How is each door of exploring and exporting tried? (methods, own values, body, queries), by name."""

from typing import Any

from communications.sandbox.world import World
from tests.isolation.places import of_view
from tests.isolation.rounds import Tried, nothing

# Each filter first in one of them: the walk puts wild values into the first.
QUERIES = [
    "view=charts", "group=sex%3Dfemale", "sector=nonprofit", "partner=p1&partner=p2&view=charts", "outcome=outcome",
    "verdict=improving", "from=2019-01-01&to=2023-12-31", "to=2020-12-31", "as_of=2020-01-01",
    "compare=periods&view=compare&a=2018&b=2024", "a=sex%3Dfemale&view=compare&compare=groups&b=sex%3Dmale",
    "b=partners%3Ap1%2Cp2&view=compare&compare=partners&a=sector%3Anonprofit", "indicator=cells",
]  # fmt: skip
TAKEN = ["indicator=cells&view=compare", "partner=p1&partner=p3", "view=charts&sector=nonprofit&as_of=2999-01-01"]


def a_chart(_world: World) -> dict[str, Any]:
    return {"code": "cells"}


def a_view(world: World) -> dict[str, Any]:
    return {"name": f"New {world.mark}", "query": "view=charts&group=sex%3Dfemale", "shared": "yes"}


SAMPLES: dict[str, Tried] = {
    "exploring:explore": ("GET", nothing, nothing, QUERIES),
    "exploring:views": ("GET POST", nothing, a_view, ()),
    "exploring:view": ("GET POST", of_view, lambda world: a_view(world) | {"act": "save"}, ()),
    "exploring:csv": ("GET", nothing, nothing, TAKEN),
    "exploring:xlsx": ("GET", nothing, nothing, TAKEN[:1]),
    "exploring:svg": ("GET", nothing, nothing, TAKEN[:1]),
    "exploring:png": ("GET", nothing, nothing, ()),
    "exploring:indicator-svg": ("GET", a_chart, nothing, ()),
    "exploring:indicator-png": ("GET", a_chart, nothing, ()),
    "exploring:export": ("GET POST", nothing, nothing, ()),
    "exploring:archive-progress": ("GET", nothing, nothing, ()),
    "exploring:archive": ("GET", nothing, nothing, ()),
}
