"""Who has sent, what awaits review, and what may be released?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.core.reading import first_or_404
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page
from measurement import wording
from measurement.models import CollectionRound
from measurement.presenters.releasing import release_page
from measurement.selectors.exceptions import with_exceptions
from measurement.selectors.rounds import rounds_of
from measurement.services.releasing import ask_for_release


@require_GET
@initiative_page(Capability.VIEW_ROUNDS)
def round_list(request: InitiativeRequest) -> HttpResponse:
    """All rounds of the initiative."""
    context = {
        "rounds": rounds_of(request.initiative),
        "may_load": may(request.actor, Capability.LOAD_HISTORY, on=request.initiative),
        "may_manage": may(request.actor, Capability.MANAGE_ROUNDS, on=request.initiative),
        "today": request.initiative.today(),
    }
    return render(request, "measurement/rounds.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.RELEASE_FIGURES)
def release(request: InitiativeRequest, slug: str) -> HttpResponse:
    """What others see now and would see, and what would wait (GET); release it (POST)."""
    collection_round = the_round(request, slug)
    if request.method == "GET":
        return render(request, "measurement/release.html", {"page": release_page(collection_round)})
    try:
        made = ask_for_release(collection_round, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(
            request,
            _("Released: everybody’s scorecard shows the new totals now.")
            if made
            else _("It is being worked out what must be hidden. The totals are released in a minute or two."),
        )
    return redirect("communications:board", request.tenant.slug, request.initiative.slug, slug)


def the_round(request: InitiativeRequest, slug: str) -> CollectionRound:
    """A round of this initiative by its slug; another's is 404."""
    return first_or_404(with_exceptions(rounds_of(request.initiative).filter(slug=slug)))
