"""When are rounds made ahead, of whom is what asked, and who is let off?"""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page
from measurement import wording
from measurement.forms.rounds import AssignmentForm, ExceptionForm, ScheduleForm
from measurement.models import Assignment, ProviderException, RoundSchedule
from measurement.presenters.asking import assignment_groups, exception_lines
from measurement.services import assignments as assigning
from measurement.services import exceptions as excepting
from measurement.services import schedules as scheduling
from measurement.views.rounds import the_round


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_ROUNDS)
def schedules(request: InitiativeRequest) -> HttpResponse:
    """The schedules in force, and a form for one more."""
    form = ScheduleForm(request.POST or None, instance=RoundSchedule(initiative=request.initiative))
    if request.method == "POST" and form.is_valid():
        try:
            made = scheduling.add_schedule(form.save(commit=False), by=request.actor, now=timezone.now())
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            text = ngettext(
                "The schedule is set; %d round is made.", "The schedule is set; %d rounds are made.", len(made)
            )
            messages.success(request, text % len(made))
            return _to(request, "round-schedules")
    in_force = RoundSchedule.objects.filter(initiative=request.initiative, is_active=True)
    context = {"form": form, "schedules": in_force}
    return render(request, "measurement/round_schedules.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.MANAGE_ROUNDS)
def schedule_end(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """End a schedule."""
    schedule = get_object_or_404(
        RoundSchedule.objects.select_related("initiative"), uid=uid, initiative=request.initiative
    )
    scheduling.end_schedule(schedule, by=request.actor)
    messages.success(request, _("The schedule has ended. Its rounds stay."))
    return _to(request, "round-schedules")


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_ROUNDS)
def assignments(request: InitiativeRequest) -> HttpResponse:
    """Of whom each indicator is asked, and a form for one more."""
    form = AssignmentForm(request.POST or None, initiative=request.initiative)
    if request.method == "POST" and form.is_valid():
        assigning.assign(
            form.save(commit=False),
            by=request.actor,
            now=timezone.now(),
            partners=form.cleaned_data["partners"],
            dimensions=form.dimensions(),
        )
        messages.success(request, _("Assigned. Rounds that ask for this indicator have followed."))
        return _to(request, "assignments")
    context = {"form": form, "groups": assignment_groups(request.initiative)}
    return render(request, "measurement/assignments.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.MANAGE_ROUNDS)
def assignment_end(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Ask for an indicator no longer."""
    assignment = get_object_or_404(
        Assignment.objects.select_related("adoption__initiative"), uid=uid, adoption__initiative=request.initiative
    )
    try:
        assigning.end_assignment(assignment, request.initiative.today(), by=request.actor, now=timezone.now())
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("Ended: periods that end after today are not asked for any more."))
    return _to(request, "assignments")


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.GRANT_EXCEPTIONS)
def exceptions(request: InitiativeRequest, slug: str) -> HttpResponse:
    """Who is let off in a round, until when and why, and a form for one more."""
    collection_round = the_round(request, slug)
    wanted = {"provider": request.GET.get("partner", "")}
    form = ExceptionForm(request.POST or None, collection_round=collection_round)
    if request.method == "GET" and wanted["provider"]:
        chosen = form.fields["provider"].queryset.filter(code=wanted["provider"]).first()  # type: ignore[attr-defined]
        form.initial["provider"] = chosen and chosen.pk
    if request.method == "POST" and form.is_valid():
        try:
            excepting.grant_exception(form.save(commit=False), by=request.actor)
        except RuleViolation as violation:
            form.add_error("until", wording.sentence(violation.refusal))
        else:
            messages.success(request, _("Granted. The partner’s form says so."))
            return redirect("measurement:exceptions", request.tenant.slug, request.initiative.slug, slug)
    context = {"form": form, "round": collection_round, "lines": exception_lines(collection_round)}
    return render(request, "measurement/exceptions.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.GRANT_EXCEPTIONS)
def exception_end(request: InitiativeRequest, slug: str, uid: UUID) -> HttpResponse:
    """End an exception before its day."""
    found = ProviderException.objects.select_related("round__initiative")
    exception = get_object_or_404(found, uid=uid, round=the_round(request, slug))
    try:
        excepting.end_exception(exception, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    else:
        messages.success(request, _("Ended: the round’s own dates count again."))
    return redirect("measurement:exceptions", request.tenant.slug, request.initiative.slug, slug)


def _to(request: InitiativeRequest, name: str) -> HttpResponse:
    return redirect(f"measurement:{name}", request.tenant.slug, request.initiative.slug)
