"""Whom we still want at the table, and what partners promise."""

from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page, partner_page
from initiatives.forms.recruiting import CostForm, GivenForm, PledgeForm, ProspectForm, ProspectStepForm
from initiatives.models import BackboneCost, Pledge, Prospect
from initiatives.rules.leverage import leverage
from initiatives.services import pledges as promising
from initiatives.services import recruiting as services


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_PARTNERS)
def prospects(request: InitiativeRequest) -> HttpResponse:
    """Organizations that are wanted, by how far the talk is; a form for one more."""
    form = ProspectForm(request.POST or None)
    if request.method == "POST" and attempt_form(
        form, lambda: services.name_prospect(request.initiative, by=request.actor, **form.cleaned_data), field="name"
    ):
        return redirect("initiatives:prospects", request.tenant.slug, request.initiative.slug)
    found = list(
        Prospect.objects.filter(initiative=request.initiative)
        .select_related("sector")
        .order_by(F("next_on").asc(nulls_last=True), "name")
    )
    context = {
        "form": form,
        "stages": [(label, [each for each in found if each.stage == stage]) for stage, label in Prospect.Stage.choices],
        "prospects": found,
        "today": request.initiative.today(),
    }
    return render(request, "initiatives/prospects.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_PARTNERS)
def prospect(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """One prospect, and what was said so far."""
    found = get_object_or_404(
        Prospect.objects.select_related("sector", "organization"), uid=uid, initiative=request.initiative
    )
    given = {"stage": found.stage, "next_step": found.next_step, "next_on": found.next_on}
    form = ProspectStepForm(request.POST or None, initial=given)
    if request.method == "POST" and attempt_form(
        form, lambda: services.move_prospect(found, by=request.actor, **form.cleaned_data), field="stage"
    ):
        return redirect("initiatives:prospect", request.tenant.slug, request.initiative.slug, uid)
    context = {"prospect": found, "form": form, "steps": found.steps.select_related("written_by")}
    return render(request, "initiatives/prospect.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_PLEDGES)
def pledges(request: InitiativeRequest) -> HttpResponse:
    """What all partners promise, what the backbone costs, and how much money each unit of it moves."""
    form = PledgeForm(request.POST if "kind" in request.POST else None, initiative=request.initiative, own=None)
    cost_form = CostForm(request.POST if "line" in request.POST else None)
    if request.method == "POST":
        require(request.actor, Capability.MANAGE_PARTNERS, on=request.initiative)
        done = _say_cost(request, cost_form) if cost_form.is_bound else _pledge(request, form)
        if done:
            return redirect("initiatives:pledges", request.tenant.slug, request.initiative.slug)
    found = list(_in_force(request).select_related("organization"))
    costs = list(BackboneCost.objects.filter(initiative=request.initiative))
    context = {
        "pledges": found,
        "costs": costs,
        "leverage": leverage(
            [(each.kind, each.year, each.currency, _counted(each)) for each in found],
            [(each.year, each.currency, each.amount) for each in costs],
        ),
        "form": form,
        "cost_form": cost_form,
        "may_change": may(request.actor, Capability.MANAGE_PARTNERS, on=request.initiative),
    }
    return render(request, "initiatives/pledges.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@partner_page(Capability.MAKE_PLEDGE)
def own_pledges(request: InitiativeRequest) -> HttpResponse:
    """What one partner promises, and a form for one more."""
    own = frozenset({request.organization.pk})
    given: dict[str, Any] = {"organization": request.organization.pk, "year": request.initiative.today().year}
    form = PledgeForm(request.POST or None, initiative=request.initiative, own=own, initial=given)
    if request.method == "POST" and _pledge(request, form):
        return redirect(request.path)
    context = {
        "form": form,
        "pledges": _in_force(request).filter(organization=request.organization).select_related("organization"),
    }
    return render(request, "initiatives/own_pledges.html", context, status=422 if request.method == "POST" else 200)


@require_http_methods(["GET", "POST"])
@partner_page(Capability.MAKE_PLEDGE)
def pledge(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Say what was given of a pledge, or take it back."""
    found = get_object_or_404(_in_force(request).filter(organization=request.organization), uid=uid)
    back = redirect("initiatives:own-pledges", request.tenant.slug, request.initiative.slug, request.organization.code)
    if "take_back" in request.POST:
        attempt(request, lambda: promising.take_pledge_back(found, by=request.actor), _("The pledge is taken back."))
        return back
    form = GivenForm(request.POST or None, initial={"given": found.given})
    if request.method == "POST" and attempt_form(
        form, lambda: promising.say_given(found, form.cleaned_data["given"], by=request.actor)
    ):
        return back
    context = {"form": form, "pledge": found}
    return render(request, "initiatives/pledge.html", context, status=422 if form.errors else 200)


def _in_force(request: InitiativeRequest) -> Any:
    return Pledge.objects.filter(initiative=request.initiative, ended_at=None)


def _counted(pledge: Pledge) -> Decimal:
    """What was given counts where it is known, else what was promised."""
    return pledge.amount if pledge.given is None else pledge.given


def _pledge(request: InitiativeRequest, form: PledgeForm) -> bool:
    try:
        return attempt_form(
            form, lambda: promising.make_pledge(request.initiative, by=request.actor, **form.cleaned_data)
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
    return False


def _say_cost(request: InitiativeRequest, form: CostForm) -> bool:
    try:
        return attempt_form(form, lambda: promising.say_cost(request.initiative, by=request.actor, **form.cleaned_data))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return False
