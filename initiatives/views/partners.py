"""Pages of an initiative's partners: who takes part, in which sector, and what becomes of them."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.core.doing import attempt
from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.forms import ChangePartnerForm, JoinForm, SectorForm
from initiatives.models import Organization, Sector
from initiatives.selectors import partners_of
from initiatives.services import partners as partnering


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_PARTNERS)
def partners(request: InitiativeRequest) -> HttpResponse:
    """Everybody who takes part, with the days, and a form for one more."""
    form = JoinForm(request.POST or None, initiative=request.initiative)
    if request.method == "POST" and form.is_valid():
        try:
            joined = _join(request, form.cleaned_data)
        except RuleViolation as violation:
            form.add_error("organization", sentence_of(violation.refusal))
        else:
            messages.success(request, _("%(name)s takes part. Open rounds follow within a minute.") % {"name": joined})
            return redirect("initiatives:partners", request.tenant.slug, request.initiative.slug)
    context = {"form": form, "lines": partners_of(request.initiative)}
    return render(request, "initiatives/partners.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_PARTNERS)
def partner_change(request: InitiativeRequest, code: str) -> HttpResponse:
    """Put a partner into a sector, let it leave, or let others take its place."""
    found = Organization.objects.filter(participations__initiative=request.initiative).select_related("sector")
    partner = get_object_or_404(found, code=code)
    form = ChangePartnerForm(request.POST or None, organization=partner, initial={"sector": partner.sector_id})
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, partner, form.cleaned_data)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
        else:
            messages.success(request, _("Saved. Open rounds follow within a minute; nothing that was typed is lost."))
            return redirect("initiatives:partners", request.tenant.slug, request.initiative.slug)
    context = {"form": form, "partner": partner}
    return render(request, "initiatives/partner_change.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_PARTNERS)
def sectors(request: InitiativeRequest) -> HttpResponse:
    """The tenant's list of sectors, and a form for one more; an empty list can begin with the usual five."""
    if request.method == "POST" and "usual" in request.POST:
        partnering.add_usual_sectors(by=request.actor)
        return redirect("initiatives:sectors", request.tenant.slug, request.initiative.slug)
    if request.method == "POST" and "sector" in request.POST:
        return _sector(request)
    form = SectorForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name = form.cleaned_data["name"]
        try:
            partnering.add_sector(name, by=request.actor, code=slugify(name)[:40])
        except RuleViolation as violation:
            form.add_error("name", sentence_of(violation.refusal))
        except ValidationError:
            form.add_error("name", _("Another sector has nearly this name already."))
        else:
            return redirect("initiatives:sectors", request.tenant.slug, request.initiative.slug)
    context = {"form": form, "sectors": Sector.objects.all()}
    return render(request, "initiatives/sectors.html", context, status=422 if form.errors else 200)


def _sector(request: InitiativeRequest) -> HttpResponse:
    """Rename or remove one sector of the list."""
    found = get_object_or_404(Sector, code=request.POST["sector"])
    name = request.POST.get("name", "")[:100]
    if "remove" in request.POST:
        attempt(request, lambda: partnering.remove_sector(found, by=request.actor), _("The sector is gone."))
    else:
        attempt(request, lambda: partnering.rename_sector(found, name, by=request.actor), _("Saved."))
    return redirect("initiatives:sectors", request.tenant.slug, request.initiative.slug)


def _join(request: InitiativeRequest, answers: dict[str, Any]) -> Organization:
    return partnering.admit(
        request.initiative,
        answers["organization"],
        code=answers["code"],
        name=answers["name"],
        sector=answers["sector"],
        joined_on=answers["joined_on"],
        by=request.actor,
    )


def _change(request: InitiativeRequest, partner: Organization, answers: dict[str, Any]) -> None:
    partnering.put_into_sector(partner, answers["sector"], by=request.actor)
    if answers["successors"]:
        partnering.split(partner, answers["successors"], took_effect_on=answers["took_effect_on"], by=request.actor)
    elif answers["left_on"]:
        partnering.leave(request.initiative, partner, left_on=answers["left_on"], by=request.actor)
