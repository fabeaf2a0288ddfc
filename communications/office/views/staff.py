"""Who works for the backbone?"""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from backbone.core.doing import attempt_form
from backbone.tenancy.permissions import Capability, may, require
from communications.office.forms import ChangePositionForm, NewPositionForm, titles
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import StaffPosition
from initiatives.services import office as services


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_OFFICE)
def staff(request: InitiativeRequest) -> HttpResponse:
    """Those who work for the backbone, those who did, and a form for one more."""
    today = request.initiative.today()
    may_run = may(request.actor, Capability.RUN_OFFICE, on=request.initiative)
    form = None
    if request.method == "POST":
        require(request.actor, Capability.RUN_OFFICE, on=request.initiative)
        form = NewPositionForm(request.POST, initiative=request.initiative)
        if _added(request, form):
            return redirect("office:staff", request.tenant.slug, request.initiative.slug)
    elif may_run:
        form = NewPositionForm(initiative=request.initiative, initial={"held_from": today, "fte": 1})
    found = list(StaffPosition.objects.filter(initiative=request.initiative).select_related("membership__user", "host"))
    held = [each for each in found if each.is_held_on(today)]
    context = {
        "held": held,
        "fte": sum(each.fte for each in held),
        "others": [each for each in found if each not in held],
        "form": form,
        "titles": titles(),
        "may_run": may_run,
    }
    return render(request, "communications/office/staff.html", context, status=422 if form and form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.RUN_OFFICE)
def position(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Change what somebody does, or say until when."""
    found = get_object_or_404(
        StaffPosition.objects.select_related("membership__user"), uid=uid, initiative=request.initiative
    )
    given = {
        "title": found.title, "fte": found.fte, "functions": found.functions.split(), "host": found.host_id,
        "held_until": found.held_until,
    }  # fmt: skip
    form = ChangePositionForm(request.POST or None, initiative=request.initiative, initial=given)
    if request.method == "POST" and _changed(request, found, form):
        return redirect("office:staff", request.tenant.slug, request.initiative.slug)
    context = {"position": found, "form": form, "titles": titles()}
    return render(request, "communications/office/position.html", context, status=422 if form.errors else 200)


def _added(request: InitiativeRequest, form: NewPositionForm) -> bool:
    try:
        return attempt_form(
            form, lambda: services.add_position(request.initiative, by=request.actor, **form.cleaned_data)
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
    return False


def _changed(request: InitiativeRequest, found: StaffPosition, form: ChangePositionForm) -> bool:
    try:
        return attempt_form(form, lambda: services.change_position(found, by=request.actor, **form.cleaned_data))
    except ValidationError as error:
        form.add_error(None, error.messages)
    return False
