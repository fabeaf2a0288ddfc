"""How is each door of cycles and lessons tried? (methods, own values, body, queries, what POST needs, on what)."""

from typing import Any

from backbone.tenancy.permissions import Capability
from communications.sandbox.world import World
from tests.isolation.groups import DAY, Tried, group, initiative, nothing, of_group, partner


def of_cycle(world: World) -> dict[str, Any]:
    return of_group(world) | {"number": world.cycle.number}


def of_lesson(world: World) -> dict[str, Any]:
    return {"uid": world.lesson.uid}


def a_cycle(world: World) -> dict[str, Any]:
    return {
        "aim": f"New {world.mark}", "started_on": DAY, "indicators": ["rate"], "activity": world.activity.slug,
        "done_by": "organization", "organization": world.partners[0].code, "subgroup": "",
    }  # fmt: skip


def a_figure(_world: World) -> dict[str, Any]:
    return {"indicator": "share", "start": "2024-01-01", "end": "2024-12-31", "text": "It rose"}


def a_decision(_world: World) -> dict[str, Any]:
    return {"decision": "abandon", "because": "Why", "next_aim": ""}


def a_lesson(world: World) -> dict[str, Any]:
    return {
        "title": f"New {world.mark}", "worked": "no", "happened": "This", "learnt": "That", "is_published": "on",
        "people": [str(world.people["gwen"].membership.pk)], "organizations": ["p2"], "indicators": ["share"],
        "strategy": world.strategy.slug, "activity": world.activity.slug, "cycle": str(world.cycle.uid),
    }  # fmt: skip


FILTERS = ["q=lesson&worked=no", "worked=yes", "strategy=x&q=-lesson", "indicator=share", "group=group"]
CONSENT = Capability.CONSENT_FOR_PARTNER

SAMPLES: dict[str, Tried] = {
    "workgroups:cycles": ("GET", of_group, nothing, (), None, group),
    "workgroups:cycle-new": ("GET POST", of_group, a_cycle, (), None, group),
    "workgroups:cycle": ("GET", of_cycle, nothing, (), None, group),
    "workgroups:cycle-say": ("GET POST", lambda w: of_cycle(w) | {"kind": "figure"}, a_figure, (), None, group),
    "workgroups:cycle-on": ("POST", of_cycle, lambda _: {"phase": "communicate"}, (), None, group),
    "workgroups:cycle-decide": ("GET POST", of_cycle, a_decision, (), None, group),
    "workgroups:cycle-back": ("POST", lambda w: of_cycle(w) | {"uid": w.change.uid}, nothing, (), None, group),
    "workgroups:lessons": ("GET", nothing, nothing, FILTERS, None, initiative),
    "workgroups:lesson-new": ("GET POST", nothing, a_lesson, ["cycle=nonsense"], None, initiative),
    "workgroups:lesson": ("GET", of_lesson, nothing, (), None, initiative),
    "workgroups:lesson-edit": ("GET POST", of_lesson, a_lesson, (), None, initiative),
    "workgroups:named": ("GET", nothing, nothing, (), None, initiative),
    "workgroups:named-answer": (
        "POST", lambda w: {"uid": w.naming.uid}, lambda _: {"answer": "yes"}, (), CONSENT, partner,
    ),
}  # fmt: skip
