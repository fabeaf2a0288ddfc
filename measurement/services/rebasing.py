"""From when on does a process have new limits, and why?"""

from datetime import date

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import Adoption, Rebasing


@transaction.atomic
def rebase_process(adoption: Adoption, starts_on: date, *, because: str, by: Actor) -> Rebasing:
    """Begin new limits with the first period that starts on this day or later; the same day again takes the new reason.

    Raises RuleViolation without a reason: limits that are moved quietly hide what they should show.
    """
    require(by, Capability.DEFINE_INDICATORS, on=adoption)
    if not because.strip():
        raise RuleViolation("rebasing_needs_reason")
    made, _is_new = Rebasing.objects.update_or_create(
        adoption=adoption, starts_on=starts_on, defaults={"because": because.strip(), "made_by_id": by.user_id}
    )
    record("process.rebased", adoption, by=by, initiative_uid=adoption.initiative.uid, note=str(made))
    return made


@transaction.atomic
def withdraw_rebasing(adoption: Adoption, starts_on: date, *, by: Actor) -> bool:
    """Take it back; the trail remembers it. False where there is none."""
    require(by, Capability.DEFINE_INDICATORS, on=adoption)
    made = Rebasing.objects.filter(adoption=adoption, starts_on=starts_on).first()
    if made is None:
        return False
    record("process.rebasing_withdrawn", adoption, by=by, initiative_uid=adoption.initiative.uid, note=str(made))
    made.delete()
    return True
