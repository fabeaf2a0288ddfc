"""Writing a draft of the agenda, section by section, and keeping the initiative's strategies."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.forms.agenda import (
    BoundaryForm,
    GoalForm,
    NameForm,
    ReasonForm,
    SectionForm,
    StrategiesForm,
    StrategyForm,
)
from initiatives.models import AgendaVersion, Section, Strategy
from initiatives.presenters.agenda import SectionPage, sections_of
from initiatives.selectors.agenda import words_of
from initiatives.services import agenda_words as services
from initiatives.services import strategies as keeping


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DRAFT_AGENDA)
def section(request: InitiativeRequest, number: int, kind: str) -> HttpResponse:
    """One section of a draft: its text, and its boundaries, goals or strategies."""
    if kind not in Section.values:
        raise Http404
    draft = _draft(request, number)
    shown = _section(draft, kind)
    text = SectionForm(request.POST or None, initial={"text": shown.text, "version": shown.version})
    more = _more_form(request, draft, shown)
    if request.method == "POST" and _is_written(request, draft, kind, text, more):
        messages.success(request, _("Saved."))
        return redirect(request.path)
    meets_theirs = request.method == "POST" and text.is_bound and text.data.get("version") != str(shown.version)
    if meets_theirs:
        # Whoever was shown what somebody else wrote meanwhile may save over it, knowing it.
        given = request.POST.copy()
        given["version"] = str(shown.version)
        text.data = given
    context = {"agenda": draft, "section": shown, "form": text, "more_form": more, "meets_theirs": meets_theirs}
    return render(request, "initiatives/agenda_section.html", context, status=422 if request.method == "POST" else 200)


def _goal_to_reword(request: InitiativeRequest, draft: AgendaVersion) -> dict[str, Any]:
    """The goal that the address names, to be put into other words; its key stays, so that changes can be told."""
    wanted = request.GET.get("goal", "")
    goal = next((each for each in draft.goals.all() if wanted and str(each.uid) == wanted), None)
    if goal is None:
        return {"is_primary": True}
    return {"statement": goal.statement, "outcome": goal.outcome_id, "is_primary": goal.is_primary, "uid": goal.uid}


def _more_form(request: InitiativeRequest, draft: AgendaVersion, shown: SectionPage) -> forms.Form | None:
    kind = shown.kind
    given = request.POST if "add" in request.POST else None
    if kind == Section.BOUNDARIES:
        return BoundaryForm(given)
    if kind == Section.GOALS:
        return GoalForm(given, initiative=request.initiative, initial=_goal_to_reword(request, draft))
    if kind == Section.STRATEGIES:
        chosen = Strategy.objects.filter(uid__in=[line.uid for line in shown.lines])
        return StrategiesForm(given, initiative=request.initiative, initial={"strategies": chosen})
    return None


def _is_written(
    request: InitiativeRequest, draft: AgendaVersion, kind: str, text: SectionForm, more: forms.Form | None
) -> bool:
    if "add" not in request.POST or more is None:
        return attempt_form(
            text, lambda: services.write_section(draft, kind, by=request.actor, **text.cleaned_data), field="text"
        )
    text.is_bound = False
    acts: dict[str, Callable[[], object]] = {
        Section.BOUNDARIES: lambda: services.add_boundary(draft, by=request.actor, **more.cleaned_data),
        Section.GOALS: lambda: services.put_goal(draft, by=request.actor, **more.cleaned_data),
        Section.STRATEGIES: lambda: services.choose_strategies(
            draft, more.cleaned_data["strategies"], by=request.actor
        ),
    }
    return attempt_form(more, acts[kind])


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DRAFT_AGENDA)
def name(request: InitiativeRequest, number: int) -> HttpResponse:
    """What a draft is called in public, and what it changes."""
    draft = _draft(request, number)
    form = NameForm(request.POST or None, initial={name: getattr(draft, name) for name in NameForm.base_fields})
    if request.method == "POST" and attempt_form(
        form, lambda: services.name_draft(draft, by=request.actor, **form.cleaned_data), field="name"
    ):
        messages.success(request, _("Saved."))
        return redirect("initiatives:agenda-version", request.tenant.slug, request.initiative.slug, number)
    context = {"agenda": draft, "form": form}
    return render(request, "initiatives/agenda_name.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.DRAFT_AGENDA)
def line_remove(request: InitiativeRequest, number: int, kind: str, uid: UUID) -> HttpResponse:
    """Take a boundary or a goal out of a draft."""
    draft = _draft(request, number)
    removes = {Section.BOUNDARIES.value: services.remove_boundary, Section.GOALS.value: services.remove_goal}
    lines: dict[str, Any] = {Section.BOUNDARIES.value: draft.boundaries, Section.GOALS.value: draft.goals}
    if kind not in removes or not lines[kind].filter(uid=uid).exists():
        raise Http404
    attempt(request, lambda: removes[kind](draft, uid, by=request.actor), _("Taken out. Earlier versions keep it."))
    return redirect("initiatives:agenda-section", request.tenant.slug, request.initiative.slug, number, kind)


def _draft(request: InitiativeRequest, number: int) -> AgendaVersion:
    """A version in work; one that was opened meanwhile too, so that what was typed comes back with the reason."""
    versions = AgendaVersion.objects.filter(initiative=request.initiative)
    if request.method == "GET":
        versions = versions.filter(state=AgendaVersion.State.DRAFT)
    return get_object_or_404(versions, number=number)


def _section(draft: AgendaVersion, kind: str) -> SectionPage:
    return next(each for each in sections_of(words_of([draft.pk])[draft.pk]) if each.kind == kind)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def strategies(request: InitiativeRequest) -> HttpResponse:
    """The strategy map: by which ways the initiative goes, and toward which outcomes."""
    form = StrategyForm(request.POST or None, initiative=request.initiative)
    if request.method == "POST":
        require(request.actor, Capability.DRAFT_AGENDA, on=request.initiative)
        if attempt_form(
            form,
            lambda: keeping.add_strategy(request.initiative, by=request.actor, **form.cleaned_data),
            field="name",
        ):
            return redirect("initiatives:strategies", request.tenant.slug, request.initiative.slug)
    found = Strategy.objects.filter(initiative=request.initiative).prefetch_related("outcomes__outcome")
    context: dict[str, Any] = {
        "form": form,
        "strategies": [each for each in found if each.ended_on is None],
        "ended": [each for each in found if each.ended_on],
        "may_draft": may(request.actor, Capability.DRAFT_AGENDA, on=request.initiative),
    }
    return render(request, "initiatives/strategies.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DRAFT_AGENDA)
def strategy(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Put a strategy into other words, or give it up."""
    found = get_object_or_404(Strategy, initiative=request.initiative, slug=slug)
    is_end = "because" in request.POST
    given = {
        "name": found.name,
        "description": found.description,
        "outcomes": [each.outcome_id for each in found.outcomes.all()],
    }
    form = StrategyForm(None if is_end else request.POST or None, initiative=request.initiative, initial=given)
    end_form = ReasonForm(request.POST if is_end else None)
    if request.method == "POST":
        done = (
            attempt_form(end_form, lambda: keeping.end_strategy(found, by=request.actor, **end_form.cleaned_data))
            if is_end
            else attempt_form(
                form, lambda: keeping.edit_strategy(found, by=request.actor, **form.cleaned_data), field="name"
            )
        )
        if done:
            return redirect("initiatives:strategies", request.tenant.slug, request.initiative.slug)
    context = {"form": form, "end_form": end_form, "strategy": found}
    return render(request, "initiatives/strategy.html", context, status=422 if request.method == "POST" else 200)
