"""Pages of an initiative's people."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import Role
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.forms import InvitationForm, PartnerKeyForm
from initiatives.selectors import partner_keys_of, people_of
from initiatives.services.people import invite, make_partner_key


@require_GET
@initiative_page(Capability.VIEW_PEOPLE)
def people(request: InitiativeRequest) -> HttpResponse:
    """Who works here, for whom and as what."""
    context = {
        "people": people_of(request.initiative),
        "may_invite": may(request.actor, Capability.INVITE_PEOPLE, on=request.initiative),
        "may_manage_keys": may(request.actor, Capability.MANAGE_KEYS, on=request.initiative),
    }
    return render(request, "initiatives/people.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.INVITE_PEOPLE)
def invite_page(request: InitiativeRequest) -> HttpResponse:
    """Invite somebody in a role."""
    form = InvitationForm(request.POST or None, initiative=request.initiative)
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        try:
            invite(
                answers["email"],
                answers["name"],
                Role(answers["role"]),
                by=request.actor,
                organization=answers["organization"],
            )
        except RuleViolation:
            form.add_error("email", _("This person belongs here already."))
        else:
            messages.success(request, _("The invitation is on its way; it is valid for 14 days."))
            return redirect("initiatives:people", request.tenant.slug, request.initiative.slug)
    return render(request, "initiatives/invite.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_KEYS)
def keys(request: InitiativeRequest) -> HttpResponse:
    """API keys of the initiative's partners; a new one's secret is shown once, in the answer to its making."""
    form = PartnerKeyForm(request.POST or None, initiative=request.initiative)
    secret = ""
    if request.method == "POST" and form.is_valid():
        answers = form.cleaned_data
        _key, secret = make_partner_key(
            answers["name"], answers["scopes"], answers["organization"], by=request.actor, expires_at=form.expires_at
        )
        form = PartnerKeyForm(initiative=request.initiative)
    context = {"form": form, "keys": partner_keys_of(request.initiative), "secret": secret}
    return render(request, "initiatives/keys.html", context, status=422 if form.errors else 200)
