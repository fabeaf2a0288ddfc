"""What does the backbone plan for a year, and what comes first?"""

from uuid import UUID

from django.db.models import F
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability, may, require
from communications.office.forms import FirstForm, MoveForm, PlanForm, PriorityForm
from communications.office.presenters import plan_parts
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import PlanItem, Priority
from initiatives.services import office as services
from initiatives.wording.office import countdown


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_OFFICE)
def plan(request: InitiativeRequest) -> HttpResponse:
    """The plan of a year by function, and a form for one more thing."""
    today = request.initiative.today()
    form = PlanForm(request.POST or None, initiative=request.initiative, initial={"year": today.year})
    if request.method == "POST":
        require(request.actor, Capability.RUN_OFFICE, on=request.initiative)
        if attempt_form(form, lambda: services.plan(request.initiative, by=request.actor, **form.cleaned_data)):
            return redirect(f"{request.path}?year={form.cleaned_data['year']}")
    items = list(
        PlanItem.objects.filter(initiative=request.initiative)
        .select_related("position__membership__user")
        .order_by(F("by_when").asc(nulls_last=True), "pk")
    )
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == len("2026") else today.year
    shown = [each for each in items if each.year == year]
    context = {
        "year": year,
        "years": sorted({each.year for each in items} | {today.year, year}, reverse=True),
        "parts": plan_parts(shown, today),
        "is_empty": not shown,
        "form": form,
        "may_run": may(request.actor, Capability.RUN_OFFICE, on=request.initiative),
    }
    return render(request, "communications/office/plan.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.RUN_OFFICE)
def plan_item(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Say how far one thing is, who does it and until when."""
    item = get_object_or_404(PlanItem, uid=uid, initiative=request.initiative)
    given = {
        "state": item.state, "because": item.because, "by_when": item.by_when, "position": item.position_id,
    }  # fmt: skip
    form = MoveForm(request.POST or None, initiative=request.initiative, initial=given)
    if request.method == "POST" and attempt_form(
        form, lambda: services.move_plan_item(item, by=request.actor, **form.cleaned_data), field="because"
    ):
        return redirect("office:plan", request.tenant.slug, request.initiative.slug)
    context = {"item": item, "form": form}
    return render(request, "communications/office/plan_item.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_OFFICE)
def priorities(request: InitiativeRequest) -> HttpResponse:
    """The priorities of each year, the one that everybody sees, and a form for one more."""
    today = request.initiative.today()
    form = PriorityForm(request.POST or None, initial={"year": today.year})
    if request.method == "POST":
        require(request.actor, Capability.RUN_OFFICE, on=request.initiative)
        if attempt_form(
            form, lambda: services.name_priority(request.initiative, by=request.actor, **form.cleaned_data)
        ):
            return redirect("office:priorities", request.tenant.slug, request.initiative.slug)
    named = list(Priority.objects.filter(initiative=request.initiative))
    current = next((each for each in named if each.is_current), None)
    context = {
        "current": current,
        "countdown": countdown(current.until, today) if current and current.until else "",
        "years": [
            (year, [each for each in named if each.year == year]) for year in sorted({p.year for p in named})[::-1]
        ],
        "form": form,
        "first_form": FirstForm(),
        "may_run": may(request.actor, Capability.RUN_OFFICE, on=request.initiative),
    }
    return render(request, "communications/office/priorities.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.RUN_OFFICE)
def put_first(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Show one priority to everybody until a day."""
    priority = get_object_or_404(Priority, uid=uid, initiative=request.initiative)
    form = FirstForm(request.POST)
    until = form.cleaned_data["until"] if form.is_valid() else None
    said = _("Everybody sees it on Home from now on.")
    attempt(request, lambda: services.put_first(priority, until=until, by=request.actor), said)
    return redirect("office:priorities", request.tenant.slug, request.initiative.slug)


@require_POST
@initiative_page(Capability.RUN_OFFICE)
def finish(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Say that a priority is done."""
    priority = get_object_or_404(Priority, uid=uid, initiative=request.initiative)
    attempt(request, lambda: services.finish_priority(priority, by=request.actor), _("Done."))
    return redirect("office:priorities", request.tenant.slug, request.initiative.slug)
