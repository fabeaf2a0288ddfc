"""How is each door of the common agenda tried? (methods, own values, body), by name."""

from typing import Any

from backbone.tenancy.permissions import Capability
from communications.sandbox.world import World
from initiatives.models import Boundary, Outcome, SectionComment
from tests.isolation.agreements import Tried, nothing
from tests.isolation.places import of_partner


def adopted(world: World) -> dict[str, Any]:
    return {"number": world.agenda.number}


def draft(world: World) -> dict[str, Any]:
    return {"number": world.draft_agenda.number}


def of_section(world: World) -> dict[str, Any]:
    return draft(world) | {"kind": "boundaries"}


def of_boundary(world: World) -> dict[str, Any]:
    return of_section(world) | {"uid": Boundary.objects.filter(agenda=world.draft_agenda)[0].uid}


def of_cause(world: World) -> dict[str, Any]:
    return {"uid": world.cause.uid}


def drives(world: World) -> dict[str, Any]:
    return {"outcomes": [str(Outcome.objects.filter(initiative=world.initiative)[0].pk)]}


def of_sign_off(world: World) -> dict[str, Any]:
    return of_partner(world) | {"uid": world.sign_off.uid}


def words(world: World) -> dict[str, Any]:
    return {"text": f"New {world.mark}", "version": "1"}


def today(world: World) -> dict[str, Any]:
    return {"until": world.initiative.today().isoformat()}


def a_pledge(world: World) -> dict[str, Any]:
    return {
        "organization": str(world.partners[0].pk), "year": "2027", "kind": "time", "amount": "10",
    }  # fmt: skip


SAMPLES: dict[str, Tried] = {
    "initiatives:agenda": ("GET POST", nothing, lambda world: {"name": f"New {world.mark}"}),
    "initiatives:agenda-version": ("GET", adopted, nothing),
    "initiatives:agenda-pdf": ("GET", adopted, nothing),
    "initiatives:agenda-name": ("GET POST", draft, lambda world: {"name": f"New {world.mark}"}),
    "initiatives:agenda-open": ("POST", draft, today),
    "initiatives:agenda-take-back": ("POST", adopted, nothing),
    "initiatives:agenda-changes": ("GET", adopted, nothing),
    "initiatives:agenda-comment": ("POST", lambda world: adopted(world) | {"section": "vision"}, words),
    "initiatives:agenda-answer": (
        "POST",
        lambda world: {"uid": SectionComment.objects.get(agenda=world.agenda).uid},
        lambda _: {"became": "noted", "answer": "Why"},
    ),
    "initiatives:agenda-section": ("GET POST", of_section, words),
    "initiatives:agenda-remove": ("POST", of_boundary, nothing),
    "initiatives:proposals": ("GET", nothing, nothing),
    "initiatives:causes": ("GET POST", nothing, lambda world: {"name": f"New {world.mark}", **drives(world)}),
    "initiatives:cause": ("GET POST", of_cause, lambda world: {"name": f"New {world.mark}", **drives(world)}),
    "initiatives:cause-remove": ("POST", of_cause, nothing),
    "initiatives:strategies": ("GET POST", nothing, lambda world: {"name": f"New {world.mark}"}),
    "initiatives:strategy": (
        "GET POST", lambda world: {"slug": world.strategy.slug}, lambda world: {"name": f"New {world.mark}"},
    ),
    "initiatives:problem-definitions": ("GET", nothing, nothing),
    "initiatives:problem-definition": ("GET POST", of_partner, lambda _: {"problem": "One", "goal": "Another"}),
    "initiatives:differences": ("GET POST", nothing, lambda _: {"title": "New", "description": "Who sees what"}),
    "initiatives:difference": (
        "GET POST", lambda world: {"uid": world.difference.uid}, lambda _: {"state": "standing", "text": "So be it"},
    ),
    "initiatives:sign-offs": ("GET", nothing, nothing),
    "initiatives:sign-off": (
        "GET POST", of_partner, lambda _: {"accepts": "on", "name": "A Person", "title": "Head"},
    ),
    "initiatives:sign-off-withdraw": ("POST", of_partner, lambda _: {"because": "Why"}),
    "initiatives:letter": ("GET", of_sign_off, nothing),
    "initiatives:directory": ("GET", nothing, nothing),
    "initiatives:profile": ("GET", lambda world: {"code": world.partners[0].code}, nothing),
    "initiatives:describe": ("GET POST", of_partner, lambda world: {"text": f"New {world.mark}"}),
    "initiatives:strength-remove": (
        "POST", lambda world: of_partner(world) | {"uid": world.strength.uid}, nothing,
    ),
    "initiatives:prospects": ("GET POST", nothing, lambda _: {"name": "New", "because": "Why"}),
    "initiatives:prospect": (
        "GET POST", lambda world: {"uid": world.prospect.uid}, lambda _: {"stage": "in_talks", "text": "We met"},
    ),
    "initiatives:pledges": (
        "GET POST", nothing, lambda _: {"year": "2027", "line": "staff", "amount": "10", "currency": "GBP"},
    ),
    "initiatives:own-pledges": ("GET POST", of_partner, a_pledge),
    "initiatives:pledge": (
        "GET POST", lambda world: of_partner(world) | {"uid": world.pledge.uid}, lambda _: {"given": "10"},
    ),
    "founding:found": (
        "GET POST", nothing,
        lambda world: {"name": f"New {world.mark}", "slug": "third", "area_name": "Somewhere", "template": "education",
                       "time_zone": "Europe/London"},
    ),
    "founding:path": ("GET POST", nothing, lambda _: {"step": "groups", "text": "We look for a chair"}),
    "handover:hand-over": (
        "GET POST", of_partner,
        lambda world: {"leaving": str(world.people["rita"].membership.uid), "email": "new@new.example", "name": "New"},
    ),
    "handover:pack": ("GET", of_partner, nothing),
    "agenda:decision": ("GET POST", adopted, lambda _: {"stand": "consent"}),
    "agenda:adopt": ("POST", adopted, nothing),
}  # fmt: skip

# Where changing wants more than the guard, which lets readers in.
POST_NEEDS: dict[str, Capability] = {
    "initiatives:agenda": Capability.DRAFT_AGENDA,
    "initiatives:strategies": Capability.DRAFT_AGENDA,
    "initiatives:causes": Capability.DRAFT_AGENDA,
    "initiatives:problem-definition": Capability.DEFINE_PROBLEM,
    "initiatives:differences": Capability.COMMENT_AGENDA,
    "initiatives:difference": Capability.DRAFT_AGENDA,
    "initiatives:sign-off": Capability.SIGN_AGENDA,
    "initiatives:pledges": Capability.MANAGE_PARTNERS,
    "founding:path": Capability.DRAFT_AGENDA,
    "handover:hand-over": Capability.HAND_OVER,
    "agenda:decision": Capability.DECIDE_AGENDA,
}
