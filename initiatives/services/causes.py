"""How is the map of causes drawn?"""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Cause, CauseEffect, CauseStrategy, Initiative, Outcome, Strategy
from initiatives.rules.causes import MOST_CAUSES


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is said of a cause."""

    name: str
    evidence: str = ""
    outcomes: Collection[Outcome] = field(default_factory=tuple)
    causes: Collection[Cause] = field(default_factory=tuple)
    strategies: Collection[Strategy] = field(default_factory=tuple)


@transaction.atomic
def add_cause(initiative: Initiative, drawn: Drawn, *, by: Actor) -> Cause:
    """Put a cause on the map. Raises RuleViolation where it stands there, drives nothing, or the map is full."""
    require(by, Capability.DRAFT_AGENDA, on=initiative)
    # Whoever adds another at the same moment waits here, and is counted.
    Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    if initiative.causes.count() >= MOST_CAUSES:
        raise RuleViolation("causes_enough", most=MOST_CAUSES)
    made = Cause(initiative=initiative, made_by_id=by.user_id)
    _draw(made, drawn)
    record("cause.added", made, by=by, initiative_uid=initiative.uid)
    return made


@transaction.atomic
def edit_cause(cause: Cause, drawn: Drawn, *, by: Actor) -> Cause:
    """Say it otherwise. Raises RuleViolation where another has the name, or it would drive nothing."""
    require(by, Capability.DRAFT_AGENDA, on=cause)
    current = Cause.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=cause.pk)
    before = current.name
    current.effects.all().delete()
    current.strategies.all().delete()
    _draw(current, drawn)
    record("cause.edited", current, by=by, initiative_uid=current.initiative.uid, note=before)
    return current


@transaction.atomic
def remove_cause(cause: Cause, *, by: Actor) -> None:
    """Take a cause off the map with its arrows; the trail keeps its name."""
    require(by, Capability.DRAFT_AGENDA, on=cause)
    record("cause.removed", cause, by=by, initiative_uid=cause.initiative.uid, note=cause.name)
    cause.delete()


def _draw(cause: Cause, drawn: Drawn) -> None:
    plain = " ".join(drawn.name.split())
    if Cause.objects.filter(initiative=cause.initiative, name__iexact=plain).exclude(pk=cause.pk).exists():
        raise RuleViolation("cause_exists")
    driven = [each for each in drawn.causes if each.pk != cause.pk]
    if not driven and not drawn.outcomes:
        raise RuleViolation("cause_drives_nothing")
    cause.name, cause.evidence = plain, drawn.evidence.strip()
    cause.save()
    CauseEffect.objects.bulk_create(
        [*(CauseEffect(cause=cause, outcome=each) for each in drawn.outcomes),
         *(CauseEffect(cause=cause, driven=each) for each in driven)]
    )  # fmt: skip
    CauseStrategy.objects.bulk_create(CauseStrategy(cause=cause, strategy=each) for each in drawn.strategies)
