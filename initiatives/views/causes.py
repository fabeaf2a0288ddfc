"""The map of causes: what drives what, and what acts on it."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt_form
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.forms.causes import CauseForm
from initiatives.models import Cause
from initiatives.presenters.causes import cause_map
from initiatives.services import causes as services


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def causes(request: InitiativeRequest) -> HttpResponse:
    """From each outcome back to what drives it; who drafts adds a cause here."""
    may_draft = may(request.actor, Capability.DRAFT_AGENDA, on=request.initiative)
    form = CauseForm(request.POST or None, initiative=request.initiative) if may_draft else None
    if request.method == "POST":
        require(request.actor, Capability.DRAFT_AGENDA, on=request.initiative)
        if form and attempt_form(
            form, lambda: services.add_cause(request.initiative, form.drawn(), by=request.actor), field="name"
        ):
            messages.success(request, _("It stands on the map."))
            return redirect(request.path)
    context = {"map": cause_map(request.initiative), "form": form}
    return render(request, "initiatives/causes.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DRAFT_AGENDA)
def cause(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Say a cause otherwise, or take it off the map."""
    found = _cause(request, uid)
    given = {
        "name": found.name,
        "evidence": found.evidence,
        "outcomes": [each.outcome_id for each in found.effects.all()],
        "causes": [each.driven_id for each in found.effects.all()],
        "strategies": [each.strategy_id for each in found.strategies.all()],
    }
    form = CauseForm(request.POST or None, initiative=request.initiative, cause=found, initial=given)
    if request.method == "POST" and attempt_form(
        form, lambda: services.edit_cause(found, form.drawn(), by=request.actor), field="name"
    ):
        return _to_map(request)
    context = {"form": form, "cause": found}
    return render(request, "initiatives/cause.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.DRAFT_AGENDA)
def cause_remove(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Take a cause off the map."""
    services.remove_cause(_cause(request, uid), by=request.actor)
    messages.success(request, _("Taken off the map."))
    return _to_map(request)


def _cause(request: InitiativeRequest, uid: UUID) -> Cause:
    here = Cause.objects.filter(initiative=request.initiative).prefetch_related("effects", "strategies")
    return get_object_or_404(here, uid=uid)


def _to_map(request: InitiativeRequest) -> HttpResponse:
    return redirect("initiatives:causes", request.tenant.slug, request.initiative.slug)
