"""By which ways does an initiative go, and when is one given up?"""

from collections.abc import Collection
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Outcome, Strategy, StrategyOutcome


@transaction.atomic
def add_strategy(
    initiative: Initiative, name: str, *, by: Actor, description: str = "", outcomes: Collection[Outcome] = ()
) -> Strategy:
    """Name one more strategy, last in order. Raises RuleViolation where there is one of this name."""
    require(by, Capability.DRAFT_AGENDA, on=initiative)
    plain = " ".join(name.split())[:120]
    here = Strategy.objects.filter(initiative=initiative)
    slug = slugify(plain)[:60] or f"strategy-{uuid4().hex[:8]}"
    if here.filter(name__iexact=plain).exists() or here.filter(slug=slug).exists():
        raise RuleViolation("strategy_exists")
    strategy = Strategy.objects.create(
        initiative=initiative, slug=slug, name=plain, description=description.strip(), position=here.count()
    )
    _serve(strategy, outcomes)
    record("strategy.added", strategy, by=by, initiative_uid=initiative.uid)
    return strategy


@transaction.atomic
def edit_strategy(
    strategy: Strategy, *, name: str, description: str, outcomes: Collection[Outcome], by: Actor
) -> Strategy:
    """Put a strategy into other words; its address stays. Raises RuleViolation where another has the name."""
    require(by, Capability.DRAFT_AGENDA, on=strategy)
    current = Strategy.objects.select_for_update(of=("self",)).get(pk=strategy.pk)
    plain = " ".join(name.split())[:120]
    others = Strategy.objects.filter(initiative_id=current.initiative_id).exclude(pk=current.pk)
    if others.filter(name__iexact=plain).exists():
        raise RuleViolation("strategy_exists")
    before = f"{current.name}: {current.description}"
    current.name, current.description = plain, description.strip()
    current.save(update_fields=["name", "description"])
    current.outcomes.all().delete()
    _serve(current, outcomes)
    record("strategy.edited", current, by=by, initiative_uid=current.initiative.uid, note=before)
    return current


@transaction.atomic
def end_strategy(strategy: Strategy, *, because: str, by: Actor) -> Strategy:
    """Give a strategy up: nothing new is done for it; what was done stays.

    Raises RuleViolation without a reason, or for one that was ended already.
    """
    require(by, Capability.DRAFT_AGENDA, on=strategy)
    if not because.strip():
        raise RuleViolation("reason_missing_here")
    current = Strategy.objects.select_for_update(of=("self",)).get(pk=strategy.pk)
    if current.ended_on:
        raise RuleViolation("strategy_ended", name=current.name)
    current.ended_on, current.ended_because = current.initiative.today(), because.strip()[:500]
    current.save(update_fields=["ended_on", "ended_because"])
    record("strategy.ended", current, by=by, initiative_uid=current.initiative.uid, note=because)
    return current


def _serve(strategy: Strategy, outcomes: Collection[Outcome]) -> None:
    StrategyOutcome.objects.bulk_create(StrategyOutcome(strategy=strategy, outcome=each) for each in outcomes)
