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
from initiatives.forms import InvitationForm
from initiatives.selectors import people_of
from initiatives.services.people import invite


@require_GET
@initiative_page(Capability.VIEW_PEOPLE)
def people(request: InitiativeRequest) -> HttpResponse:
    """Who works here, for whom and as what."""
    context = {
        "people": people_of(request.initiative),
        "may_invite": may(request.actor, Capability.INVITE_PEOPLE, on=request.initiative),
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
