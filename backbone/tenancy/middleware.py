"""How does a request get into its tenant, and out again?

Last of all middleware, after CSRF, and inside the conversion of exceptions: a scope around
`get_response` would commit half-done work, because an exception is a response by then. The
response is rendered inside the scope, and anything from status 400 on is rolled back: a door
that answers 4xx has written nothing.
"""

from collections.abc import Callable
from hashlib import sha256
from typing import Any, cast
from urllib.parse import urlsplit

from django.contrib.auth.views import redirect_to_login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from backbone.accounts.models import User
from backbone.accounts.services import has_second_step
from backbone.core.logs import current_request_id
from backbone.core.problems import problem
from backbone.core.reading import refuse_unstorable
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.doors import GUARD, TOKEN_DOOR
from backbone.tenancy.looking_up import LookUp
from backbone.tenancy.models import ApiKey, Tenant
from backbone.tenancy.roles import Role
from backbone.tenancy.selectors import TENANT

API_PREFIX = "/api/v1/"
KEYS = LookUp(ApiKey, by="pk", unlike=-1, beside="tenant")
View = Callable[..., HttpResponseBase]


class TenantMiddleware:
    """Enters the tenant named in the path, as the person or the key that asks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        slug = kwargs.get("tenant")
        if slug is None:
            return None
        if not getattr(view, GUARD, False) and not getattr(view, TOKEN_DOOR, False):
            raise Http404("A door without a guard stays shut.")
        if request.path.startswith(API_PREFIX):
            return _answer_key(request, slug, lambda: _rendered(request, view, args, kwargs))
        return _answer_person(request, slug, view, args, kwargs)


def _answer_key(request: HttpRequest, slug: str, answer: Callable[[], HttpResponseBase]) -> HttpResponseBase:
    """Keys count under the API only, and people do not: a wrong key, another tenant's and an unknown one look alike."""
    scheme, _, key = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        return problem(401, "not_authenticated", "Send your API key as “Authorization: Bearer <key>”.")
    with scope.tenant_by_key(slug, sha256(key.strip().encode()).hexdigest()) as key_id:
        if key_id is None:
            return problem(401, "not_authenticated", "This key does not open this tenant.")
        held = KEYS.find(key_id)
        if held is None:
            raise Http404("A key that was entered with is a row of its tenant.")
        request.tenant = held.tenant  # type: ignore[attr-defined]
        request.actor = Actor.of_key(held, request_id=current_request_id.get())  # type: ignore[attr-defined]
        return answer()


def _answer_person(
    request: HttpRequest, slug: str, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
) -> HttpResponseBase:
    by_token = getattr(view, TOKEN_DOOR, False)
    if not by_token and not request.user.is_authenticated:
        return _ask_to_sign_in(request)
    refuse_unstorable(request)
    wanted = Tenant.objects.annotate(entered=scope.entering()).filter(slug=slug)
    with scope.found(wanted.first) as tenant:
        if tenant is None:
            raise Http404
        request.tenant = scope.kept()[TENANT] = tenant  # type: ignore[attr-defined]
        if not by_token:
            request.member = request.actor = _actor_of(request, tenant)  # type: ignore[attr-defined]
            if _owes_second_factor(request, tenant):
                return redirect("mfa_activate_totp")
        return _rendered(request, view, args, kwargs)


def _ask_to_sign_in(request: HttpRequest) -> HttpResponseBase:
    """To the sign-in, and from there to a page that can be opened: what was sent cannot be sent again.

    A part of a page is refused instead: the sign-in would take the place of what was typed there.
    """
    if request.headers.get("HX-Request"):
        return HttpResponse(status=401)
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    came_from = request.headers.get("Referer", "")
    is_ours = url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure())
    return redirect_to_login(urlsplit(came_from).path if is_ours else "/")


def _actor_of(request: HttpRequest, tenant: Tenant) -> Actor:
    actor = Actor.coming_in(request.user.pk or 0, tenant_id=tenant.pk, request_id=current_request_id.get())
    if actor is None:
        raise Http404
    return actor


def _owes_second_factor(request: HttpRequest, tenant: Tenant) -> bool:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return (
        tenant.requires_second_factor
        and actor.holds(Role.ADMINISTRATOR)
        and not has_second_step(cast(User, request.user))
    )


def _rendered(request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]) -> HttpResponseBase:
    scope.came_through(request.resolver_match.view_name if request.resolver_match else "")
    response = view(request, *args, **kwargs)
    render = getattr(response, "render", None)
    if callable(render):
        response = render()
    if response.status_code >= 400:
        transaction.set_rollback(True)
    return response
