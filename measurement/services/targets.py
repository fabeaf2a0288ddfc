"""What shall an adopted indicator reach, by when, as a whole or in one group?"""

from datetime import date
from decimal import Decimal

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import Adoption, Breakdown, Indicator, Target
from measurement.rules import targets as rules
from measurement.rules.periods import Period
from measurement.rules.series import Point, Polarity
from measurement.services.breakdowns import Categories, code_of, ensure_breakdowns


@transaction.atomic
def set_target(
    adoption: Adoption,
    value: Decimal,
    due_on: date,
    *,
    by: Actor,
    categories: Categories | None = None,
    statement: str = "",
) -> Target:
    """Set what the whole, or the group of these categories, is to reach by a date; the one set before is replaced.

    Raises RuleViolation for a share outside 0-100, or a date that does not lie after the baseline.
    """
    require(by, Capability.DEFINE_INDICATORS, on=adoption)
    if refused := rules.refusal(_aim(adoption, value, due_on)):
        raise RuleViolation(refused.value)
    breakdown = None
    if categories:
        breakdown = Breakdown.objects.get(pk=ensure_breakdowns([categories])[code_of(categories)])
    target, is_new = Target.objects.update_or_create(
        adoption=adoption, due_on=due_on, breakdown=breakdown, defaults={"value": value, "statement": statement.strip()}
    )
    record(
        "target.set" if is_new else "target.changed", adoption, by=by, initiative_uid=adoption.initiative.uid,
        note=_said(target),
    )  # fmt: skip
    return target


@transaction.atomic
def withdraw_target(adoption: Adoption, due_on: date, *, by: Actor, breakdown: str = "") -> bool:
    """Take a target back; issued reports keep it, and the trail remembers what it was. False where there is none."""
    require(by, Capability.DEFINE_INDICATORS, on=adoption)
    targets = Target.objects.filter(adoption=adoption, due_on=due_on)
    target = (targets.filter(breakdown__code=breakdown) if breakdown else targets.filter(breakdown=None)).first()
    if target is None:
        return False
    record("target.withdrawn", adoption, by=by, initiative_uid=adoption.initiative.uid, note=_said(target))
    target.delete()
    return True


def _aim(adoption: Adoption, value: Decimal, due_on: date) -> rules.Target:
    start = adoption.baseline_start or date.min
    return rules.Target(
        value=value,
        on=due_on,
        baseline=Point(Period(start, adoption.baseline_end or start), Decimal(0)),
        polarity=Polarity(adoption.indicator.polarity),
        is_share=adoption.indicator.kind == Indicator.Kind.SHARE,
    )


def _said(target: Target) -> str:
    group = target.breakdown.name if target.breakdown else "all"
    return f"{target.value.normalize():f} by {target.due_on}, {group}: {target.statement}"
