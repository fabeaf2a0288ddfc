"""How is each door of groups, activities and campaigns tried? (methods, own values, body, queries, POST, on what)."""

from collections.abc import Callable, Sequence
from typing import Any

from backbone.tenancy.permissions import Capability
from communications.sandbox.world import World
from workgroups.models import SubProgramme

Values = Callable[[World], dict[str, Any]]
Tried = tuple[str, Values, Values, Sequence[str], Capability | None, Callable[[World], Any]]
DAY = "2026-01-15"


def nothing(_world: World) -> dict[str, Any]:
    return {}


def initiative(world: World) -> Any:
    return world.initiative


def of_group(world: World) -> dict[str, Any]:
    return {"slug": world.group.slug}


def of_subgroup(world: World) -> dict[str, Any]:
    return {"slug": world.subgroup.slug}


def of_seat(world: World) -> dict[str, Any]:
    return of_group(world) | {"uid": world.seat.uid}


def of_partner(world: World) -> dict[str, Any]:
    return {"organization": world.partners[0].code}


def of_activity(world: World) -> dict[str, Any]:
    return {"slug": world.activity.slug}


def group(world: World) -> Any:
    return world.group


def activity(world: World) -> Any:
    return world.activity


def partner(world: World) -> Any:
    return world.partners[0]


def a_group(world: World) -> dict[str, Any]:
    return {
        "kind": "working_group", "name": f"New {world.mark}", "purpose": "Why", "strategy": world.strategy.slug,
        "formed_on": DAY,
    }  # fmt: skip


def a_name(world: World) -> dict[str, Any]:
    return {"name": f"New {world.mark}", "purpose": "Why", "strategy": world.strategy.slug}


def a_charter(_world: World) -> dict[str, Any]:
    return {"purpose": "New", "deciding": "By consent", "meets": "Weekly", "expectations": "Come"}


def an_end(_world: World) -> dict[str, Any]:
    return {"how": "close", "ended_on": DAY, "because": "Done", "into": "", "names": ""}


def a_seat(world: World) -> dict[str, Any]:
    return of_partner(world) | {"function": "member", "title": "New", "made_on": DAY}


def a_holder(world: World) -> dict[str, Any]:
    person = world.people["oscar"].membership.pk
    return {"act": "give", "person": str(person), "level": "director", "held_from": DAY, "term_ends_on": "2028-01-15"}


def a_leave(world: World) -> dict[str, Any]:
    return {"act": "leave", "uid": str(SubProgramme.objects.get(group=world.group).uid), "ended_on": DAY}


def a_share(_world: World) -> dict[str, Any]:
    return {"shares": "yes"}


def a_local(_world: World) -> dict[str, Any]:
    return {"act": "take_out", "initiative": "second"}


def an_activity(world: World) -> dict[str, Any]:
    return {
        "name": f"New {world.mark}", "what": "Something", "strategy": world.strategy.slug, "outcomes": ["outcome"],
        "starts_on": DAY, "ends_on": "2027-01-15", "kind": "campaign", "goal": "10", "goal_unit": "visits",
    }  # fmt: skip


def a_part(world: World) -> dict[str, Any]:
    return of_partner(world) | {"part": "supports"}


def an_aim(_world: World) -> dict[str, Any]:
    return {"indicator": "rate", "because": "It fell", "period_start": "2025-01-01", "period_end": "2025-12-31"}


def a_milestone(_world: World) -> dict[str, Any]:
    return {"name": "New", "due_on": "2030-01-01"}


def a_need(world: World) -> dict[str, Any]:
    return {"needed": world.dependency.needed.slug, "because": "Why"}


MATRIX = ["sector=nonprofit", "group=group", "indicator=share", "outcome=outcome", "status=late", "show=strategy"]
VIEW, PLAN, MANAGE = Capability.VIEW_INITIATIVE, Capability.PLAN_ACTIVITIES, Capability.MANAGE_GROUPS

SAMPLES: dict[str, Tried] = {
    "workgroups:groups": ("GET", nothing, nothing, (), None, initiative),
    "workgroups:map": ("GET", nothing, nothing, (), None, initiative),
    "workgroups:group-new": ("GET POST", nothing, a_group, (), None, initiative),
    "workgroups:group": ("GET", of_group, nothing, (), None, group),
    "workgroups:group-edit": ("GET POST", of_group, a_name, (), None, group),
    "workgroups:charter": ("GET POST", of_group, a_charter, (), MANAGE, group),
    "workgroups:group-end": ("GET POST", of_subgroup, an_end, (), None, lambda world: world.subgroup),
    "workgroups:seat-new": ("GET POST", of_group, a_seat, (), None, group),
    "workgroups:seat": ("GET POST", of_seat, a_holder, (), None, group),
    "workgroups:sub-programmes": ("GET POST", of_group, a_leave, (), None, group),
    "funders:funders": ("GET", nothing, nothing, (), None, initiative),
    "campaigns:campaign": ("GET POST", nothing, a_local, (), Capability.FOUND_INITIATIVE, initiative),
    "campaigns:checklist": ("GET POST", nothing, a_share, (), Capability.SHARE_WITH_CAMPAIGN, initiative),
    "workgroups:group-activity-new": ("GET POST", of_group, an_activity, (), None, group),
    "workgroups:partner-activities": ("GET", of_partner, nothing, (), None, partner),
    "workgroups:partner-activity-new": ("GET POST", of_partner, an_activity, (), None, partner),
    "workgroups:activities": ("GET", nothing, nothing, ["status=late", "strategy=x", "partner=p1"], None, initiative),
    "workgroups:matrix": ("GET", nothing, nothing, MATRIX, None, initiative),
    "workgroups:together": ("GET", nothing, nothing, ["partner=p1"], None, initiative),
    "workgroups:activity-new": ("GET", nothing, nothing, ["doer=group-group"], None, initiative),
    "workgroups:activity": ("GET", of_activity, nothing, (), None, activity),
    "workgroups:activity-plan": ("GET POST", of_activity, an_activity, (), None, activity),
    "workgroups:activity-part": ("POST", of_activity, a_part, (), PLAN, partner),
    "workgroups:activity-aim": ("POST", of_activity, an_aim, (), None, activity),
    "workgroups:activity-aim-remove": (
        "POST", lambda world: of_activity(world) | {"code": "share"}, nothing, (), None, activity,
    ),
    "workgroups:milestone-new": ("POST", of_activity, a_milestone, (), None, activity),
    "workgroups:milestone": (
        "POST", lambda world: of_activity(world) | {"uid": world.milestone.uid}, nothing, (), None, activity,
    ),
    "workgroups:need-new": ("POST", of_activity, a_need, (), None, activity),
    "workgroups:need-remove": (
        "POST", lambda world: of_activity(world) | {"uid": world.dependency.uid}, nothing, (), None, activity,
    ),
    "workgroups:activity-count": (
        "POST", of_activity, lambda world: {"counted_on": world.initiative.today().isoformat(), "count": "9"}, (), None,
        activity,
    ),
    "workgroups:activity-end": (
        "POST", of_activity, lambda _: {"act": "stop", "ended_on": DAY, "because": "Why"}, (), None, activity,
    ),
}  # fmt: skip
