"""Doors through which figures leave: tables, pictures, and the archive of whoever asked for it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.files.services import answer_with
from backbone.jobs.models import Job, JobProgress
from backbone.tenancy.permissions import Capability
from communications.exploring import wording
from communications.exploring.models import Archive
from communications.exploring.rules.asking import Question
from communications.exploring.views import exploration_of, question_of
from communications.exporting import answers, archiving, pictures
from communications.exporting.facts import of_page
from initiatives.doors import InitiativeRequest, initiative_page


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def export(request: InitiativeRequest) -> HttpResponse:
    """What may be taken out, and how far one's archive has come (GET); ask for an archive (POST)."""
    if request.method == "POST":
        archiving.ask_for_archive(request.initiative, by=request.actor)
        return redirect("exploring:export", request.tenant.slug, request.initiative.slug)
    return render(request, "communications/export.html", _archive(request))


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def archive_progress(request: InitiativeRequest) -> HttpResponse:
    """The part of the page that asks for itself until the archive is there."""
    return render(request, "communications/parts_archive.html", _archive(request))


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def archive_file(request: InitiativeRequest) -> HttpResponseBase:
    """One's own archive; the address names nobody's, so there is no other to be had."""
    archive = _archive(request)["archive"]
    if archive is None or archive.file is None or archive.expires_at <= timezone.now():
        return redirect("exploring:export", request.tenant.slug, request.initiative.slug)
    return answer_with(archive.file)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def figures_csv(request: InitiativeRequest) -> HttpResponseBase:
    """The figures of the page Explore as CSV."""
    return _table(request, is_workbook=False)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def figures_xlsx(request: InitiativeRequest) -> HttpResponseBase:
    """The figures of the page Explore as a workbook with its dictionary."""
    return _table(request, is_workbook=True)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def charts_svg(request: InitiativeRequest) -> HttpResponse:
    """All small charts of the page Explore as one drawing."""
    return _charts(request, as_png=False)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def charts_png(request: InitiativeRequest) -> HttpResponse:
    """All small charts of the page Explore as one picture."""
    return _charts(request, as_png=True)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def indicator_svg(request: InitiativeRequest, code: str) -> HttpResponse:
    """One indicator's chart as a drawing."""
    return _chart(request, code, as_png=False)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def indicator_png(request: InitiativeRequest, code: str) -> HttpResponse:
    """One indicator's chart as a picture."""
    return _chart(request, code, as_png=True)


def _table(request: InitiativeRequest, *, is_workbook: bool) -> HttpResponseBase:
    takeout = of_page(exploration_of(request), request.tenant)
    try:
        return answers.workbook_of(takeout) if is_workbook else answers.csv_of(takeout)
    except RuleViolation as violation:
        messages.error(request, wording.sentence(violation.refusal))
        return redirect("exploring:export", request.tenant.slug, request.initiative.slug)


def _charts(request: InitiativeRequest, *, as_png: bool) -> HttpResponse:
    drawing = pictures.picture_of_all(exploration_of(request), request.tenant)
    return answers.picture(drawing, f"{answers.stem(request.initiative)}-charts", as_png=as_png)


def _chart(request: InitiativeRequest, code: str, *, as_png: bool) -> HttpResponse:
    """An indicator that the initiative has adopted and not let go; any other is 404."""
    exploration = exploration_of(request, Question(indicator=code, as_of=question_of(request).as_of))
    if not exploration.judgements:
        raise Http404
    judged = exploration.judgements[0]
    source = pictures.source_of(judged)
    drawing = pictures.picture_of_indicator(judged, exploration, request.tenant, source)
    return answers.picture(drawing, f"{code}-{answers.stem(request.initiative)}", as_png=as_png)


def _archive(request: InitiativeRequest) -> dict[str, Any]:
    """The reader's own archive with how far it has come."""
    mine = Archive.objects.filter(initiative=request.initiative, asked_by=request.actor.user_id)
    archive = mine.select_related("job", "file").first()
    is_made = archive is not None and archiving.is_being_made(archive)
    return {
        "archive": archive,
        "is_being_made": is_made,
        "has_failed": archive is not None and archive.job is not None and archive.job.state == Job.State.FAILED,
        "progress": JobProgress.objects.filter(job=archive.job_id).first() if archive and is_made else None,
    }
