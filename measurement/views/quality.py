"""How good is what came in, and what did it cost those who sent it?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page, partner_page
from initiatives.models import Organization
from measurement import wording
from measurement.models import CollectionRound, Flow, Indicator
from measurement.presenters.quality import quality_page
from measurement.services import flows
from measurement.views.rounds import the_round


@require_GET
@initiative_page(Capability.VIEW_ROUNDS)
def quality(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Grades by partner, by indicator, or of one partner by indicator; the choice stands in the address."""
    partners = Organization.objects.filter(participations__initiative=request.initiative)
    partner = partners.filter(code=request.GET["partner"]).first() if request.GET.get("partner") else None
    by_indicator = partner is not None or request.GET.get("by") == "indicator"
    page = quality_page(the_round(request, slug), by_indicator=by_indicator, partner=partner)
    may_define = may(request.actor, Capability.REVIEW_ENTRIES, on=request.initiative)
    return render(request, "measurement/quality.html", {"page": page, "may_define": may_define})


@require_GET
@partner_page(Capability.VIEW_OWN_FIGURES)
def own_quality(request: InitiativeRequest, slug: str) -> HttpResponse:
    """A partner's own grades in a round, by indicator."""
    rounds = CollectionRound.objects.select_related("initiative").filter(obligations__provider=request.organization)
    collection_round = get_object_or_404(rounds.distinct(), initiative=request.initiative, slug=slug)
    page = quality_page(collection_round, by_indicator=True, partner=request.organization)
    return render(request, "measurement/quality.html", {"page": page, "is_own": True})


@require_POST
@initiative_page(Capability.REVIEW_ENTRIES)
def add_flow(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Say that an indicator moves a stock."""
    adopted = Indicator.objects.filter(adoptions__initiative=request.initiative)
    stock = get_object_or_404(adopted, code=request.POST.get("stock", ""))
    indicator = get_object_or_404(adopted, code=request.POST.get("indicator", ""))
    try:
        flows.add_flow(stock, indicator, goes_out=request.POST.get("direction") == "out", by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    return _to_quality(request, slug)


@require_POST
@initiative_page(Capability.REVIEW_ENTRIES)
def remove_flow(request: InitiativeRequest, slug: str, uid: UUID) -> HttpResponse:
    """Compare a stock with an indicator no longer."""
    mine = Flow.objects.filter(stock__adoptions__initiative=request.initiative).distinct()
    flows.remove_flow(get_object_or_404(mine, uid=uid), by=request.actor)
    return _to_quality(request, slug)


def _to_quality(request: InitiativeRequest, slug: str) -> HttpResponse:
    return redirect("measurement:quality", request.tenant.slug, request.initiative.slug, slug)
