"""How does an initiative get its place inside a group, and leave it?"""

from datetime import date

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Initiative
from workgroups.models import Group, SubProgramme
from workgroups.rules import sub_programmes as rules
from workgroups.services.groups import open_group, refuse


@transaction.atomic
def place_sub_programme(
    group: Group, initiative: Initiative, *, placed_on: date, by: Actor, note: str = ""
) -> SubProgramme:
    """Place an initiative inside a group: the group's page, the map and its own path say so from now on.

    Nobody gets a role by it, and no figure is shared. Who places it may manage groups in both. Raises RuleViolation
    for a closed group, its own initiative, one that has a place already or holds this one, or a day ahead.
    """
    require(by, Capability.MANAGE_GROUPS, on=group)
    require(by, Capability.MANAGE_GROUPS, on=initiative)
    # Two who place at once could make a circle: they wait for each other.
    Tenant.objects.select_for_update().get(pk=scope.current())
    current = open_group(group)
    now = SubProgramme.objects.filter(ended_on=None)
    places = dict(now.values_list("initiative_id", "group__initiative_id"))
    refuse(rules.refusal_of_place(initiative.pk, current.initiative_id, initiative.name, places))
    if placed_on > current.initiative.today():
        raise RuleViolation("day_is_ahead")
    placed = SubProgramme.objects.create(
        group=current, initiative=initiative, placed_on=placed_on, note=note.strip(), placed_by_id=by.user_id
    )
    _tell("placed", placed, by)
    return placed


@transaction.atomic
def end_sub_programme(placed: SubProgramme, *, ended_on: date, by: Actor) -> SubProgramme:
    """Let an initiative leave its place with a day; that it was there stays readable.

    Raises RuleViolation for one that has left already, a day ahead, or one before it came.
    """
    require(by, Capability.MANAGE_GROUPS, on=placed.group)
    require(by, Capability.MANAGE_GROUPS, on=placed.initiative)
    held = SubProgramme.objects.select_for_update(of=("self",)).select_related("group__initiative", "initiative")
    current = held.get(pk=placed.pk)
    if current.ended_on:
        raise RuleViolation("sub_programme_left_already", name=current.initiative.name)
    if ended_on > current.group.initiative.today():
        raise RuleViolation("day_is_ahead")
    if ended_on < current.placed_on:
        raise RuleViolation("sub_programme_ends_before_it_began", name=current.initiative.name)
    _leave(current, ended_on, by)
    return current


def pass_on(group: Group, to: Group | None, day: date, by: Actor) -> None:
    """With the end of a group its sub-programmes leave it; where another group goes on, they go on there."""
    here = SubProgramme.objects.filter(group=group, ended_on=None).select_related("group__initiative", "initiative")
    for each in here:
        left_on = max(day, each.placed_on)
        _leave(each, left_on, by)
        if to:
            moved = SubProgramme.objects.create(
                group=to, initiative=each.initiative, placed_on=left_on, note=each.note, placed_by_id=by.user_id
            )
            _tell("placed", moved, by)


def _leave(placed: SubProgramme, day: date, by: Actor) -> None:
    placed.ended_on = day
    placed.save(update_fields=["ended_on"])
    _tell("left", placed, by)


def _tell(what: str, placed: SubProgramme, by: Actor) -> None:
    """Both trails know: the group's and the initiative's own."""
    group, initiative = placed.group, placed.initiative
    record(f"group.sub_programme_{what}", group, by=by, initiative_uid=group.initiative.uid, note=initiative.name)
    own = f"{group.name}, {group.initiative.name}"
    record(f"initiative.sub_programme_{what}", initiative, by=by, initiative_uid=initiative.uid, note=own)
