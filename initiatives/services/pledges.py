"""What is promised for a year, what was given of it, and what does the backbone cost?"""

from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import BackboneCost, Initiative, Organization, Pledge


@transaction.atomic
def make_pledge(
    initiative: Initiative,
    organization: Organization,
    *,
    year: int,
    kind: str,
    amount: Decimal,
    by: Actor,
    currency: str = "",
    purpose: str = "",
) -> Pledge:
    """Promise hours or money for a year. Raises ValidationError for money without a currency, or hours with one."""
    require(by, Capability.MAKE_PLEDGE, on=organization)
    pledge = Pledge(
        initiative=initiative, organization=organization, year=year, kind=kind, amount=amount,
        currency="" if kind == Pledge.Kind.TIME else currency.upper(), purpose=purpose.strip(),
        pledged_by_id=by.user_id,
    )  # fmt: skip
    pledge.full_clean(exclude=["tenant", "pledged_by", "ended_at"])
    pledge.save()
    record("pledge.made", pledge, by=by, initiative_uid=initiative.uid)
    return pledge


@transaction.atomic
def say_given(pledge: Pledge, given: Decimal, *, by: Actor) -> Pledge:
    """Say how much of a pledge was given so far."""
    require(by, Capability.MAKE_PLEDGE, on=pledge)
    current = _locked(pledge)
    before, current.given = current.given, given
    current.save(update_fields=["given"])
    record("pledge.given", current, by=by, initiative_uid=current.initiative.uid, note=f"{before} → {given}")
    return current


@transaction.atomic
def take_pledge_back(pledge: Pledge, *, by: Actor) -> Pledge:
    """Take a pledge back; it stays in the trail. Raises RuleViolation once something was given."""
    require(by, Capability.MAKE_PLEDGE, on=pledge)
    current = _locked(pledge)
    if current.given or current.ended_at:
        raise RuleViolation("pledge_given_already")
    current.ended_at = timezone.now()
    current.save(update_fields=["ended_at"])
    record("pledge.taken_back", current, by=by, initiative_uid=current.initiative.uid)
    return current


@transaction.atomic
def say_cost(
    initiative: Initiative, *, year: int, line: str, amount: Decimal, currency: str, by: Actor
) -> BackboneCost:
    """Say what the backbone costs in a year for one thing, in place of what was said before."""
    require(by, Capability.MANAGE_PARTNERS, on=initiative)
    cost = BackboneCost.objects.filter(
        initiative=initiative, year=year, line=line, currency=currency.upper()
    ).first() or BackboneCost(initiative=initiative, year=year, line=line, currency=currency.upper())
    cost.amount = amount
    cost.full_clean(exclude=["tenant"])
    cost.save()
    record("backbone.cost", cost, by=by, initiative_uid=initiative.uid, note=str(amount))
    return cost


def _locked(pledge: Pledge) -> Pledge:
    return Pledge.objects.select_for_update(of=("self",)).select_related("initiative").get(pk=pledge.pk)
