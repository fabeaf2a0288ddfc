"""Which system asks, and is its key good for this?

The middleware has checked the key, in the statement that entered the tenant; what is done here is to tell DRF, whose
settings name this module: it must not import DRF's views.
"""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import ApiKey, Tenant


class ApiRequest(Request):
    """A request of a key inside a tenant, as middleware and DRF leave it."""

    tenant: Tenant
    actor: Actor


def actor_of(request: Request) -> Actor | None:
    """The actor that the middleware found; None only where there is no tenant in the path."""
    found: Actor | None = getattr(request._request, "actor", None)
    return found


class KeyAuthentication(BaseAuthentication):
    """Takes the actor that the middleware found; a key is no user."""

    def authenticate(self, request: Request) -> tuple[Any, Any] | None:
        actor = actor_of(request)
        return None if actor is None else (None, actor)

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Backbone"'


class HoldsKey(BasePermission):
    """A key opens what its scopes name: reading wants `read`, everything else `send`."""

    code = "scope_missing"

    def has_permission(self, request: Request, view: Any) -> bool:
        actor = actor_of(request)
        wanted = ApiKey.Scope.READ if request.method in SAFE_METHODS else ApiKey.Scope.SEND
        self.message = _("This key lacks the scope “%(scope)s”.") % {"scope": wanted.value}
        return actor is not None and wanted.value in actor.scopes
