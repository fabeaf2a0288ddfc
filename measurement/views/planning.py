"""How is a round planned, opened, changed and taken back?"""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page
from measurement import wording
from measurement.forms.rounds import RoundForm
from measurement.models import CollectionRound
from measurement.presenters.planning import asks_of, chosen_by, chosen_in, preview_of, usual_choice
from measurement.rules.periods import Period
from measurement.services import rounds
from measurement.services.obligations import Recomputed, recompute_obligations
from measurement.views.rounds import the_round

A_DAY = timedelta(days=1)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_ROUNDS)
def round_new(request: InitiativeRequest) -> HttpResponse:
    """Plan a round: look who would owe what, then open it."""
    today = request.initiative.today()
    usual = {"opens_on": today, "due_on": today + 28 * A_DAY, "closes_on": today + 42 * A_DAY, "grace_days": 3}
    form = RoundForm(request.POST or None, instance=CollectionRound(initiative=request.initiative), initial=usual)
    if request.method == "GET":
        asks = asks_of(request.initiative, usual_choice(request.initiative, today=today), today=today)
        return render(request, "measurement/round_new.html", {"form": form, "asks": asks})
    requests = chosen_by(request.POST.getlist("ask"), request.initiative)
    if form.is_valid() and not requests:
        form.add_error(None, _("Choose at least one indicator and its period."))
    if form.is_valid() and "open" in request.POST:
        opened = form.save(commit=False)
        opened.slug = rounds.free_slug(request.initiative, opened.name)
        rounds.start_round(opened, requests, by=request.actor)
        messages.success(request, _("The round is set: its partners see it from the day it opens."))
        return to_round(request, opened.slug)
    chosen = {(each.indicator.pk, Period(each.period_start, each.period_end)) for each in requests}
    context: dict[str, Any] = {"form": form, "asks": asks_of(request.initiative, chosen, today=today)}
    if form.is_valid():
        context["preview"] = preview_of(request.initiative, requests, today=today)
    return render(request, "measurement/round_new.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_ROUNDS)
def round_edit(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Change a round's name, dates and what it asks for."""
    collection_round = the_round(request, slug)
    name = collection_round.name
    form = RoundForm(request.POST or None, instance=collection_round)
    today = request.initiative.today()
    if request.method == "POST" and form.is_valid():
        try:
            result = _change(request, form.save(commit=False))
        except (RuleViolation, ValidationError) as refused:
            form.add_error(
                None, wording.sentence(refused.refusal) if isinstance(refused, RuleViolation) else refused.messages
            )
        else:
            messages.success(request, " ".join([_("The round is changed."), *what_changed(result)]))
            return to_round(request, slug)
    context = {
        "form": form,
        "round": collection_round,
        "name": name,
        "asks": asks_of(request.initiative, chosen_in(collection_round), today=today),
        "names_partners": collection_round.named_providers.exists(),
    }
    return render(request, "measurement/round_edit.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.MANAGE_ROUNDS)
def round_close(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Close a round before its day."""
    try:
        rounds.close_round(the_round(request, slug), by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("The round is closed. To open it again, set a later day on which it closes."))
    return to_round(request, slug)


@require_POST
@initiative_page(Capability.MANAGE_ROUNDS)
def round_delete(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Take a round back that nobody has used."""
    try:
        rounds.delete_round(the_round(request, slug), by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
        return redirect("measurement:round-edit", request.tenant.slug, request.initiative.slug, slug)
    messages.success(request, _("The round is deleted."))
    return redirect("measurement:rounds", request.tenant.slug, request.initiative.slug)


@require_POST
@initiative_page(Capability.MANAGE_ROUNDS)
def round_recompute(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Look now whether partners or assignments have changed what is owed."""
    result = recompute_obligations(the_round(request, slug), by=request.actor, now=timezone.now())
    said = what_changed(result) or [_("Nothing has changed: everybody owes what is asked of them.")]
    messages.success(request, " ".join(said))
    return to_round(request, slug)


def what_changed(result: Recomputed) -> list[str]:
    """What recomputing has done, a sentence each."""
    gone = result.deleted + result.withdrawn
    sentences = [
        (result.added, ngettext("%d figure more is owed.", "%d figures more are owed.", result.added)),
        (gone, ngettext("%d figure is owed no more.", "%d figures are owed no more.", gone)),
        (result.restored, ngettext("%d figure is owed again.", "%d figures are owed again.", result.restored)),
        (result.moved, ngettext("%d went on to a successor.", "%d went on to their successors.", result.moved)),
    ]
    return [words % count for count, words in sentences if count]


def to_round(request: InitiativeRequest, slug: str) -> HttpResponse:
    return redirect("communications:board", request.tenant.slug, request.initiative.slug, slug)


def _change(request: InitiativeRequest, changed: CollectionRound) -> Recomputed:
    """Save the dates, and what is asked for where that is another thing now."""
    rounds.change_round(changed, by=request.actor)
    requests = chosen_by(request.POST.getlist("ask"), request.initiative)
    wanted = {(each.indicator.pk, Period(each.period_start, each.period_end)) for each in requests}
    if wanted == chosen_in(changed):
        return Recomputed()
    return rounds.ask_for(changed, requests, by=request.actor)
