"""The page for those who fund."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backbone.tenancy.permissions import Capability, may
from communications.funders.selectors import practices_of
from communications.funders.wording import practice_lines
from initiatives.doors import InitiativeRequest, initiative_page, organizations_of


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def funders(request: InitiativeRequest) -> HttpResponse:
    """What a funder wants to know in five minutes, and the way to one's own pledges."""
    here = request.initiative
    known = practices_of(here, here.today())
    context = {
        "lines": practice_lines(known, [request.tenant.slug, here.slug]),
        "own": [
            each for each in organizations_of(request.actor) if may(request.actor, Capability.MAKE_PLEDGE, on=each)
        ],
        "may_read_pledges": may(request.actor, Capability.VIEW_PLEDGES, on=here),
    }
    return render(request, "communications/funders.html", context)
