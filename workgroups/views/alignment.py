"""The alignment matrix, and who works with whom."""

from dataclasses import fields

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page
from workgroups.presenters.alignment import matrix_page, pair_lines
from workgroups.selectors.activities import activities_today
from workgroups.selectors.alignment import Filters, organizations_in_groups, partners_of, works_with

# As many pairs as somebody reads; with one partner chosen all of its own are shown.
MOST_PAIRS = 50


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def matrix(request: InitiativeRequest) -> HttpResponse:
    """Partners by strategies: who leads, who supports, where nobody leads and where many do."""
    filters = Filters(**{each.name: request.GET.get(each.name, "") for each in fields(Filters)})
    page = matrix_page(request.initiative, filters, request.GET.get("show", ""))
    return render(request, "workgroups/matrix.html", {"page": page})


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def together(request: InitiativeRequest) -> HttpResponse:
    """Which partners work with each other, and in how many activities and groups."""
    initiative = request.initiative
    lines = activities_today(initiative, today=initiative.today())
    partners = partners_of(initiative, lines)
    by_key = {each.pk: each for each in partners}
    found = [
        pair
        for pair in works_with(lines, organizations_in_groups(initiative))
        if pair.one in by_key and pair.other in by_key
    ]
    chosen = next((each for each in partners if each.code == request.GET.get("partner")), None)
    linked = {key for pair in found for key in (pair.one, pair.other)}
    if chosen:
        found = [pair for pair in found if chosen.pk in (pair.one, pair.other)]
    context = {
        "pairs": pair_lines(found if chosen else found[:MOST_PAIRS], by_key),
        "all": len(found),
        "most": MOST_PAIRS,
        "partners": partners,
        "chosen": chosen,
        "alone": [each for each in partners if each.pk not in linked],
    }
    return render(request, "workgroups/together.html", context)
