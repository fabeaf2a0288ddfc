"""Pages on which the figures are explored: filters, small charts, comparisons, and the views that are kept."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.permissions import Capability
from communications.exploring import wording
from communications.exploring.models import SavedView
from communications.exploring.presenters import explore_page
from communications.exploring.rules.asking import Question, read
from communications.exploring.selectors import Exploration
from communications.exploring.selectors import explore as read_exploration
from communications.exploring.services import keeping
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.past import asked_day


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def explore(request: InitiativeRequest) -> HttpResponse:
    """The figures by filters, which are in the URL, each reader's own to see."""
    context = {"page": explore_page(exploration_of(request)), "as_of": asked_day(request)}
    return render(request, "communications/explore.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def view_list(request: InitiativeRequest) -> HttpResponse:
    """One's own views and those that others share (GET); keep one more (POST)."""
    if request.method == "POST":
        typed, query = request.POST.get("name", ""), request.POST.get("query", "")
        try:
            is_shared = request.POST.get("shared") == "yes"
            view = keeping.save_view(request.initiative, typed, query, is_shared=is_shared, by=request.actor)
        except RuleViolation as violation:
            messages.error(request, wording.sentence(violation.refusal))
        else:
            messages.success(request, _("Saved: “%(name)s”.") % {"name": view.name})
        return redirect(_url(request, "views"))
    views = list(views_visible_to(request))
    context = {
        "mine": [each for each in views if each.owner_id == request.actor.user_id],
        "shared": [each for each in views if each.owner_id != request.actor.user_id],
        "address": request.build_absolute_uri(_url(request, "views")),
    }
    return render(request, "communications/saved_views.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def saved_view(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Open a view: its question, asked by the reader (GET); rename, share or delete it (POST)."""
    view = get_object_or_404(views_visible_to(request), uid=uid)
    if request.method == "GET":
        return redirect(f"{_url(request, 'explore')}?{view.query}" if view.query else _url(request, "explore"))
    try:
        if request.POST.get("act") == "delete":
            keeping.delete_view(view, by=request.actor)
            messages.success(request, _("Deleted: “%(name)s”.") % {"name": view.name})
        else:
            is_shared = request.POST.get("shared") == "yes"
            keeping.change_view(view, request.POST.get("name", ""), is_shared=is_shared, by=request.actor)
            messages.success(request, _("Saved: “%(name)s”.") % {"name": view.name})
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    return redirect(_url(request, "views"))


def exploration_of(request: InitiativeRequest, question: Question | None = None) -> Exploration:
    """What the URL asks for; a day that lies ahead, or is none, asks for today."""
    asked = question or question_of(request)
    return read_exploration(request.actor, request.tenant, request.initiative, asked, today=request.initiative.today())


def question_of(request: InitiativeRequest) -> Question:
    return replace(read(dict(request.GET.lists())), as_of=asked_day(request).past)


def views_visible_to(request: InitiativeRequest) -> QuerySet[SavedView]:
    """The reader's own views of this initiative and those that are shared."""
    whose = Q(owner=request.actor.user_id) | Q(is_shared=True)
    return SavedView.objects.filter(whose, initiative=request.initiative).select_related("owner")


def _url(request: InitiativeRequest, name: str) -> str:
    return reverse(f"exploring:{name}", args=[request.tenant.slug, request.initiative.slug])
