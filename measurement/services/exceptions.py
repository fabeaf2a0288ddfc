"""How is a provider let off in a round, and how does that end?"""

from django.db import transaction
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from measurement.models import ProviderException


@transaction.atomic
def grant_exception(exception: ProviderException, *, by: Actor) -> ProviderException:
    """Let a provider off: more time, or nothing owed, until the end of a day and with a reason that it reads too.

    Lateness, locks and reminders follow at once; more time opens a closed round again for this provider alone.

    Raises PermissionDenied unless `by` may grant it there; RuleViolation for a day that has passed; ValidationError
    without a reason.
    """
    initiative = exception.round.initiative
    require(by, Capability.GRANT_EXCEPTIONS, on=exception.round.initiative)
    if exception.until < initiative.today():
        raise RuleViolation("exception_ends_in_the_past")
    exception.given_by_id = by.user_id
    exception.full_clean(exclude=["tenant"])
    exception.save()
    record("exception.granted", exception, by=by, initiative_uid=initiative.uid, note=exception.kind)
    return exception


@transaction.atomic
def end_exception(exception: ProviderException, *, by: Actor) -> None:
    """End an exception before its day: the round's own dates count again from now on.

    Raises RuleViolation where it has ended already.
    """
    require(by, Capability.GRANT_EXCEPTIONS, on=exception.round.initiative)
    ended = ProviderException.objects.filter(pk=exception.pk, ended_at=None).update(ended_at=timezone.now())
    if not ended:
        raise RuleViolation("exception_has_ended")
    record("exception.ended", exception, by=by, initiative_uid=exception.round.initiative.uid)
