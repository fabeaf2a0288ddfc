"""Who may come through the door of a group, of a seat in it, of a cycle, and of an activity?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404

from backbone.tenancy.doors import GUARD
from backbone.tenancy.permissions import Capability, require
from initiatives.doors import InitiativeRequest, enter
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


View = Callable[..., HttpResponseBase]


def group_page(capability: Capability) -> Callable[[View], View]:
    """Guard a page of one group: 404 where there is none of this address here, 403 for what is not your role in it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: GroupRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            del kwargs["tenant"]
            enter(request, kwargs.pop("initiative"))
            here = Group.objects.select_related("strategy", "parent").filter(initiative=request.initiative)
            request.group = get_object_or_404(here, slug=kwargs.pop("slug"))
            request.group.initiative = request.initiative
            require(request.actor, capability, on=request.group)
            return view(request, *args, **kwargs)

        setattr(guarded, GUARD, capability)
        return guarded

    return guard


def cycle_page(capability: Capability) -> Callable[[View], View]:
    """Guard a page of one cycle: 404 where the group has none of this number, 403 for what is not your role in it."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: CycleRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            del kwargs["tenant"]
            enter(request, kwargs.pop("initiative"))
            here = Cycle.objects.select_related("group", "decided_by", *DOERS)
            request.cycle = get_object_or_404(
                here.filter(group__initiative=request.initiative),
                group__slug=kwargs.pop("slug"), number=kwargs.pop("number"),
            )  # fmt: skip
            request.group = request.cycle.group
            request.group.initiative = request.initiative
            require(request.actor, capability, on=request.group)
            return view(request, *args, **kwargs)

        setattr(guarded, GUARD, capability)
        return guarded

    return guard


def activity_page(capability: Capability) -> Callable[[View], View]:
    """Guard a page of one activity: 404 where there is none of this address here, 403 for what is not your role."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: ActivityRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            del kwargs["tenant"]
            enter(request, kwargs.pop("initiative"))
            here = Activity.objects.select_related("strategy", "organization", "group")
            request.activity = get_object_or_404(here.filter(initiative=request.initiative), slug=kwargs.pop("slug"))
            request.activity.initiative = request.initiative
            require(request.actor, capability, on=request.activity)
            return view(request, *args, **kwargs)

        setattr(guarded, GUARD, capability)
        return guarded

    return guard
