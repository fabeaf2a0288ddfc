"""The page of a campaign, and the checklist of a local team."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.core.doing import attempt
from backbone.tenancy.permissions import Capability, may, require
from communications.campaigns.presenters import local_lines, roll_up_of
from communications.campaigns.selectors import belongings, locals_of, may_become_local, rolled_up
from communications.founding.checklist import checklist_of
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import Initiative
from initiatives.selectors import history_of
from initiatives.services.campaigns import place_in_campaign, share_with_campaign, take_out_of_campaign
from initiatives.wording import HAPPENED
from measurement.services.composition import areas_above
from workgroups.wording import PLACES


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def campaign(request: InitiativeRequest) -> HttpResponse:
    """How each local initiative stands, and what they have released beside each other; who founds takes in and out."""
    if request.method == "POST":
        require(request.actor, Capability.FOUND_INITIATIVE)
        _place(request)
        return redirect(request.path)
    here = request.initiative
    found = locals_of(here, request.member)
    together = rolled_up(here, request.actor, found)
    may_place = may(request.actor, Capability.FOUND_INITIATIVE)
    context: dict[str, Any] = {
        "lines": local_lines(found, request.tenant.slug),
        "roll_up": roll_up_of(
            together, found, tenant_slug=request.tenant.slug, above=areas_above() if together else {},
            least_coverage=request.tenant.least_coverage,
        ),
        "names": [each.initiative.name for each in found],
        "may_place": may_place,
        "others": may_become_local(here) if may_place else [],
    }  # fmt: skip
    return render(request, "communications/campaign.html", context)


def _place(request: InitiativeRequest) -> None:
    chosen = Initiative.objects.filter(slug=request.POST.get("initiative", ""))
    if request.POST.get("act") == "take_out":
        local = get_object_or_404(chosen, campaign=request.initiative)
        attempt(request, lambda: take_out_of_campaign(local, by=request.actor), _("It stands by itself again."))
        return
    new = get_object_or_404(chosen)
    attempt(request, lambda: place_in_campaign(new, request.initiative, by=request.actor), _("It is taken in."))


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def checklist(request: InitiativeRequest) -> HttpResponse:
    """What makes a strong local team, by what is recorded; and what the campaign may see of this initiative."""
    here = request.initiative
    if request.method == "POST":
        require(request.actor, Capability.SHARE_WITH_CAMPAIGN, on=here)
        shares = request.POST.get("shares") == "yes"
        said = _("The campaign’s readers see it now.") if shares else _("They see nothing of it any more.")
        attempt(request, lambda: share_with_campaign(here, shares=shares, by=request.actor), said)
        return redirect(request.path)
    context = {
        "points": checklist_of(here, request.tenant.slug),
        **belongings(here, request.member),
        "may_share": may(request.actor, Capability.SHARE_WITH_CAMPAIGN, on=here),
        "history": history_of(here.uid, HAPPENED | PLACES),
    }
    return render(request, "communications/checklist.html", context)
