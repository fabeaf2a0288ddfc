"""Who may come through this door? Every view below a tenant is guarded, or the middleware keeps it shut."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require

GUARD = "is_guarded"
TOKEN_DOOR = "opens_by_token"  # noqa: S105 - the name of an attribute


class TenantRequest(HttpRequest):
    """A request inside a tenant, as the middleware leaves it."""

    tenant: Tenant
    # The person or key with all roles in the tenant, and the one whose roles count on this page.
    member: Actor
    actor: Actor


View = Callable[..., HttpResponseBase]


def tenant_page(capability: Capability) -> Callable[[View], View]:
    """Guard a page of the tenant: 404 without membership (the middleware), 403 without the capability."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: TenantRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            del kwargs["tenant"]
            require(request.actor, capability)
            return view(request, *args, **kwargs)

        setattr(guarded, GUARD, capability)
        return guarded

    return guard


def member_page(view: View) -> View:
    """Guard a page of the tenant for every member, whatever the role."""

    @wraps(view)
    def guarded(request: TenantRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        del kwargs["tenant"]
        return view(request, *args, **kwargs)

    setattr(guarded, GUARD, True)
    return guarded


def token_page(view: View) -> View:
    """A page that a token in its URL opens: inside the tenant, without a person."""

    @wraps(view)
    def opened(request: TenantRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        del kwargs["tenant"]
        return view(request, *args, **kwargs)

    setattr(opened, TOKEN_DOOR, True)
    return opened
