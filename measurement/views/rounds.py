"""Who has sent, what awaits review, and what may be released?"""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.core.reading import identifiers, whole_number
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page
from measurement import wording
from measurement.models import CollectionRound, Entry
from measurement.presenters.board import board_page
from measurement.presenters.review import review_page
from measurement.selectors.rounds import provider_lines, rounds_of
from measurement.services import releases
from measurement.services import review as reviewing


@require_GET
@initiative_page(Capability.VIEW_ROUNDS)
def rounds(request: InitiativeRequest) -> HttpResponse:
    """All rounds of the initiative."""
    context = {
        "rounds": rounds_of(request.initiative),
        "may_load": may(request.actor, Capability.LOAD_HISTORY, on=request.initiative),
    }
    return render(request, "measurement/rounds.html", context)


@require_GET
@initiative_page(Capability.VIEW_ROUNDS)
def round_board(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Who has sent, who has not, and how late; the filter is in the URL."""
    collection_round = _round(request, slug)
    page = board_page(collection_round, provider_lines(collection_round), wanted=request.GET.get("state", ""))
    may_release = may(request.actor, Capability.RELEASE_FIGURES, on=request.initiative)
    context = {
        "page": page,
        "may_review": may(request.actor, Capability.REVIEW_ENTRIES, on=request.initiative),
        "may_release": may_release,
        "entering": releases.totals_entering(request.initiative) if may_release else 0,
    }
    return render(request, "measurement/round_board.html", context)


@require_GET
@initiative_page(Capability.REVIEW_ENTRIES)
def review(request: InitiativeRequest, slug: str) -> HttpResponse:
    """The queue: what was sent, beside what was sent last time."""
    return render(request, "measurement/review.html", {"page": review_page(_round(request, slug), by=request.actor)})


@require_POST
@initiative_page(Capability.REVIEW_ENTRIES)
def accept(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Accept the chosen entries, with a result for each that was not."""
    uids = identifiers(request.POST.getlist("entry"))
    mine = Entry.objects.filter(uid__in=uids, submission__round=_round(request, slug))
    if not uids or mine.count() != len(set(uids)):
        messages.error(request, _("Choose at least one figure of this round."))
        return _to_review(request, slug)
    versions = {uid: whole_number(request.POST.get(f"version-{uid}", "")) for uid in uids}
    reason = request.POST.get("reason", "")
    results = reviewing.accept_entries(uids, by=request.actor, reason=reason, versions=versions)
    accepted = sum(result.refusal is None for result in results)
    if accepted:
        messages.success(request, ngettext("%d figure was accepted.", "%d figures were accepted.", accepted) % accepted)
    for refusal in {result.refusal.code: result.refusal for result in results if result.refusal}.values():
        messages.error(request, wording.sentence(refusal))
    return _to_review(request, slug)


@require_POST
@initiative_page(Capability.REVIEW_ENTRIES)
def return_to_provider(request: InitiativeRequest, slug: str, uid: UUID) -> HttpResponse:
    """Send one entry back with a note."""
    entry = get_object_or_404(Entry, uid=uid, submission__round=_round(request, slug))
    try:
        reviewing.return_entry(entry.uid, note=request.POST.get("note", ""), by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("The figure went back to its provider with your note."))
    return _to_review(request, slug)


@require_POST
@initiative_page(Capability.RELEASE_FIGURES)
def release(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Release what the round has brought."""
    try:
        releases.release_round(_round(request, slug), by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("Released: everybody’s scorecard shows the new totals now."))
    return redirect("measurement:round", request.tenant.slug, request.initiative.slug, slug)


def _round(request: InitiativeRequest, slug: str) -> CollectionRound:
    return get_object_or_404(
        CollectionRound.objects.select_related("initiative"), initiative=request.initiative, slug=slug
    )


def _to_review(request: InitiativeRequest, slug: str) -> HttpResponse:
    return redirect("measurement:review", request.tenant.slug, request.initiative.slug, slug)
