"""Of which parts is an adopted indicator's community figure composed, and since when?"""

from datetime import date

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Area, Subject
from measurement.models import Adoption, Indicator, Part
from measurement.rules import composition as rules
from measurement.services.adoptions import rebuild_later


@transaction.atomic
def set_composition(adoption: Adoption, *, of_parts: bool, by: Actor) -> Adoption:
    """Say whether the figure has a source of its own or is composed of parts; totals are made anew.

    Declared parts are kept while a source of its own is used. Raises RuleViolation where figures do not add up.
    """
    current = _held(adoption, by=by)
    if of_parts and current.indicator.adds_over_partners == Indicator.Adds.NOT_ADDITIVE:
        raise RuleViolation("not_composable")
    kinds = Adoption.Composition
    current.composition = kinds.OF_PARTS if of_parts else kinds.OWN_SOURCE
    current.save(update_fields=["composition"])
    _tell("adoption.composition_set", current, str(current.composition), by=by)
    return current


@transaction.atomic
def declare_part(
    adoption: Adoption, subject: Subject, *, by: Actor, starts_on: date | None = None, ends_on: date | None = None
) -> Part:
    """Declare that a partner or an area covers its piece of the place between two dates; totals are made anew.

    Raises RuleViolation where the piece, or one that it lies in, is covered already on one of these days.
    """
    current = _held(adoption, by=by)
    if not current.is_composed:
        raise RuleViolation("not_composed")
    above = areas_above()
    others = [piece_of(each.subject, above, each.starts_on, each.ends_on) for each in parts_of(current)]
    if refusal := rules.refusal(piece_of(subject, above, starts_on, ends_on), others):
        raise RuleViolation(refusal.code, **refusal.values)
    part = Part.objects.create(
        adoption=current, subject=subject, starts_on=starts_on, ends_on=ends_on, declared_by_id=by.user_id,
        declared_at=timezone.now(),
    )  # fmt: skip
    _tell("part.declared", current, _said(part), by=by)
    return part


@transaction.atomic
def withdraw_part(adoption: Adoption, subject: Subject, starts_on: date | None, *, by: Actor) -> bool:
    """Take back that a part covers its piece; totals are made anew without it. False where it was not declared."""
    current = _held(adoption, by=by)
    part = Part.objects.filter(adoption=current, subject=subject, starts_on=starts_on).first()
    if part is None:
        return False
    said = _said(part)
    part.delete()
    _tell("part.withdrawn", current, said, by=by)
    return True


def parts_of(adoption: Adoption) -> list[Part]:
    """The parts of an adopted indicator, with their subjects and who declared them."""
    parts = Part.objects.filter(adoption=adoption)
    return list(
        parts.select_related("subject__organization", "subject__area", "declared_by").order_by("starts_on", "pk")
    )


def piece_of(subject: Subject, above: dict[int, frozenset[str]], start: date | None, end: date | None) -> rules.Piece:
    """A subject as the rule knows it."""
    if subject.area_id is None:
        return rules.Piece(f"partner:{subject.organization_id}", str(subject), start, end)
    return rules.Piece(f"area:{subject.area_id}", str(subject), start, end, above.get(subject.area_id, frozenset()))


def areas_above() -> dict[int, frozenset[str]]:
    """The keys of all areas that each area lies in; one query."""
    parents = dict(Area.objects.values_list("pk", "parent_id"))
    found = {}
    for area in parents:
        above: list[int] = []
        at: int | None = parents[area]
        while at is not None and at not in above:
            above.append(at)
            at = parents.get(at)
        found[area] = frozenset(f"area:{each}" for each in above)
    return found


def _held(adoption: Adoption, *, by: Actor) -> Adoption:
    require(by, Capability.DEFINE_INDICATORS, on=adoption)
    # Two who declare at once must each see what the other one declared.
    held: Adoption = (
        Adoption.objects.select_for_update(of=("self",)).select_related("indicator", "initiative").get(pk=adoption.pk)
    )
    return held


def _tell(event: str, adoption: Adoption, note: str, *, by: Actor) -> None:
    record(event, adoption, by=by, initiative_uid=adoption.initiative.uid, note=note)
    rebuild_later(by=by)


def _said(part: Part) -> str:
    return f"{part.subject}, {part.starts_on or '…'} – {part.ends_on or '…'}"
