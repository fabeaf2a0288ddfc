"""How does a cycle begin, go on from phase to phase, and end with a decision?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Organization
from measurement.models import Indicator
from workgroups.models import Activity, Cycle, CycleIndicator, Group
from workgroups.rules import cycles as rules
from workgroups.rules.cycles import Decision, Phase
from workgroups.services.groups import open_group, refuse


@dataclass(frozen=True, slots=True)
class Trial:
    """What is said of a cycle when it begins: its aim, who does it, and which indicators it is to move."""

    aim: str
    started_on: date
    indicators: Collection[Indicator] = ()
    activity: Activity | None = None
    done_by: str = Cycle.DoneBy.GROUP
    organization: Organization | None = None
    subgroup: Group | None = None


@transaction.atomic
def start_cycle(group: Group, trial: Trial, *, by: Actor) -> Cycle:
    """Begin to try something; from its first day on it stands on the charts of the indicators it is to move.

    Raises PermissionDenied unless `by` may run cycles of the group; RuleViolation for a closed group, a day ahead, an
    activity of another initiative, a subgroup of another group, or an indicator that is not adopted.
    """
    require(by, Capability.RUN_CYCLES, on=group)
    current = open_group(group)
    if trial.started_on > current.initiative.today():
        raise RuleViolation("day_is_ahead")
    if trial.activity and trial.activity.initiative_id != current.initiative_id:
        raise RuleViolation("activity_of_another_initiative", name=trial.activity.name)
    if trial.subgroup and trial.subgroup.parent_id != current.pk:
        raise RuleViolation("subgroup_of_another_group", name=trial.subgroup.name)
    for each in trial.indicators:
        if not each.adoptions.filter(initiative_id=current.initiative_id, ended_on=None).exists():
            raise RuleViolation("indicator_not_adopted", name=each.name)
    return _start(current, trial, by)


@transaction.atomic
def go_on(cycle: Cycle, phase: str, *, by: Actor) -> Cycle:
    """Take a cycle into its next phase, or from thin evidence back to doing.

    Raises RuleViolation for a phase that does not follow, or while what the present one asks for is not said.
    """
    require(by, Capability.RUN_CYCLES, on=cycle.group)
    current = open_cycle(cycle)
    refuse(rules.refusal_of_phase(Phase(current.phase), Phase(phase), _said(current)))
    current.phase = phase
    current.save(update_fields=["phase"])
    record("cycle.went_on", current, by=by, initiative_uid=current.group.initiative.uid, note=phase)
    return current


@transaction.atomic
def decide(cycle: Cycle, decision: str, because: str, *, by: Actor, next_aim: str = "") -> Cycle | None:
    """Adopt what was tried, adapt it or abandon it, and say why; returns the next cycle where it was adapted.

    The next one begins today with the same activity, doer and indicators. Raises RuleViolation without a reason, for
    a cycle that is decided, or where it is to be adopted or adapted and nobody was told of it yet.
    """
    require(by, Capability.RUN_CYCLES, on=cycle.group)
    if not because.strip():
        raise RuleViolation("reason_missing_here")
    current = open_cycle(cycle)
    refuse(rules.refusal_of_decision(Phase(current.phase), Decision(decision), _said(current)))
    current.phase, current.decision = Cycle.Phase.DECIDED, decision
    current.decided_because, current.decided_on = because.strip()[:4000], current.group.initiative.today()
    current.decided_by_id = by.user_id
    current.save(update_fields=["phase", "decision", "decided_because", "decided_on", "decided_by"])
    record("cycle.decided", current, by=by, initiative_uid=current.group.initiative.uid, note=decision)
    if decision != Decision.ADAPT:
        return None
    trial = Trial(
        next_aim.strip() or current.aim, current.decided_on,
        [each.indicator for each in current.indicators.select_related("indicator")], current.activity,
        current.done_by, current.organization, current.subgroup,
    )  # fmt: skip
    return _start(current.group, trial, by, predecessor=current)


def open_cycle(cycle: Cycle) -> Cycle:
    """The cycle as it is now, locked; raises RuleViolation where it is decided, or its group is closed."""
    locked = Cycle.objects.select_for_update(of=("self",))
    current = locked.select_related("group__initiative", "activity", "organization", "subgroup").get(pk=cycle.pk)
    if current.group.closed_on:
        raise RuleViolation("group_is_closed", name=current.group.name)
    if current.phase == Cycle.Phase.DECIDED:
        raise RuleViolation("cycle_is_decided")
    return current


def _start(group: Group, trial: Trial, by: Actor, predecessor: Cycle | None = None) -> Cycle:
    Group.objects.select_for_update().get(pk=group.pk)  # the next number is given to one at a time
    number = (Cycle.objects.filter(group=group).aggregate(last=Max("number"))["last"] or 0) + 1
    cycle = Cycle.objects.create(
        group=group, number=number, predecessor=predecessor, aim=" ".join(trial.aim.split())[:300],
        activity=trial.activity, done_by=trial.done_by, started_on=trial.started_on, started_by_id=by.user_id,
        organization=trial.organization if trial.done_by == Cycle.DoneBy.ORGANIZATION else None,
        subgroup=trial.subgroup if trial.done_by == Cycle.DoneBy.SUBGROUP else None,
    )  # fmt: skip
    CycleIndicator.objects.bulk_create(CycleIndicator(cycle=cycle, indicator=each) for each in trial.indicators)
    record("cycle.started", cycle, by=by, initiative_uid=group.initiative.uid, note=f"{group.name}, {number}")
    return cycle


def _said(cycle: Cycle) -> frozenset[str]:
    return frozenset(cycle.notes.filter(taken_back_at=None).order_by().values_list("kind", flat=True))
