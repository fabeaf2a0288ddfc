"""How is each door of definitions tried? (methods, own values, body, queries, what changing needs), by name."""

from collections.abc import Callable, Sequence
from typing import Any

from backbone.tenancy.permissions import Capability
from communications.sandbox.world import World
from measurement.models import Category, ContextNote, Indicator, Part

Values = Callable[[World], dict[str, Any]]
Tried = tuple[str, Values, Values, Sequence[str], Capability | None]

# Their rows belong to the whole tenant, so that they open in each of its initiatives.
OF_THE_WHOLE_TENANT = {
    "initiatives:term", "initiatives:term-agree", "initiatives:term-retire", "initiatives:term-comment",
    "measurement:definition", "measurement:definition-history", "measurement:definition-edit",
    "measurement:definition-activate", "measurement:definition-retire", "measurement:definition-comment",
    "measurement:definition-period", "measurement:adopt", "measurement:dimension", "measurement:dimension-end",
    "measurement:dimension-group",
    # A set belongs to nobody, and an initiative may be copied from any other of the tenant.
    "measurement:set", "measurement:copy",
}  # fmt: skip


def nothing(_world: World) -> dict[str, Any]:
    return {}


def term(slug: str) -> Values:
    return lambda world: {"slug": f"{slug}-{world.mark.lower()}"}


def coded(code: str) -> Values:
    return lambda _world: {"code": code}


def definition(world: World) -> dict[str, Any]:
    """Everything that a definition's form asks for."""
    return {
        "code": "new", "name": f"New {world.mark}", "definition": f"New {world.mark}", "method": "By hand",
        "source": "Records", "source_url": "https://example.org/", "level": "programme", "kind": "ratio", "per": "1000",
        "counting_unit": "people", "unduplicated_within": "partner_year", "unit": "per 1,000", "decimals": "1",
        "polarity": "neutral", "frequency": "monthly", "year_starts_in": "9", "usual_lag_days": "30",
        "adds_over_partners": "ratio_of_sums", "dimensions": ["sex"],
    }  # fmt: skip


def change(world: World) -> dict[str, Any]:
    given = definition(world)
    del given["code"]
    edition = Indicator.objects.get(code="cohort").edition
    return given | {"act": "meaning", "note": "Wider", "breaks_on": "2026-01-01", "edition": edition}


def part(world: World) -> dict[str, Any]:
    found = Part.objects.filter(adoption__indicator=world.share)[0]
    return {"act": "withdraw", "subject": str(found.subject.uid), "starts_on": ""}


def note(world: World) -> dict[str, Any]:
    found = ContextNote.objects.get(adoption__indicator=world.share)
    return {"code": world.share.code, "uid": found.uid}


def group(_world: World) -> dict[str, Any]:
    return {"act": "rename", "category": Category.objects.all()[0].code, "name": "Another"}


PROPOSE, DEFINE, KEEP = Capability.PROPOSE_INDICATORS, Capability.DEFINE_INDICATORS, Capability.KEEP_GLOSSARY
WORD = {"word": "New", "other_forms": "news", "definition": "What it means"}
SHARE, COHORT = coded("share"), coded("cohort")
ADOPTION = {"outcome": "outcome", "is_headline": "on", "baseline": "2019-01-01/2019-12-31", "contributes_to": ""}
TARGET = {"group": "", "value": "80", "due_on": "2031-12-31", "statement": "Most"}
PERIOD = {"name": "Class of 2026", "starts_on": "2022-09-01", "ends_on": "2026-06-30"}
DIMENSION = {"name": "New", "partitions": "no"}

SAMPLES: dict[str, Tried] = {
    "initiatives:glossary": ("GET POST", nothing, lambda _: WORD, (), PROPOSE),
    "initiatives:term": ("GET POST", term("agreed"), lambda _: WORD, (), KEEP),
    "initiatives:term-agree": ("POST", term("proposed"), nothing, (), None),
    "initiatives:term-retire": ("POST", term("agreed"), lambda _: {"because": "Out of use"}, (), None),
    "initiatives:term-comment": ("POST", term("agreed"), lambda _: {"text": "Better so"}, (), None),
    "measurement:catalogue": (
        "GET POST", nothing, lambda _: {"code": ["spare"], "act": "adopt", "outcome": "outcome", "because": "Why"},
        ["state=active", "adopted=not", "outcome=outcome", "q=cohort"], DEFINE,
    ),
    "measurement:propose": ("GET POST", nothing, definition, (), None),
    "measurement:indicator-cap": ("POST", nothing, lambda _: {"cap": "20"}, (), None),
    "measurement:definition": ("GET", SHARE, nothing, (), None),
    "measurement:definition-history": ("GET", coded("rate"), nothing, (), None),
    "measurement:definition-edit": ("GET POST", COHORT, change, (), None),
    "measurement:definition-activate": ("POST", COHORT, nothing, (), None),
    "measurement:definition-retire": (
        "GET POST", SHARE, lambda _: {"because": "Replaced", "successor": "rate"}, (), None
    ),
    "measurement:definition-comment": ("POST", SHARE, lambda _: {"text": "Better so"}, (), None),
    "measurement:definition-period": ("POST", COHORT, lambda _: PERIOD, (), None),
    "measurement:adopt": (
        "GET POST", coded("spare"), lambda _: {"outcome": "outcome", "is_headline": "on", "because": "Why"}, (), None,
    ),
    "measurement:adoption": ("GET POST", SHARE, lambda _: ADOPTION, (), None),
    "measurement:adoption-move": ("POST", SHARE, lambda _: {"to": "down"}, (), None),
    "measurement:adoption-end": ("POST", SHARE, lambda _: {"because": "Not ours"}, (), None),
    "measurement:adoption-target": ("POST", SHARE, lambda _: TARGET, (), None),
    "measurement:adoption-rebasing": (
        "POST", SHARE, lambda _: {"starts_on": "2024-01-01", "because": "Why"}, (), None,
    ),
    "measurement:adoption-part": ("POST", SHARE, part, (), None),
    "measurement:story": (
        "GET POST", SHARE, lambda _: {"kind": "works", "text": "Tutoring"}, (), None,
    ),
    "measurement:note": (
        "POST", SHARE, lambda _: {"happened_on": "2022-02-01", "text": "A budget cut"}, (), None,
    ),
    "measurement:note-withdraw": ("POST", note, nothing, (), None),
    "measurement:sets": ("GET", nothing, nothing, (), None),
    "measurement:set": (
        "GET POST", lambda _: {"slug": "homelessness"},
        lambda _: {"code": ["home-returns"], "how": "adopt", "because": "Why"}, (), None,
    ),
    "measurement:copy": (
        "GET POST", lambda _: {"slug": "second"}, lambda _: {"code": ["share"], "targets": "1", "because": "Why"},
        (), None,
    ),
    "measurement:dimensions": ("GET POST", nothing, lambda _: DIMENSION | {"categories": "One\nTwo"}, (), DEFINE),
    "measurement:dimension": ("GET POST", coded("sex"), lambda _: DIMENSION, (), DEFINE),
    "measurement:dimension-end": ("POST", coded("sex"), lambda _: {"act": "end"}, (), None),
    "measurement:dimension-group": ("POST", coded("sex"), group, (), None),
}  # fmt: skip
