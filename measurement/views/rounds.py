"""Who has sent, what awaits review, and what may be released?"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page
from measurement import wording
from measurement.models import CollectionRound
from measurement.presenters.board import board_page
from measurement.presenters.releasing import release_page
from measurement.selectors.rounds import provider_lines, rounds_of
from measurement.services import releases


@require_GET
@initiative_page(Capability.VIEW_ROUNDS)
def round_list(request: InitiativeRequest) -> HttpResponse:
    """All rounds of the initiative."""
    return render(request, "measurement/rounds.html", {"rounds": rounds_of(request.initiative)})


@require_GET
@initiative_page(Capability.VIEW_ROUNDS)
def round_board(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Who has sent, who has not, and how late; the filter is in the URL."""
    collection_round = round_of(request, slug)
    page = board_page(collection_round, provider_lines(collection_round), wanted=request.GET.get("state", ""))
    may_release = may(request.actor, Capability.RELEASE_FIGURES, on=request.initiative)
    context = {
        "page": page,
        "may_review": may(request.actor, Capability.REVIEW_ENTRIES, on=request.initiative),
        "may_release": may_release,
        "entering": releases.totals_entering(request.initiative) if may_release else 0,
    }
    return render(request, "measurement/round_board.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.RELEASE_FIGURES)
def release(request: InitiativeRequest, slug: str) -> HttpResponse:
    """What others see now and would see, and what would wait (GET); release it (POST)."""
    collection_round = round_of(request, slug)
    if request.method == "GET":
        return render(request, "measurement/release.html", {"page": release_page(collection_round)})
    try:
        releases.release_round(collection_round, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("Released: everybody’s scorecard shows the new totals now."))
    return redirect("measurement:round", request.tenant.slug, request.initiative.slug, slug)


def round_of(request: InitiativeRequest, slug: str) -> CollectionRound:
    return get_object_or_404(
        CollectionRound.objects.select_related("initiative"), initiative=request.initiative, slug=slug
    )
