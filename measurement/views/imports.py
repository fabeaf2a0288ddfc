"""Files from outside: bring one, see what it would change, bring it in, take it back."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page, partner_page
from initiatives.models import Organization
from measurement.forms.imports import HistoryForm, MappingForm, UploadForm
from measurement.models import Import, Indicator
from measurement.presenters import uploads, workbooks
from measurement.selectors.uploads import columns_of, counts_of, imports_of, job_of, rows_of
from measurement.services.imports.starting import ask_to_apply, cancel_import, print_of, read_again, start_import
from measurement.services.imports.undoing import undo_import

ON_A_PAGE = 100
GIVEN_BACK = 20_000


@require_http_methods(["GET", "POST"])
@partner_page(Capability.ENTER_FIGURES)
def partner_imports(request: InitiativeRequest) -> HttpResponse:
    """A partner's files, and the form that takes one more."""
    return _imports(request, request.organization)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.LOAD_HISTORY)
def history_imports(request: InitiativeRequest) -> HttpResponse:
    """Files of history and of other systems, for the data manager."""
    return _imports(request, None)


@require_http_methods(["GET", "POST"])
@partner_page(Capability.ENTER_FIGURES)
def partner_import(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """One file of a partner: read, looked at, brought in."""
    return _import(request, uid, request.organization)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.LOAD_HISTORY)
def history_import(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """One file of history."""
    return _import(request, uid, None)


@require_GET
@partner_page(Capability.ENTER_FIGURES)
def partner_import_progress(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    return _progress(request, uid, request.organization)


@require_GET
@initiative_page(Capability.LOAD_HISTORY)
def history_import_progress(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    return _progress(request, uid, None)


@require_GET
@partner_page(Capability.ENTER_FIGURES)
def partner_import_back(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    return _given_back(request, uid, request.organization)


@require_GET
@initiative_page(Capability.LOAD_HISTORY)
def history_import_back(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    return _given_back(request, uid, None)


def _imports(request: InitiativeRequest, organization: Organization | None) -> HttpResponse:
    make = HistoryForm if organization is None else UploadForm
    form = make(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        try:
            found = start_import(
                file.name, file.read(), request.initiative, by=request.actor, organization=organization,
                source=form.cleaned_data.get("source", ""), is_public=form.cleaned_data.get("is_public", False),
            )  # fmt: skip
        except RuleViolation as violation:
            form.add_error("file", sentence_of(violation.refusal))
        else:
            return redirect(_url(request, organization, "import", found.uid))
    listed = Paginator(imports_of(request.initiative, organization), 20).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": listed,
        "lines": [(each, uploads.state_chip(each), _url(request, organization, "import", each.uid)) for each in listed],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "measurement/imports.html", context, status=status)


def _import(request: InitiativeRequest, uid: UUID, organization: Organization | None) -> HttpResponse:
    found = _found(request, uid, organization)
    columns = columns_of(found)
    form = MappingForm(request.POST or None, columns=columns, initial=found.settings)
    if request.method == "POST":
        try:
            _act(request, found, form)
        except RuleViolation as violation:
            messages.error(request, sentence_of(violation.refusal))
        return redirect(_url(request, organization, "import", found.uid))
    return render(request, "measurement/import.html", _context(request, found, organization) | {"form": form})


def _act(request: InitiativeRequest, found: Import, form: MappingForm) -> None:
    """What was pressed: each button bears the word for it."""
    act = request.POST.get("act", "")
    if act in ("apply", "apply_good"):
        ask_to_apply(found, by=request.actor, good_rows_only=act == "apply_good")
    elif act == "cancel":
        cancel_import(found, by=request.actor)
        messages.success(request, _("The file was given up; nothing was brought in."))
    elif act == "undo":
        done, kept = undo_import(found, by=request.actor)
        text = _("%(done)s figures were taken back; %(kept)s were changed since and left as they are.")
        messages.success(request, text % {"done": done, "kept": kept})
    elif act == "read" and form.is_valid():
        read_again(found, form.settings(), print_of([column.heading for column in form.columns]), by=request.actor)
    else:
        raise RuleViolation("import_not_now")


def _context(request: InitiativeRequest, found: Import, organization: Organization | None) -> dict[str, Any]:
    chosen = request.GET.get("rows", "rejected" if found.rejected else "")
    page = Paginator(rows_of(found, chosen), ON_A_PAGE).get_page(request.GET.get("page"))
    indicators = {each.code: each for each in Indicator.objects.filter(adoptions__initiative=request.initiative)}
    return _at_work(request, found, organization) | {
        "import": found,
        "chip": uploads.state_chip(found),
        "refusal": uploads.why_refused(found),
        "may_be_explained": uploads.may_be_explained(found),
        "filters": uploads.filters_of(counts_of(found), chosen),
        "rows": uploads.row_lines(list(page), indicators),
        "page": page,
        "list_url": _url(request, organization, "imports"),
        "back_url": _url(request, organization, "import-back", found.uid),
    }


def _progress(request: InitiativeRequest, uid: UUID, organization: Organization | None) -> HttpResponse:
    """How far the work is; asks again until there is nothing to wait for, and then shows the whole page."""
    found = _found(request, uid, organization)
    response = render(request, "measurement/parts/import_progress.html", _at_work(request, found, organization))
    if found.state not in Import.AT_WORK:
        response["HX-Refresh"] = "true"
    return response


def _given_back(request: InitiativeRequest, uid: UUID, organization: Organization | None) -> HttpResponse:
    """The file as it came, without titles and empty rows, and with what is said of each row."""
    found = _found(request, uid, organization)
    rows = [row for row in rows_of(found, "")[:GIVEN_BACK] if row.kind != "warned" and row.reason != "not_data"]
    response = HttpResponse(workbooks.given_back(list(found.columns.all()), rows), content_type=workbooks.TYPE)
    response["Content-Disposition"] = f'attachment; filename="rows-{found.uid}.xlsx"'
    return response


def _at_work(request: InitiativeRequest, found: Import, organization: Organization | None) -> dict[str, Any]:
    is_at_work = found.state in Import.AT_WORK
    job, progress = job_of(found) if is_at_work else (None, None)
    return {
        "import": found,
        "is_at_work": is_at_work,
        "has_failed": is_at_work and job is not None and job.state == "failed",
        "progress": progress,
        "progress_url": _url(request, organization, "import-progress", found.uid),
        "import_url": _url(request, organization, "import", found.uid),
    }


def _found(request: InitiativeRequest, uid: UUID, organization: Organization | None) -> Import:
    return get_object_or_404(imports_of(request.initiative, organization), uid=uid)


def _url(request: InitiativeRequest, organization: Organization | None, name: str, uid: UUID | None = None) -> str:
    kwargs: dict[str, Any] = {"tenant": request.tenant.slug, "initiative": request.initiative.slug}
    if organization is not None:
        kwargs["organization"] = organization.code
    if uid is not None:
        kwargs["uid"] = uid
    side = "partner" if organization is not None else "history"
    return reverse(f"measurement:{side}-{name}", kwargs=kwargs)
