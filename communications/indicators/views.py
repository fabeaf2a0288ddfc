"""Beside the page of an indicator: its partners beside each other, and the revisions of its figures."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from backbone.tenancy.permissions import Capability
from communications.indicators.comparison import comparison_page
from communications.indicators.revisions import revision_lines
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.past import asked_day
from measurement.models import Adoption
from measurement.selectors.comparison import compare
from measurement.selectors.figures import visible_figures
from measurement.selectors.revisions import revisions as revisions_of


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def partners(request: InitiativeRequest, code: str) -> HttpResponse:
    """One's own figure beside the others, today or as of a past day; never a league table."""
    as_of = asked_day(request)
    adoption = _adoption(request, code)
    figures = visible_figures(request.actor, request.initiative, as_of=as_of.past)
    found = compare(figures, adoption, threshold=request.tenant.smallest_cell) if adoption.is_composed else None
    context = {"page": comparison_page(adoption, found), "as_of": as_of}
    return render(request, "communications/comparison.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def revisions(request: InitiativeRequest, code: str) -> HttpResponse:
    """Which released figures changed: from what to what, when and why."""
    as_of = asked_day(request)
    adoption = _adoption(request, code)
    found = revisions_of(visible_figures(request.actor, request.initiative, as_of=as_of.past), adoption)
    context = {"adoption": adoption, "lines": revision_lines(found, adoption.indicator), "as_of": as_of}
    return render(request, "communications/revisions.html", context)


def _adoption(request: InitiativeRequest, code: str) -> Adoption:
    adoptions = Adoption.objects.filter(initiative=request.initiative).select_related("indicator")
    return get_object_or_404(adoptions, indicator__code=code)
