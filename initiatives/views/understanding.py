"""How partners see the problem, side by side, and the register of their differences."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.doing import attempt_form
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page, partner_page
from initiatives.forms.agenda import DifferenceForm, ProblemForm, StepForm
from initiatives.models import Difference, ProblemDefinition
from initiatives.selectors.understanding import definitions_of, differences_of
from initiatives.services import understanding as services
from initiatives.wording.agenda import DIFFERENCES


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def problem_definitions(request: InitiativeRequest) -> HttpResponse:
    """Each partner's own words for the problem and the goal, beside each other."""
    found = definitions_of(request.initiative)
    context = {
        "lines": found,
        "missing": [each for each in found if each.definition is None],
        "own": request.actor.organization_ids if may(request.actor, Capability.DEFINE_PROBLEM) else frozenset(),
    }
    return render(request, "initiatives/problem_definitions.html", context)


@require_http_methods(["GET", "POST"])
@partner_page(Capability.VIEW_PARTNER_PAGES)
def problem_definition(request: InitiativeRequest) -> HttpResponse:
    """One partner's own words, all that it ever wrote, and the form for who speaks for it."""
    said = ProblemDefinition.objects.filter(initiative=request.initiative, organization=request.organization)
    written = list(said.select_related("written_by"))
    latest = written[0] if written else None
    given = {"problem": latest.problem, "goal": latest.goal} if latest else {}
    form = ProblemForm(request.POST or None, initial=given)
    if request.method == "POST":
        require(request.actor, Capability.DEFINE_PROBLEM, on=request.organization)
        if attempt_form(
            form,
            lambda: services.define_problem(
                request.initiative, request.organization, by=request.actor, **form.cleaned_data
            ),
        ):
            messages.success(request, _("It stands beside the words of the others now."))
            return redirect("initiatives:problem-definitions", request.tenant.slug, request.initiative.slug)
    context = {
        "form": form,
        "latest": latest,
        "earlier": written[1:],
        "may_define": may(request.actor, Capability.DEFINE_PROBLEM, on=request.organization),
    }
    return render(request, "initiatives/problem_definition.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def differences(request: InitiativeRequest) -> HttpResponse:
    """The register: what partners see differently, and what became of it; a form to raise one more."""
    form = DifferenceForm(request.POST or None, initiative=request.initiative)
    if request.method == "POST":
        require(request.actor, Capability.COMMENT_AGENDA, on=request.initiative)
        if attempt_form(
            form, lambda: services.raise_difference(request.initiative, by=request.actor, **form.cleaned_data)
        ):
            messages.success(request, _("It is on the register, for everybody who takes part to read."))
            return redirect("initiatives:differences", request.tenant.slug, request.initiative.slug)
    context = {
        "form": form,
        "differences": differences_of(request.initiative),
        "chips": DIFFERENCES,
        "may_raise": may(request.actor, Capability.COMMENT_AGENDA, on=request.initiative),
    }
    return render(request, "initiatives/differences.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def difference(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """One difference, what was said of it, and how it stands."""
    found = get_object_or_404(Difference.objects.select_related("raised_by"), uid=uid, initiative=request.initiative)
    form = StepForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, Capability.DRAFT_AGENDA, on=request.initiative)
        if attempt_form(
            form, lambda: services.move_difference(found, by=request.actor, **form.cleaned_data), field="state"
        ):
            return redirect("initiatives:difference", request.tenant.slug, request.initiative.slug, uid)
    context = {
        "difference": found,
        "chip": DIFFERENCES[found.state],
        "parties": found.parties.select_related("organization"),
        "steps": found.steps.select_related("written_by"),
        "form": form,
        "may_move": may(request.actor, Capability.DRAFT_AGENDA, on=request.initiative),
    }
    return render(request, "initiatives/difference.html", context, status=422 if form.errors else 200)
