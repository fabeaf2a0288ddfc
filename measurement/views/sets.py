"""Where to start from: sets made for a kind of initiative, or what another initiative has adopted."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import Initiative
from initiatives.selectors import initiatives_of
from measurement.selectors import sets as selectors
from measurement.selectors.sets import IndicatorSet, Offered
from measurement.services.sets import copy_adoptions, take_from_set
from measurement.wording.sets import ABOUT, NAMES


@require_GET
@initiative_page(Capability.DEFINE_INDICATORS)
def sets(request: InitiativeRequest) -> HttpResponse:
    """The sets, and the initiatives to copy from."""
    context = {
        "sets": [(slug, NAMES[slug], ABOUT[slug], len(_set(slug).indicators)) for slug in selectors.SETS],
        "others": [each for each in initiatives_of(request.member) if each != request.initiative],
    }
    return render(request, "measurement/sets.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DEFINE_INDICATORS)
def set_page(request: InitiativeRequest, slug: str) -> HttpResponse:
    """What a set holds, what of it is new, and which to take."""
    found = _set(slug)
    if request.method == "POST":
        codes, because = request.POST.getlist("code"), request.POST.get("because", "")[:300]
        is_adopting = request.POST.get("how") == "adopt"
        try:
            n = take_from_set(request.initiative, found, codes, adopt=is_adopting, because=because, by=request.actor)
        except RuleViolation as violation:
            messages.error(request, sentence_of(violation.refusal))
        else:
            text = ngettext("%d indicator is taken up.", "%d indicators are taken up.", n)
            return _done(request, text % n)
    offered = selectors.offered_by_set(found, request.initiative)
    context = {"title": NAMES[slug], "about": ABOUT[slug], "of_set": True, "terms": found.terms}
    return render(request, "measurement/offered.html", _page(request, offered) | context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DEFINE_INDICATORS)
def copy(request: InitiativeRequest, slug: str) -> HttpResponse:
    """What another initiative of the tenant has adopted, and which of it to adopt here."""
    mine = [each.pk for each in initiatives_of(request.member)]
    others = Initiative.objects.filter(pk__in=mine).exclude(pk=request.initiative.pk)
    source = get_object_or_404(others, slug=slug)
    if request.method == "POST":
        codes, because = request.POST.getlist("code"), request.POST.get("because", "")[:300]
        targets = bool(request.POST.get("targets"))
        try:
            n = copy_adoptions(
                request.initiative, source, codes, with_targets=targets, because=because, by=request.actor
            )
        except RuleViolation as violation:
            messages.error(request, sentence_of(violation.refusal))
        else:
            return _done(request, ngettext("%d indicator is adopted.", "%d indicators are adopted.", n) % n)
    offered = selectors.offered_by_initiative(source, request.initiative)
    context = {"title": source.name, "about": source.purpose, "of_set": False, "terms": []}
    return render(request, "measurement/offered.html", _page(request, offered) | context)


def _page(request: InitiativeRequest, offered: list[Offered]) -> dict[str, Any]:
    """What the preview shows: what is new, what is there, and how many would pass the cap."""
    adopted = selectors.adopted_count(request.initiative)
    left = [each for each in offered if not each.is_adopted]
    return {
        "offered": offered,
        "adopted": adopted,
        "left": len(left),
        "new": sum(each.indicator is None for each in offered),
        "room": max(0, request.initiative.indicator_cap - adopted),
        "passes_cap": adopted + len(left) > request.initiative.indicator_cap,
    }


def _set(slug: str) -> IndicatorSet:
    try:
        return selectors.indicator_set(slug)
    except KeyError as error:
        raise Http404 from error


def _done(request: InitiativeRequest, said: str) -> HttpResponse:
    messages.success(request, said + " " + _("Look at each definition: it is yours now."))
    return redirect("measurement:catalogue", request.tenant.slug, request.initiative.slug)
