"""How is an activity planned, changed, finished and stopped?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import uuid4

from django.db import transaction
from django.utils.text import slugify

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative, Organization, Outcome, Strategy
from workgroups.models import Activity, ActivityOutcome, Group

# Below activities/ these are pages of all activities.
RESERVED = {"matrix", "new", "together", "campaigns"}


@dataclass(frozen=True, slots=True)
class Plan:
    """What is said of an activity when it is planned or changed."""

    name: str
    what: str
    strategy: Strategy
    starts_on: date
    ends_on: date | None = None
    kind: str = Activity.Kind.ACTIVITY
    is_existing: bool = False
    goal: int | None = None
    goal_unit: str = ""
    outcomes: Collection[Outcome] = ()


@transaction.atomic
def plan_activity(initiative: Initiative, doer: Organization | Group, plan: Plan, *, by: Actor) -> Activity:
    """Plan what an organization, a group or a subgroup does, or register what it does already.

    Raises PermissionDenied unless `by` may plan for the doer; RuleViolation for a closed group, a strategy that was
    ended, days in the wrong order, a campaign without its last day, or a name that is taken.
    """
    activity = Activity(tenant_id=initiative.tenant_id, initiative=initiative, planned_by_id=by.user_id)
    if isinstance(doer, Group):
        activity.group = doer
    else:
        activity.organization = doer
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    if isinstance(doer, Group) and doer.closed_on:
        raise RuleViolation("group_is_closed", name=doer.name)
    if plan.strategy.ended_on:
        raise RuleViolation("strategy_ended", name=plan.strategy.name)
    _put(activity, plan)
    # Whoever plans one of the same name at the same moment waits here, and gets another address.
    Initiative.objects.select_for_update(of=("self",)).get(pk=initiative.pk)
    activity.slug = _free_slug(initiative, activity.name)
    activity.save()
    _serve(activity, plan.outcomes)
    record("activity.planned", activity, by=by, initiative_uid=initiative.uid, note=activity.doer)
    return activity


@transaction.atomic
def edit_activity(activity: Activity, plan: Plan, *, by: Actor) -> Activity:
    """Change what was planned; its address stays, and the trail keeps the days that it had.

    Raises RuleViolation for one that was finished or stopped, and what planning refuses.
    """
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    current = live_activity(activity)
    if plan.strategy.ended_on and plan.strategy.pk != current.strategy_id:
        raise RuleViolation("strategy_ended", name=plan.strategy.name)
    before = f"{current.name}: {current.starts_on} – {current.ends_on or ''}"
    _put(current, plan)
    current.save()
    current.outcomes.all().delete()
    _serve(current, plan.outcomes)
    record("activity.edited", current, by=by, initiative_uid=current.initiative.uid, note=before)
    return current


@transaction.atomic
def finish_activity(activity: Activity, *, finished_on: date, by: Actor) -> Activity:
    """Say that an activity is done. Raises RuleViolation for one that ended already, or for a day ahead."""
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    current = live_activity(activity)
    _refuse_day(current, finished_on)
    current.finished_on = finished_on
    current.save(update_fields=["finished_on"])
    record("activity.finished", current, by=by, initiative_uid=current.initiative.uid)
    return current


@transaction.atomic
def stop_activity(activity: Activity, *, stopped_on: date, because: str, by: Actor) -> Activity:
    """Give an activity up: what needs it is at risk from now on.

    Raises RuleViolation without a reason, for one that ended already, or for a day ahead.
    """
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    if not because.strip():
        raise RuleViolation("reason_missing_here")
    current = live_activity(activity)
    _refuse_day(current, stopped_on)
    current.stopped_on, current.stopped_because = stopped_on, because.strip()[:500]
    current.save(update_fields=["stopped_on", "stopped_because"])
    record("activity.stopped", current, by=by, initiative_uid=current.initiative.uid, note=because.strip())
    return current


@transaction.atomic
def resume_activity(activity: Activity, *, by: Actor) -> Activity:
    """Take up again what was finished or stopped. Raises RuleViolation for what goes on, or whose group is closed."""
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    current = _locked(activity)
    if not (current.finished_on or current.stopped_on):
        raise RuleViolation("activity_goes_on", name=current.name)
    if current.group and current.group.closed_on:
        raise RuleViolation("group_is_closed", name=current.group.name)
    before = current.stopped_because
    current.finished_on = current.stopped_on = None
    current.stopped_because = ""
    current.save(update_fields=["finished_on", "stopped_on", "stopped_because"])
    record("activity.resumed", current, by=by, initiative_uid=current.initiative.uid, note=before)
    return current


def live_activity(activity: Activity) -> Activity:
    """The activity as it is now, locked; raises RuleViolation for one that was finished or stopped."""
    current = _locked(activity)
    if current.finished_on or current.stopped_on:
        raise RuleViolation("activity_has_ended", name=current.name)
    return current


def _locked(activity: Activity) -> Activity:
    locked = Activity.objects.select_for_update(of=("self",))
    return locked.select_related("initiative", "group", "organization").get(pk=activity.pk)


def _refuse_day(activity: Activity, day: date) -> None:
    if day > activity.initiative.today():
        raise RuleViolation("day_is_ahead")


def _put(activity: Activity, plan: Plan) -> None:
    plain = " ".join(plan.name.split())[:160]
    others = Activity.objects.filter(initiative=activity.initiative, name__iexact=plain)
    if others.exclude(pk=activity.pk).exists():
        raise RuleViolation("activity_exists")
    if plan.ends_on and plan.ends_on < plan.starts_on:
        raise RuleViolation("activity_ends_before_it_starts")
    is_campaign = plan.kind == Activity.Kind.CAMPAIGN
    if is_campaign and plan.ends_on is None:
        raise RuleViolation("campaign_needs_its_days")
    activity.name, activity.what, activity.strategy = plain, plan.what.strip(), plan.strategy
    activity.kind, activity.is_existing = plan.kind, plan.is_existing
    activity.starts_on, activity.ends_on = plan.starts_on, plan.ends_on
    activity.goal = plan.goal if is_campaign else None
    activity.goal_unit = plan.goal_unit.strip() if is_campaign else ""


def _free_slug(initiative: Initiative, name: str) -> str:
    slug = slugify(name)[:70] or f"activity-{uuid4().hex[:8]}"
    taken = slug in RESERVED or Activity.objects.filter(initiative=initiative, slug=slug).exists()
    return f"{slug}-{uuid4().hex[:6]}" if taken else slug


def _serve(activity: Activity, outcomes: Collection[Outcome]) -> None:
    ActivityOutcome.objects.bulk_create(ActivityOutcome(activity=activity, outcome=each) for each in outcomes)
