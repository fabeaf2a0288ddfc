"""The directory of partners, and what each says of itself."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page, partner_page
from initiatives.forms.recruiting import PlacesForm, StrengthForm
from initiatives.models import Participation, Strength
from initiatives.rules.sectors import balance
from initiatives.selectors.directory import Wanted, directory_of, people_of_partner
from initiatives.services import profiles as services
from initiatives.wording.partners import balance_sentence


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def directory(request: InitiativeRequest) -> HttpResponse:
    """Every partner with sector, places and strengths; filters stand in the address."""
    lines = directory_of(request.initiative)
    wanted = Wanted(*(request.GET.get(name, "")[:200] for name in ("sector", "area", "words")))
    here = [line for line in lines if line.left_on is None]
    sectors = {line.sector_code: line.organization.sector for line in lines if line.organization.sector}
    context = {
        "lines": [line for line in lines if line.answers(wanted)],
        "all": len(lines),
        "wanted": wanted,
        "sectors": sorted(sectors.items()),
        "areas": sorted({area for line in lines for area in line.areas}, key=lambda area: area[1]),
        "balance": balance_sentence(balance(line.sector_code for line in here), len(here)),
        "may_manage": may(request.actor, Capability.MANAGE_PARTNERS, on=request.initiative),
        "may_view_pledges": may(request.actor, Capability.VIEW_PLEDGES, on=request.initiative),
    }
    return render(request, "initiatives/directory.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def profile(request: InitiativeRequest, code: str) -> HttpResponse:
    """One partner: sector, places, strengths, people; addresses for staff and for its own people."""
    found = Participation.objects.filter(initiative=request.initiative).select_related("organization__sector")
    taken = get_object_or_404(found, organization__code=code)
    partner = taken.organization
    is_near = request.actor.is_staff or partner.pk in request.actor.organization_ids
    context = {
        "partner": partner,
        "taken": taken,
        "areas": partner.areas.select_related("area").order_by("area__name"),
        "strengths": partner.strengths.all(),
        "people": people_of_partner(partner),
        "successions": partner.followed_by.select_related("successor"),
        "is_near": is_near,
        "may_describe": may(request.actor, Capability.DESCRIBE_PARTNER, on=partner),
        "may_change": may(request.actor, Capability.MANAGE_PARTNERS, on=request.initiative),
    }
    return render(request, "initiatives/profile.html", context)


@require_http_methods(["GET", "POST"])
@partner_page(Capability.DESCRIBE_PARTNER)
def describe(request: InitiativeRequest) -> HttpResponse:
    """Say where a partner works, and what it excels at."""
    partner = request.organization
    is_strength = "text" in request.POST
    chosen = partner.areas.values_list("area", flat=True)
    places = PlacesForm(request.POST if request.method == "POST" and not is_strength else None,
                        initial={"areas": list(chosen)})  # fmt: skip
    strength = StrengthForm(request.POST if is_strength else None)
    done = request.method == "POST" and (
        attempt_form(
            strength, lambda: services.add_strength(partner, strength.cleaned_data["text"], by=request.actor),
            field="text",
        )
        if is_strength
        else attempt_form(
            places, lambda: services.place_partner(partner, places.cleaned_data["areas"], by=request.actor)
        )
    )  # fmt: skip
    if done:
        return redirect(request.path)
    context = {"form": places, "strength_form": strength, "strengths": partner.strengths.all()}
    return render(request, "initiatives/describe.html", context, status=422 if request.method == "POST" else 200)


@require_POST
@partner_page(Capability.DESCRIBE_PARTNER)
def strength_remove(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Say it no more."""
    found = get_object_or_404(Strength, organization=request.organization, uid=uid)
    attempt(
        request, lambda: services.remove_strength(request.organization, found.uid, by=request.actor), _("Taken out.")
    )
    return redirect("initiatives:describe", request.tenant.slug, request.initiative.slug, request.organization.code)
