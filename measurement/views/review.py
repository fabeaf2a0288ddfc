"""What does the data manager accept, return or open again? One, many, or all that a filter shows."""

from collections.abc import Sequence
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from backbone.core.reading import identifiers, whole_number
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page
from measurement import wording
from measurement.models import CollectionRound, Entry
from measurement.presenters.review import decided_sentence, queue_of, received_before, review_page
from measurement.services import review as reviewing
from measurement.services.review import RowResult
from measurement.views.rounds import the_round

# So many refusals are told one by one; of more, how many.
MOST_TOLD = 12


@require_GET
@initiative_page(Capability.REVIEW_ENTRIES)
def review(request: InitiativeRequest, slug: str) -> HttpResponse:
    """The queue: what was sent, beside what was sent before; the filters stand in the address."""
    queue = queue_of(the_round(request, slug), request.GET.dict())
    page = review_page(queue, by=request.actor, number=request.GET.get("page", ""))
    return render(request, "measurement/review.html", {"page": page, "shown_at": timezone.now()})


@require_POST
@initiative_page(Capability.REVIEW_ENTRIES)
def accept(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Accept the chosen entries, or all that the filter shows."""
    collection_round = the_round(request, slug)
    chosen = _chosen(request, collection_round)
    if not chosen:
        return _none_chosen(request, slug)
    results = reviewing.accept_entries(
        chosen, by=request.actor, reason=request.POST.get("reason", ""), versions=_versions(request, chosen)
    )
    done = sum(result.refusal is None for result in results)
    if done:
        messages.success(request, ngettext("%d figure was accepted.", "%d figures were accepted.", done) % done)
    return _tell(request, slug, results)


@require_POST
@initiative_page(Capability.REVIEW_ENTRIES)
def return_to_provider(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Send entries back, each with its own note or with the common one."""
    chosen = _chosen(request, the_round(request, slug))
    if not chosen:
        return _none_chosen(request, slug)
    results = reviewing.return_entries(
        chosen,
        note=request.POST.get("note", ""),
        notes={uid: request.POST.get(f"note-{uid}", "") for uid in chosen},
        by=request.actor,
        versions=_versions(request, chosen),
    )
    done = sum(result.refusal is None for result in results)
    if done:
        text = ngettext(
            "%d figure went back to its provider with your note.",
            "%d figures went back to their providers with your note.",
            done,
        )
        messages.success(request, text % done)
    return _tell(request, slug, results)


@require_POST
@initiative_page(Capability.REVIEW_ENTRIES)
def reopen(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Give accepted entries back to be corrected."""
    chosen = _chosen(request, the_round(request, slug))
    if not chosen:
        return _none_chosen(request, slug)
    results = reviewing.reopen_entries(chosen, reason=request.POST.get("note", ""), by=request.actor)
    done = sum(result.refusal is None for result in results)
    if done:
        text = ngettext("%d figure was opened again.", "%d figures were opened again.", done)
        messages.success(request, text % done)
    return _tell(request, slug, results)


def _chosen(request: InitiativeRequest, collection_round: CollectionRound) -> list[UUID]:
    """The entries that were ticked or, with `all`, those of the filter that had come when the page was shown."""
    if "all" in request.POST:
        moment = parse_datetime(request.POST.get("shown_at", ""))
        queue = queue_of(collection_round, request.GET.dict())
        return [entry.uid for entry in received_before(moment if moment and moment.tzinfo else None, queue)]
    uids = identifiers(request.POST.getlist("entry"))
    mine = Entry.objects.filter(uid__in=uids, submission__round=collection_round)
    return uids if mine.count() == len(set(uids)) else []


def _versions(request: InitiativeRequest, chosen: Sequence[UUID]) -> dict[UUID, int | None] | None:
    if "all" in request.POST:
        return None
    return {uid: whole_number(request.POST.get(f"version-{uid}", "")) for uid in chosen}


def _none_chosen(request: InitiativeRequest, slug: str) -> HttpResponse:
    messages.error(request, _("Choose at least one figure of this round."))
    return _to_review(request, slug)


def _tell(request: InitiativeRequest, slug: str, results: Sequence[RowResult]) -> HttpResponse:
    """What was not done, figure by figure, and why."""
    refused = [(result.entry, result.refusal) for result in results if result.refusal]
    for entry, refusal in refused[:MOST_TOLD]:
        messages.error(request, f"{decided_sentence(entry)}: {wording.sentence(refusal)}")
    more = len(refused) - MOST_TOLD
    if more > 0:
        text = ngettext("%d more figure was left as it is.", "%d more figures were left as they are.", more)
        messages.error(request, text % more)
    return _to_review(request, slug)


def _to_review(request: InitiativeRequest, slug: str) -> HttpResponse:
    place = reverse("measurement:review", args=[request.tenant.slug, request.initiative.slug, slug])
    filters = request.GET.urlencode()
    return redirect(f"{place}?{filters}" if filters else place)
