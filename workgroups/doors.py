"""Who may come through the door of a group, of a seat in it, of a cycle, and of an activity?"""

from typing import Any

from django.shortcuts import get_object_or_404

from backbone.tenancy.permissions import Capability
from initiatives.doors import Guard, InitiativeRequest, guard
from workgroups.models import Activity, Cycle, Group
from workgroups.selectors.cycles import DOERS


class GroupRequest(InitiativeRequest):
    """A request inside a group of the initiative."""

    group: Group


class CycleRequest(GroupRequest):
    """A request about one cycle of a group."""

    cycle: Cycle


class ActivityRequest(InitiativeRequest):
    """A request about one activity of the initiative."""

    activity: Activity


def group_page(capability: Capability) -> Guard:
    """Guard a page of one group: 404 where there is none of this address here, 403 for what is not your role in it."""
    return guard(capability, _group)


def cycle_page(capability: Capability) -> Guard:
    """Guard a page of one cycle: 404 where the group has none of this number, 403 for what is not your role in it."""
    return guard(capability, _cycle)


def activity_page(capability: Capability) -> Guard:
    """Guard a page of one activity: 404 where there is none of this address here, 403 for what is not your role."""
    return guard(capability, _activity)


def _group(request: GroupRequest, names: dict[str, Any]) -> Group:
    here = Group.objects.select_related("strategy", "parent").filter(initiative=request.initiative)
    request.group = get_object_or_404(here, slug=names.pop("slug"))
    request.group.initiative = request.initiative
    return request.group


def _cycle(request: CycleRequest, names: dict[str, Any]) -> Group:
    here = Cycle.objects.select_related("group", "decided_by", *DOERS).filter(group__initiative=request.initiative)
    request.cycle = get_object_or_404(here, group__slug=names.pop("slug"), number=names.pop("number"))
    request.group = request.cycle.group
    request.group.initiative = request.initiative
    return request.group


def _activity(request: ActivityRequest, names: dict[str, Any]) -> Activity:
    here = Activity.objects.select_related("strategy", "organization", "group").filter(initiative=request.initiative)
    request.activity = get_object_or_404(here, slug=names.pop("slug"))
    request.activity.initiative = request.initiative
    return request.activity
