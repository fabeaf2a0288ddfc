"""Which initiatives have their place inside a group, and who was there before?"""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.core.doing import attempt_form
from backbone.tenancy.permissions import Capability
from workgroups.doors import GroupRequest, group_page
from workgroups.forms.sub_programmes import LeaveForm, PlaceForm
from workgroups.models import SubProgramme
from workgroups.selectors.sub_programmes import sub_programmes_in
from workgroups.services.sub_programmes import end_sub_programme, place_sub_programme


@require_http_methods(["GET", "POST"])
@group_page(Capability.MANAGE_GROUPS)
def sub_programmes(request: GroupRequest) -> HttpResponse:
    """All that have and had their place here; a form for one more, and one for each to leave."""
    if request.method == "POST" and request.POST.get("act") == "leave":
        return _leave(request)
    here = request.group
    form = PlaceForm(
        request.POST or None, group=here, by=request.actor, initial={"placed_on": request.initiative.today()}
    )
    if request.method == "POST" and attempt_form(
        form, lambda: place_sub_programme(here, **form.cleaned_data, by=request.actor)
    ):
        return redirect(request.path)
    return _page(request, form, LeaveForm(initial={"ended_on": request.initiative.today()}))


def _leave(request: GroupRequest) -> HttpResponse:
    form = LeaveForm(request.POST)
    here = SubProgramme.objects.select_related("group", "initiative").filter(group=request.group)
    placed = get_object_or_404(here, uid=a_uid(request.POST.get("uid", "")))
    if attempt_form(
        form, lambda: end_sub_programme(placed, ended_on=form.cleaned_data["ended_on"], by=request.actor),
        field="ended_on",
    ):  # fmt: skip
        return redirect(request.path)
    return _page(request, PlaceForm(group=request.group, by=request.actor), form, refused=placed)


def a_uid(typed: str) -> UUID | None:
    """What was typed, if it is one: nothing else names a row."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def _page(
    request: GroupRequest, form: PlaceForm, leave_form: LeaveForm, *, refused: SubProgramme | None = None
) -> HttpResponse:
    here = request.group
    context = {
        "group": here,
        "placed": sub_programmes_in([here.pk], request.member, with_past=True).get(here.pk, []),
        "form": form,
        "leave_form": leave_form,
        "refused": refused,
        "title": _("Sub-programmes of %(name)s") % {"name": here.name},
    }
    status = 422 if form.errors or refused else 200
    return render(request, "workgroups/sub_programmes.html", context, status=status)
