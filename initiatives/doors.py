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


Guard = Callable[[View], View]


def guard(capability: Capability, find: Callable[[Any, dict[str, Any]], Any]) -> Guard:
    """Guard a page of an initiative: 404 for what is not yours, 403 for what is not your role.

    `find` takes in hand what else the address names, out of its parts, and says on what the right is asked.
    """

    def guard_view(view: View) -> View:
        @wraps(view)
        def guarded(request: InitiativeRequest, *args: Any, **names: Any) -> HttpResponseBase:
            del names["tenant"]
            enter(request, names.pop("initiative"))
            require(request.actor, capability, on=find(request, names))
            return view(request, *args, **names)

        setattr(guarded, GUARD, capability)
        return guarded

    return guard_view


def initiative_page(capability: Capability) -> Guard:
    """Guard a page of an initiative itself."""
    return guard(capability, lambda request, _names: request.initiative)


def partner_page(capability: Capability) -> Guard:
    """Guard a page of one partner in an initiative: another partner's is 404, as if it were not there."""
    return guard(capability, _partner)


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


def _partner(request: InitiativeRequest, names: dict[str, Any]) -> Organization:
    request.organization = _organization(request, names.pop("organization"))
    return request.organization


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
