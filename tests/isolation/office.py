"""How is each door of the backbone's own work tried? (methods, own values, body), by name."""

from datetime import timedelta
from typing import Any

from backbone.tenancy.permissions import Capability
from communications.sandbox.world import World
from tests.isolation.agreements import Tried, nothing


def later(world: World) -> str:
    return (world.initiative.today() + timedelta(days=60)).isoformat()


def a_position(world: World) -> dict[str, Any]:
    return {"name": f"New {world.mark}", "title": "Coordinator", "fte": "0.5", "held_from": later(world)}


SAMPLES: dict[str, Tried] = {
    "office:plan": (
        "GET POST", nothing, lambda world: {"year": "2026", "function": "data", "what": f"New {world.mark}"},
    ),
    "office:plan-item": (
        "GET POST", lambda world: {"uid": world.plan_item.uid}, lambda _: {"state": "under_way"},
    ),
    "office:priorities": (
        "GET POST", nothing, lambda world: {"year": "2026", "rank": "3", "text": f"New {world.mark}"},
    ),
    "office:priority-first": (
        "POST", lambda world: {"uid": world.priority.uid}, lambda world: {"until": later(world)},
    ),
    "office:priority-done": ("POST", lambda world: {"uid": world.priority.uid}, nothing),
    "office:staff": ("GET POST", nothing, a_position),
    "office:position": ("GET POST", lambda world: {"uid": world.position.uid}, a_position),
    "office:assessments": ("GET POST", nothing, lambda _: {"year": "2020"}),
    "office:assessment": ("GET", lambda world: {"year": world.assessment.year}, nothing),
    "office:rate": (
        "GET POST", lambda world: {"year": world.open_assessment.year}, lambda _: {"data-1": "3"},
    ),
    "office:assessment-close": ("POST", lambda world: {"year": world.open_assessment.year}, nothing),
    "office:pulses": (
        "GET POST", nothing, lambda world: {"title": "New", "closes_on": later(world), "least": "5"},
    ),
    "office:pulse": ("GET", lambda world: {"uid": world.pulse.uid}, nothing),
    "office:pulse-answer": (
        "GET POST", lambda world: {"uid": world.open_pulse.uid},
        lambda world: {"aim": "4", "text": f"New {world.mark}"},
    ),
    "office:pulse-close": ("POST", lambda world: {"uid": world.open_pulse.uid}, nothing),
}  # fmt: skip

# Where changing wants more than the guard, which lets readers in.
POST_NEEDS: dict[str, Capability] = {
    "office:plan": Capability.RUN_OFFICE,
    "office:priorities": Capability.RUN_OFFICE,
    "office:staff": Capability.RUN_OFFICE,
    "office:assessments": Capability.RUN_OFFICE,
    "office:pulses": Capability.RUN_OFFICE,
    "office:pulse-answer": Capability.ANSWER_PULSE,
}
