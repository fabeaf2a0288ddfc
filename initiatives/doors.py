"""Who may come through the door of an initiative, and of a partner in it?"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpResponseBase
from django.shortcuts import get_object_or_404

from backbone.tenancy.actors import Actor
from backbone.tenancy.doors import GUARD, TenantRequest
from backbone.tenancy.looking_up import LookUp
from backbone.tenancy.permissions import Capability, require
from initiatives.known import initiatives_known, organizations_known
from initiatives.models import Initiative, Organization

INITIATIVES = LookUp(Initiative, by="slug", unlike="no such place", beside="area")


class InitiativeRequest(TenantRequest):
    """A request inside an initiative: its actor holds only the roles that count there."""

    initiative: Initiative
    organization: Organization


View = Callable[..., HttpResponseBase]


def initiative_page(capability: Capability) -> Callable[[View], View]:
    """Guard a page of an initiative: 404 for what is not yours, 403 for what is not your role."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: InitiativeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            del kwargs["tenant"]
            enter(request, kwargs.pop("initiative"))
            require(request.actor, capability, on=request.initiative)
            return view(request, *args, **kwargs)

        setattr(guarded, GUARD, capability)
        return guarded

    return guard


def partner_page(capability: Capability) -> Callable[[View], View]:
    """Guard a page of one partner in an initiative: another partner's is 404, as if it were not there."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: InitiativeRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            del kwargs["tenant"]
            enter(request, kwargs.pop("initiative"))
            request.organization = _organization(request, kwargs.pop("organization"))
            require(request.actor, capability, on=request.organization)
            return view(request, *args, **kwargs)

        setattr(guarded, GUARD, capability)
        return guarded

    return guard


def enter(request: InitiativeRequest, slug: str) -> None:
    """Take the initiative in hand with the roles that count there; one in which none is held is not there."""
    initiative, mine = _initiative(slug), request.actor.initiative_ids
    if initiative is None or (mine is not None and initiative.pk not in mine):
        raise Http404
    request.initiative = initiative
    request.actor = request.actor.within(initiative.pk)


def _initiative(slug: str) -> Initiative | None:
    """As it was read with a person's roles; a key asks for the one that it wants."""
    known = initiatives_known()
    return INITIATIVES.find(slug) if known is None else next((each for each in known if each.slug == slug), None)


def _organization(request: InitiativeRequest, code: str) -> Organization:
    """A partner of the initiative: any for backbone staff, one's own for everybody else."""
    if request.actor.is_staff:
        return get_object_or_404(Organization, participations__initiative=request.initiative, code=code)
    mine = organizations_of(request.actor)
    found = next((each for each in mine if each.code == code), None)
    if found is None:
        raise Http404
    return found


def organizations_of(by: Actor) -> list[Organization]:
    """The organizations for which the actor holds a role, by name."""
    known = organizations_known()
    if known is None:
        return list(Organization.objects.filter(pk__in=by.organization_ids).order_by("name"))
    return [each for each in known if each.pk in by.organization_ids]
