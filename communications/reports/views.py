"""Pages of progress reports: the list, one report with its story, its PDF, and the schedules."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.core.reading import whole_number
from backbone.files.services import answer_with
from backbone.jobs.models import JobProgress
from backbone.tenancy.permissions import Capability, may
from communications.reports import selectors, wording
from communications.reports.forms import MakeReportForm, ScheduleForm
from communications.reports.models import ProgressReport, ReportSchedule
from communications.reports.pdf import render_pdf
from communications.reports.screen import screen_of, story_field
from communications.reports.services import making, schedules, writing
from initiatives.doors import InitiativeRequest, initiative_page
from measurement.selectors.looking import note_kept


@require_GET
@initiative_page(Capability.READ_REPORT)
def report_list(request: InitiativeRequest) -> HttpResponse:
    """All reports that the person may read, and the button that makes one."""
    reports, schedules_in_force = list(_reports(request)), list(selectors.schedules_of(request.initiative))
    progress = selectors.progress_of(reports)
    context = _rights(request) | {
        "reports": [_with_progress(each, progress) for each in reports],
        "form": MakeReportForm(periods=selectors.open_periods(schedules_in_force)),
        "schedules": schedules_in_force,
    }
    return render(request, "communications/report_list.html", context)


@require_POST
@initiative_page(Capability.MAKE_REPORT)
def report_make(request: InitiativeRequest) -> HttpResponse:
    """Ask for the report of a period that has none yet."""
    form = MakeReportForm(
        request.POST, periods=selectors.open_periods(list(selectors.schedules_of(request.initiative)))
    )
    if not form.is_valid():
        messages.error(request, _("Choose a period that is over and has no report yet."))
        return _to(request, "list")
    try:
        report = making.ask_for_report(form.chosen.schedule, form.chosen.period, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
        return _to(request, "list")
    return _to(request, "detail", report.uid)


@require_GET
@initiative_page(Capability.READ_REPORT)
def report_detail(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """One report: to read, or for staff to write the story in while it is a draft."""
    report = get_object_or_404(_reports(request), uid=uid)
    context = _rights(request) | {"report": report} | _with_progress(report, selectors.progress_of([report]))
    if report.state != ProgressReport.State.BEING_MADE:
        note_kept(request.actor, report.governed)
        context |= {"page": screen_of(report)}
    return render(request, "communications/report_detail.html", context)


@require_GET
@initiative_page(Capability.WRITE_REPORT)
def report_progress(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """How far the report has come; the part that asks for itself again until there is nothing to wait for."""
    report = get_object_or_404(_reports(request), uid=uid)
    context = _rights(request) | {"report": report} | _with_progress(report, selectors.progress_of([report]))
    response = render(request, "communications/report_progress.html", context)
    if report.state != ProgressReport.State.BEING_MADE and _stands_on(request, report):
        response["HX-Refresh"] = "true"
    return response


@require_GET
@initiative_page(Capability.READ_REPORT)
def report_pdf(request: InitiativeRequest, uid: UUID) -> HttpResponseBase:
    """The PDF to save: as issued, or a draft with what has been written so far."""
    report = get_object_or_404(_reports(request).filter(pdf__isnull=False), uid=uid)
    note_kept(request.actor, report.governed)
    if selectors.pdf_is_current(report):
        return answer_with(report.pdf)
    return HttpResponse(
        render_pdf(selectors.page_of(report)),
        content_type=making.PDF,
        headers={"Content-Disposition": f'attachment; filename="{making.pdf_name(report)}"'},
    )


@require_POST
@initiative_page(Capability.WRITE_REPORT)
def report_story(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Save the text at one place; htmx gets the line that says so, other browsers the page again."""
    report = get_object_or_404(_reports(request), uid=uid)
    place, text, version = (request.POST.get(name, "") for name in ("place", "text", "version"))
    context: dict[str, Any] = {}
    try:
        story = writing.save_story(report, place, text, version=_number(version), by=request.actor)
        context["field"] = story_field(report, place, "", story)
    except RuleViolation as violation:
        context["refused"] = wording.sentence(violation.refusal)
        context["field"] = {"version": violation.refusal.values.get("version", version)}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "communications/report_saved.html", context, status=422 if "refused" in context else 200)
    if "refused" in context:
        messages.error(request, context["refused"])
    return _to(request, "detail", report.uid)


@require_POST
@initiative_page(Capability.ISSUE_REPORT)
def report_issue(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Issue a draft."""
    report = get_object_or_404(_reports(request), uid=uid)
    try:
        writing.issue_report(report, by=request.actor)
        messages.success(request, _("The report is issued. The steering committee is told by mail."))
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    return _to(request, "detail", report.uid)


@require_POST
@initiative_page(Capability.MAKE_REPORT)
def report_remake(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Make a draft again from the numbers released now, or try again what failed."""
    report = get_object_or_404(_reports(request), uid=uid)
    try:
        making.remake_report(report, by=request.actor)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
    return _to(request, "detail", report.uid)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MAKE_REPORT)
def schedule_list(request: InitiativeRequest) -> HttpResponse:
    """When the initiative reports, and a form for one more schedule."""
    given = ReportSchedule(initiative=request.initiative)
    form = ScheduleForm(request.POST or None, instance=given)
    if request.method == "POST" and form.is_valid():
        try:
            schedules.add_schedule(form.save(commit=False), by=request.actor)
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("The schedule is set."))
            return _to(request, "schedules")
    context = {"form": form, "schedules": list(selectors.schedules_of(request.initiative))}
    return render(request, "communications/report_schedules.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.MAKE_REPORT)
def schedule_end(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """End a schedule."""
    schedules.end_schedule(get_object_or_404(selectors.schedules_of(request.initiative), uid=uid), by=request.actor)
    messages.success(request, _("The schedule has ended. Its reports stay."))
    return _to(request, "schedules")


def _reports(request: InitiativeRequest) -> Any:
    return selectors.reports_visible_to(request.actor, request.initiative)


def _with_progress(report: ProgressReport, progress: dict[int, JobProgress]) -> dict[str, Any]:
    return {"report": report, "progress": progress.get(report.pk), "word": wording.state(report)}


def _rights(request: InitiativeRequest) -> dict[str, bool]:
    return {
        f"may_{capability.value.removesuffix('_report')}": may(request.actor, capability, on=request.initiative)
        for capability in (Capability.MAKE_REPORT, Capability.WRITE_REPORT, Capability.ISSUE_REPORT)
    }


def _stands_on(request: InitiativeRequest, report: ProgressReport) -> bool:
    """Whether the part was asked for by the report's own page, which then shows the report."""
    return str(request.htmx.current_url_abs_path or "").endswith(f"/{report.uid}/")  # type: ignore[attr-defined]


def _number(text: str) -> int:
    found = whole_number(text)
    return -1 if found is None else found


def _to(request: InitiativeRequest, name: str, *more: Any) -> HttpResponse:
    return redirect(f"reports:{name}", request.tenant.slug, request.initiative.slug, *more)
