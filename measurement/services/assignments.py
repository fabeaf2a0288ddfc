"""How is an indicator asked of partners, and no longer?"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization
from measurement.models import AssignedDimension, AssignedPartner, Assignment, Dimension, Obligation
from measurement.services.obligations import recompute_changed


@transaction.atomic
def assign(
    assignment: Assignment,
    *,
    by: Actor,
    now: datetime,
    partners: Iterable[Organization] = (),
    dimensions: Mapping[Dimension, bool] | None = None,
) -> Assignment:
    """Ask partners for an adopted indicator; `dimensions` says of each wanted one whether it is crossed with others.

    Rounds that are open or to come and ask for the indicator follow at once.

    Raises PermissionDenied unless `by` may manage rounds there; RuleViolation for a list without a partner;
    ValidationError where sector or dates make no sense.
    """
    require(by, Capability.MANAGE_ROUNDS, on=assignment.adoption.initiative)
    listed = list(partners)
    if assignment.reach == Assignment.Reach.LISTED and not listed:
        raise RuleViolation("assignment_lists_nobody")
    assignment.full_clean(exclude=["tenant"])
    assignment.save()
    if assignment.reach == Assignment.Reach.LISTED:
        AssignedPartner.objects.bulk_create(
            AssignedPartner(assignment=assignment, organization=each) for each in listed
        )
    AssignedDimension.objects.bulk_create(
        AssignedDimension(assignment=assignment, dimension=dimension, is_crossed=is_crossed)
        for dimension, is_crossed in (dimensions or {}).items()
    )
    record("assignment.made", assignment, by=by, initiative_uid=assignment.adoption.initiative.uid)
    recompute_changed(now, by=by)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, last_day: date, *, by: Actor, now: datetime) -> None:
    """Ask for the indicator no longer, for periods that end after a day; what was typed meanwhile stays readable.

    An assignment that would never have counted is deleted, where no round has asked by it.

    Raises RuleViolation where it has ended before that day.
    """
    require(by, Capability.MANAGE_ROUNDS, on=assignment)
    if assignment.ends_on is not None and assignment.ends_on <= last_day:
        raise RuleViolation("assignment_has_ended", ends_on=assignment.ends_on)
    initiative: Initiative = assignment.adoption.initiative
    record("assignment.ended", assignment, by=by, initiative_uid=initiative.uid)
    asked = Obligation.objects.filter(round__initiative=initiative, indicator=assignment.adoption.indicator_id)
    starts_later = assignment.starts_on is not None and assignment.starts_on > last_day
    if starts_later or not asked.exists():
        assignment.delete()
    else:
        assignment.ends_on = last_day
        assignment.save(update_fields=["ends_on"])
    recompute_changed(now, by=by)
