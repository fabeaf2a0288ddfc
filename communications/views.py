"""Pages that join the packages: start, home, scorecard, and the rules behind them."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from backbone.tenancy.doors import TenantRequest, member_page
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.selectors import tenants_of
from communications.find.selectors import find as find_in
from communications.home.selectors import home as home_of
from communications.indicators.selectors import indicator_page as read_indicator
from communications.office.presenters import what_comes_first
from communications.scorecard.presenters import score_page
from communications.scorecard.selectors import Scorecard
from communications.scorecard.selectors import scorecard as read_scorecard
from communications.shell import pages_for
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.past import asked_day
from initiatives.selectors import initiatives_of


@require_GET
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """All tenants that a person belongs to; with one there is nothing to choose."""
    tenants = tenants_of(request.user.pk or 0)
    if len(tenants) == 1 and "stay" not in request.GET:
        return redirect("communications:tenant", tenants[0].slug)
    return render(request, "communications/start.html", {"tenants": tenants})


@require_GET
@member_page
def tenant(request: TenantRequest) -> HttpResponse:
    """The initiatives of a tenant in which the person has a role; with one there is nothing to choose."""
    initiatives = initiatives_of(request.actor)
    if len(initiatives) == 1 and not may(request.actor, Capability.FOUND_INITIATIVE):
        return redirect("communications:home", request.tenant.slug, initiatives[0].slug)
    context = {"initiatives": initiatives, "may_found": may(request.actor, Capability.FOUND_INITIATIVE)}
    return render(request, "communications/tenant.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def home(request: InitiativeRequest) -> HttpResponse:
    """What the person has to do here, and what the scorecard says."""
    first = what_comes_first(request.actor, request.initiative)
    context = {
        "home": home_of(request.actor, request.tenant, request.initiative, named_in=first["first"].named_in),
        "page": score_page(_scorecard(request), outcome="", verdict="", view=""),
        **first,
    }
    return render(request, "communications/home.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def scorecard(request: InitiativeRequest) -> HttpResponse:
    """What improves, today or as of a past day; the filters are in the URL."""
    as_of = asked_day(request)
    page = score_page(
        _scorecard(request, as_of.past),
        outcome=request.GET.get("outcome", ""),
        verdict=request.GET.get("verdict", ""),
        view=request.GET.get("view", ""),
    )
    return render(request, "communications/scorecard.html", {"page": page, "as_of": as_of})


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def indicator(request: InitiativeRequest, code: str) -> HttpResponse:
    """One indicator: verdict, curve, groups, table, definition, and where each number comes from."""
    as_of = asked_day(request)
    page = read_indicator(request.actor, request.tenant, request.initiative, code, today=as_of.today, as_of=as_of.past)
    may_tell = not as_of.past and may(request.actor, Capability.TELL_STORY, on=request.initiative)
    context = {"page": page, "as_of": as_of, "may_tell": may_tell}
    return render(request, "communications/indicator.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def rules(request: InitiativeRequest) -> HttpResponse:
    """How the verdicts are made."""
    return render(request, "communications/rules.html")


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def find(request: InitiativeRequest) -> HttpResponse:
    """Find or do: what the words in the box find among what the reader may open."""
    typed = request.GET.get("q", "")[:100]
    pages = pages_for(request)
    return render(request, "communications/find.html", {"typed": typed, "found": find_in(request, typed, pages)})


def _scorecard(request: InitiativeRequest, as_of: date | None = None) -> Scorecard:
    today = request.initiative.today()
    return read_scorecard(request.actor, request.tenant, request.initiative, today=today, as_of=as_of)
