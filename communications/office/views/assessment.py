"""How good was the backbone in a year: facts, its own ratings, and what partners say?"""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability, may, require
from communications.office.forms import RatingForm, YearForm
from communications.office.presenters import assessment_page, facts_to_keep, statements_of
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import Assessment, BackboneFunction
from initiatives.services import assessments as services


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_OFFICE)
def assessments(request: InitiativeRequest) -> HttpResponse:
    """The assessments of all years; one that is open is read by staff only."""
    form = YearForm(request.POST or None, initial={"year": request.initiative.today().year})
    if request.method == "POST":
        require(request.actor, Capability.RUN_OFFICE, on=request.initiative)
        if attempt_form(
            form,
            lambda: services.open_assessment(request.initiative, by=request.actor, **form.cleaned_data),
            field="year",
        ):
            return redirect(
                "office:assessment", request.tenant.slug, request.initiative.slug, form.cleaned_data["year"]
            )
    found = Assessment.objects.filter(initiative=request.initiative)
    context = {
        "assessments": found if request.actor.is_staff else found.exclude(closed_at=None),
        "form": form,
        "may_run": may(request.actor, Capability.RUN_OFFICE, on=request.initiative),
    }
    return render(request, "communications/office/assessments.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET"])
@initiative_page(Capability.VIEW_OFFICE)
def assessment(request: InitiativeRequest, year: int) -> HttpResponse:
    """One year, function by function."""
    found = _assessment(request, year)
    context = {
        "page": assessment_page(found, request.initiative.today()),
        "may_run": found.closed_at is None and may(request.actor, Capability.RUN_OFFICE, on=request.initiative),
    }
    return render(request, "communications/office/assessment.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.RUN_OFFICE)
def rate(request: InitiativeRequest, year: int) -> HttpResponse:
    """Say how far each statement is fulfilled."""
    found = _assessment(request, year)
    parts = statements_of(found)
    rated = {each.key: each for lines in parts.values() for each in lines}
    given = {key: each.rating for key, each in rated.items() if each.rating}
    given_why = {f"{key}-why": each.evidence for key, each in rated.items()}
    form = RatingForm(
        request.POST or None, statements={key: each.text for key, each in rated.items()}, initial=given | given_why
    )
    if request.method == "POST" and attempt_form(form, lambda: services.rate(found, form.answers, by=request.actor)):
        return redirect("office:assessment", request.tenant.slug, request.initiative.slug, year)
    context = {
        "assessment": found,
        "form": form,
        "parts": [(each.label, list(form.rows([line.key for line in parts[each]]))) for each in BackboneFunction],
    }
    return render(request, "communications/office/rate.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.RUN_OFFICE)
def close(request: InitiativeRequest, year: int) -> HttpResponse:
    """Close an assessment: it stays as it is, and the committee reads it."""
    found = _assessment(request, year)
    facts = facts_to_keep(found, request.initiative.today())
    attempt(
        request,
        lambda: services.close_assessment(found, facts=facts, by=request.actor),
        _("Closed. The steering committee reads it from now on."),
    )
    return redirect("office:assessment", request.tenant.slug, request.initiative.slug, year)


def _assessment(request: InitiativeRequest, year: int) -> Assessment:
    """The assessment of a year; an open one is not there for the committee."""
    found = Assessment.objects.filter(initiative=request.initiative)
    if not request.actor.is_staff:
        found = found.exclude(closed_at=None)
    assessment = get_object_or_404(found, year=year)
    assessment.initiative = request.initiative
    return assessment
