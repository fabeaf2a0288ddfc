"""What else is said of an activity: who takes part, what it is to move and why, what it has reached, what it needs."""

from datetime import date

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Organization
from measurement.models import Indicator
from workgroups.models import Activity, ActivityIndicator, ActivityPartner, CampaignCount, Dependency, Milestone
from workgroups.rules import status
from workgroups.services.activities import live_activity

# A day of more is a slip of the keyboard.
MOST_COUNTED = 10_000_000


@transaction.atomic
def take_part(activity: Activity, organization: Organization, part: str, *, by: Actor) -> ActivityPartner | None:
    """Say for a partner which part it takes in an activity; with an empty `part` it takes none any more.

    Whoever may plan for the partner says it: a representative for its own, staff for each. Several may lead together.
    Raises RuleViolation for an activity that ended, or for the organization that does it, which leads in any case.
    """
    require(by, Capability.PLAN_ACTIVITIES, on=organization)
    current = live_activity(activity)
    if current.organization_id == organization.pk:
        raise RuleViolation("doer_leads", name=organization.name)
    note = f"{organization.name}: {ActivityPartner.Part(part).label if part else '–'}"
    record("activity.part_said", current, by=by, initiative_uid=current.initiative.uid, note=note)
    if not part:
        ActivityPartner.objects.filter(activity=current, organization=organization).delete()
        return None
    said, _is_new = ActivityPartner.objects.update_or_create(
        activity=current, organization=organization, defaults={"part": part, "said_by_id": by.user_id}
    )
    return said


@transaction.atomic
def aim_at(
    activity: Activity,
    indicator: Indicator,
    *,
    by: Actor,
    because: str = "",
    period: tuple[date, date] | None = None,
) -> ActivityIndicator:
    """Say which indicator an activity is to move, and what its data said: in words, and by its period.

    No figure is kept: each reader sees the period's figure that they may see. Raises RuleViolation for an activity
    that ended, or an indicator that the initiative has not adopted.
    """
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    current = live_activity(activity)
    if not indicator.adoptions.filter(initiative_id=current.initiative_id, ended_on=None).exists():
        raise RuleViolation("indicator_not_adopted", name=indicator.name)
    start, end = period or (None, None)
    aim, _is_new = ActivityIndicator.objects.update_or_create(
        activity=current,
        indicator=indicator,
        defaults={"because": because.strip(), "period_start": start, "period_end": end},
    )
    record("activity.aimed", current, by=by, initiative_uid=current.initiative.uid, note=indicator.name)
    return aim


@transaction.atomic
def aim_no_more(activity: Activity, indicator: Indicator, *, by: Actor) -> None:
    """Take an indicator from an activity; the trail keeps that it was there."""
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    current = live_activity(activity)
    ActivityIndicator.objects.filter(activity=current, indicator=indicator).delete()
    record("activity.aims_no_more", current, by=by, initiative_uid=current.initiative.uid, note=indicator.name)


@transaction.atomic
def set_milestone(activity: Activity, name: str, due_on: date, *, by: Actor) -> Milestone:
    """Say what is to be reached by a day; once the day has passed without it the activity is late."""
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    current = live_activity(activity)
    made = Milestone.objects.create(activity=current, name=" ".join(name.split())[:160], due_on=due_on)
    record("activity.milestone_set", current, by=by, initiative_uid=current.initiative.uid, note=f"{made}, {due_on}")
    return made


@transaction.atomic
def reach_milestone(milestone: Milestone, *, reached_on: date, by: Actor) -> Milestone:
    """Say that a milestone is reached. Raises RuleViolation where it was, or for a day ahead."""
    require(by, Capability.PLAN_ACTIVITIES, on=milestone.activity)
    current = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    initiative = milestone.activity.initiative
    if current.reached_on:
        raise RuleViolation("milestone_reached", name=current.name)
    if reached_on > initiative.today():
        raise RuleViolation("day_is_ahead")
    current.reached_on = reached_on
    current.save(update_fields=["reached_on"])
    record("activity.milestone_reached", milestone.activity, by=by, initiative_uid=initiative.uid, note=current.name)
    return current


@transaction.atomic
def drop_milestone(milestone: Milestone, *, by: Actor) -> None:
    """Take a milestone back that is not reached; the trail keeps it. Raises RuleViolation for one that is reached."""
    require(by, Capability.PLAN_ACTIVITIES, on=milestone.activity)
    activity = live_activity(milestone.activity)
    current = Milestone.objects.select_for_update(of=("self",)).get(pk=milestone.pk)
    if current.reached_on:
        raise RuleViolation("milestone_reached", name=current.name)
    note = f"{current.name}, {current.due_on}"
    current.delete()
    record("activity.milestone_dropped", activity, by=by, initiative_uid=activity.initiative.uid, note=note)


@transaction.atomic
def need(activity: Activity, needed: Activity, *, because: str, by: Actor) -> Dependency:
    """Say that an activity needs another one, and why; it is at risk when that one is late or stopped.

    Raises RuleViolation without a reason, for activities of two initiatives, one that is needed already, or where an
    activity would come to need itself.
    """
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    current = live_activity(activity)
    if not because.strip():
        raise RuleViolation("reason_missing_here")
    if needed.initiative_id != current.initiative_id:
        raise RuleViolation("activity_of_another_initiative", name=needed.name)
    here = Dependency.objects.filter(activity__initiative_id=current.initiative_id).values_list(
        "activity_id", "needed_id"
    )
    pairs = list(here)
    if (current.pk, needed.pk) in pairs:
        raise RuleViolation("activity_is_needed_already", name=needed.name)
    if status.closes_a_circle(current.pk, needed.pk, pairs):
        raise RuleViolation("activity_would_need_itself", name=needed.name)
    made = Dependency.objects.create(activity=current, needed=needed, because=because.strip()[:300])
    record("activity.needs", current, by=by, initiative_uid=current.initiative.uid, note=f"{needed.name}: {because}")
    return made


@transaction.atomic
def need_no_more(dependency: Dependency, *, by: Actor) -> None:
    """Take a dependency back; the trail keeps it."""
    require(by, Capability.PLAN_ACTIVITIES, on=dependency.activity)
    current = live_activity(dependency.activity)
    record("activity.needs_no_more", current, by=by, initiative_uid=current.initiative.uid, note=dependency.needed.name)
    dependency.delete()


@transaction.atomic
def count_day(activity: Activity, counted_on: date, count: int, *, by: Actor) -> CampaignCount:
    """Say how many were counted on a day of a campaign; said again, it replaces what was said.

    Raises RuleViolation for an activity that is no campaign, a day ahead or before it began, or too large a number.
    """
    require(by, Capability.PLAN_ACTIVITIES, on=activity)
    current = live_activity(activity)
    if current.kind != Activity.Kind.CAMPAIGN:
        raise RuleViolation("only_campaigns_count")
    if counted_on > current.initiative.today():
        raise RuleViolation("day_is_ahead")
    if counted_on < current.starts_on:
        raise RuleViolation("counted_before_it_began")
    if count > MOST_COUNTED:
        raise RuleViolation("count_is_too_large")
    made, _is_new = CampaignCount.objects.update_or_create(
        activity=current, counted_on=counted_on, defaults={"count": count}
    )
    record("activity.counted", current, by=by, initiative_uid=current.initiative.uid, note=f"{counted_on}: {count}")
    return made
