"""Explain this number: the page of one figure."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from backbone.tenancy.permissions import Capability
from communications.explaining.presenters import explanation_page
from communications.explaining.selectors import Question, explain
from initiatives.doors import InitiativeRequest, initiative_page


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def explanation(request: InitiativeRequest, code: str) -> HttpResponse:
    """One figure, from where it came and what uses it; without a period the latest. `on` asks what stood on a day."""
    start, end, on = (_day(request, name) for name in ("from", "to", "on"))
    question = Question(code, request.GET.get("of", ""), start, end, request.GET.get("group", "all"), on)
    page = explanation_page(explain(request.actor, request.initiative, question), on)
    return render(request, "communications/explanation.html", {"page": page})


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if day < date.max else None  # the last day of all has no end
