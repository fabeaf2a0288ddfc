"""Pages of a tenant: who may do what, keys, settings, and the door for invited people."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.doors import TenantRequest, member_page, tenant_page, token_page
from backbone.tenancy.forms import AcceptForm, KeyForm, SettingsForm
from backbone.tenancy.models import ApiKey
from backbone.tenancy.permissions import Capability, table
from backbone.tenancy.roles import LABELS, Role
from backbone.tenancy.services.keys import make_key, revoke_key
from backbone.tenancy.services.people import accept_invitation, open_invitation
from backbone.tenancy.services.tenants import change_settings


@require_GET
@member_page
def permissions(request: TenantRequest) -> HttpResponse:
    """Who may do what: the very table that decides, with one's own roles marked."""
    mine = {held.role for held in request.actor.roles}
    roles = [role for role in Role if role is not Role.SCHEDULE]
    rows = [(capability.label, [cells[role] or "no" for role in roles]) for capability, cells in table().items()]
    heads = [(LABELS[role], role in mine) for role in roles]
    return render(request, "tenancy/permissions.html", {"heads": heads, "rows": rows})


@require_http_methods(["GET", "POST"])
@tenant_page(Capability.MANAGE_KEYS)
def keys(request: TenantRequest) -> HttpResponse:
    """All API keys of the tenant, its partners' too; a new one's secret is shown once, in the answer to its making."""
    form = KeyForm(request.POST or None)
    secret = ""
    if request.method == "POST" and form.is_valid():
        name, scopes = form.cleaned_data["name"], [ApiKey.Scope.READ]
        _key, secret = make_key(name, scopes, by=request.actor, expires_at=form.expires_at)
        form = KeyForm()
    found = ApiKey.objects.order_by(F("revoked_at").desc(nulls_first=True), "-made_at")
    status = 422 if form.errors else 200
    return render(request, "tenancy/keys.html", {"form": form, "keys": found, "secret": secret}, status=status)


@require_POST
@tenant_page(Capability.MANAGE_KEYS)
def key_revoke(request: TenantRequest, uid: UUID) -> HttpResponse:
    """Revoke a key."""
    revoke_key(get_object_or_404(ApiKey, uid=uid), by=request.actor)
    messages.success(request, _("The key is revoked: it opens nothing any more."))
    return redirect("tenancy:keys", request.tenant.slug)


@require_http_methods(["GET", "POST"])
@tenant_page(Capability.CHANGE_SETTINGS)
def settings(request: TenantRequest) -> HttpResponse:
    """The tenant's settings."""
    form = SettingsForm(request.POST or None, instance=request.tenant)
    if request.method == "POST" and form.is_valid():
        change_settings(form.instance, by=request.actor)
        messages.success(request, _("The settings are saved."))
        return redirect("tenancy:settings", request.tenant.slug)
    return render(request, "tenancy/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@token_page
def invitation(request: TenantRequest, token: str) -> HttpResponse:
    """Accept an invitation; with a first password where the person has none."""
    try:
        person = open_invitation(token).membership.user
    except RuleViolation:
        return render(request, "tenancy/invitation_void.html", status=404)
    form = AcceptForm(request.POST or None, initial={"name": person.name})
    needs_password = not person.has_usable_password()
    if request.method == "POST" and (not needs_password or form.is_valid()):
        answers = form.cleaned_data if needs_password else {}
        try:
            accept_invitation(token, name=answers.get("name", ""), password=answers.get("password", ""))
        except ValidationError as weak:
            form.add_error("password", weak)
        else:
            messages.success(request, _("Welcome. Sign in to begin."))
            return redirect("account_login")
    context = {"form": form, "person": person, "needs_password": needs_password}
    return render(request, "tenancy/invitation.html", context, status=422 if form.errors else 200)
