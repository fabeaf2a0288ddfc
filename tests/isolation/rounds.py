"""How is each door of rounds, partners and reminders tried? (methods, own values, body, queries), by name."""

from collections.abc import Callable, Sequence
from typing import Any

from communications.sandbox.world import World
from measurement.models import Adoption

Values = Callable[[World], dict[str, Any]]
Tried = tuple[str, Values, Values, Sequence[str]]


def nothing(_world: World) -> dict[str, Any]:
    return {}


def of_round(world: World) -> dict[str, Any]:
    return {"slug": world.round.slug}


def of_exception(world: World) -> dict[str, Any]:
    return of_round(world) | {"uid": world.exception.uid}


def of_partner(world: World) -> dict[str, Any]:
    return {"code": world.partners[0].code}


def named(world: World) -> dict[str, Any]:
    return {"name": f"New {world.mark}"}


def a_round(world: World) -> dict[str, Any]:
    days = {"opens_on": "2040-01-01", "due_on": "2040-02-01", "closes_on": "2040-03-01", "grace_days": 2}
    return named(world) | days


def a_new_round(world: World) -> dict[str, Any]:
    return a_round(world) | {"ask": f"{world.share.uid}_2024-01-01_2024-12-31", "open": "1"}


def a_changed_round(world: World) -> dict[str, Any]:
    return a_round(world) | {"ask": f"{world.share.uid}_2025-01-01_2025-12-31"}


def a_schedule(world: World) -> dict[str, Any]:
    return named(world) | {
        "every": 3, "unit": "months", "first_period_start": "2040-01-01", "opens_after_days": 1, "due_after_days": 9,
        "grace_days": 2, "closes_after_days": 20, "rounds_ahead": 1,
    }  # fmt: skip


def an_assignment(_world: World) -> dict[str, Any]:
    return {"adoption": str(Adoption.objects.get(indicator__code="rate").pk), "reach": "all"}


def an_exception(world: World) -> dict[str, Any]:
    return {
        "provider": str(world.partners[0].pk), "kind": "more_time", "until": "2090-01-01",
        "reason": f"New {world.mark}",
    }  # fmt: skip


def leaves(_world: World) -> dict[str, Any]:
    return {"left_on": "2026-01-31"}


def a_rule(_world: World) -> dict[str, Any]:
    return {"days": 5, "side": "after", "audience": "submitters"}


BOARD = ["state=not_started", "state=sent", "late=1", "sector=nonprofit", "indicator=share", "q=partner", "sort=name",
         "view=list"]  # fmt: skip

SAMPLES: dict[str, Tried] = {
    "initiatives:partners": ("GET POST", nothing, lambda world: named(world) | {"code": "new"}, ()),
    "initiatives:partner-change": ("GET POST", of_partner, leaves, ()),
    "initiatives:sectors": ("GET POST", nothing, named, ()),
    "measurement:round-new": ("GET POST", nothing, a_new_round, ()),
    "measurement:round-edit": ("GET POST", of_round, a_changed_round, ()),
    "measurement:round-close": ("POST", of_round, nothing, ()),
    "measurement:round-delete": ("POST", of_round, nothing, ()),
    "measurement:round-recompute": ("POST", of_round, nothing, ()),
    "measurement:round-schedules": ("GET POST", nothing, a_schedule, ()),
    "measurement:round-schedule-end": ("POST", lambda world: {"uid": world.round_schedule.uid}, nothing, ()),
    "measurement:assignments": ("GET POST", nothing, an_assignment, ()),
    "measurement:assignment-end": ("POST", lambda world: {"uid": world.assignment.uid}, nothing, ()),
    "measurement:exceptions": ("GET POST", of_round, an_exception, ["partner=p1"]),
    "measurement:exception-end": ("POST", of_exception, nothing, ()),
    "communications:board": ("GET", of_round, nothing, BOARD),
    "communications:remind": ("GET POST", of_round, nothing, ["state=not_started"]),
    "communications:reminder-rules": ("GET POST", nothing, a_rule, ()),
    "communications:reminder-rule-end": ("POST", lambda world: {"uid": world.reminder_rule.uid}, nothing, ()),
    "communications:mails": ("GET", nothing, nothing, ["page=2"]),
}
