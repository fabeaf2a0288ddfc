"""Doors through which more is said of an activity: its plan, parts, aims, milestones, needs, counts and its end."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may, require
from initiatives.models import Organization
from workgroups.doors import ActivityRequest, activity_page
from workgroups.forms.activities import (
    AimForm,
    CountForm,
    EditActivityForm,
    EndForm,
    MilestoneForm,
    NeedForm,
    PartForm,
)
from workgroups.models import Activity, ActivityIndicator, Dependency, Milestone
from workgroups.selectors.activities import with_details
from workgroups.services import activities as services
from workgroups.services import details
from workgroups.views.activities import to_activity

ASKED = ("name", "what", "is_existing", "starts_on", "ends_on", "kind", "goal", "goal_unit")


@require_http_methods(["GET", "POST"])
@activity_page(Capability.PLAN_ACTIVITIES)
def plan(request: ActivityRequest) -> HttpResponse:
    """Everything that may be changed of an activity, on one page; a POST changes the plan itself."""
    here, said = request.activity, with_details(request.activity)
    initial = {name: getattr(here, name) for name in ASKED} | {
        "strategy": here.strategy.slug,
        "outcomes": sorted(each.outcome.slug for each in said.outcomes.all()),
    }
    form = EditActivityForm(request.POST or None, initiative=request.initiative, activity=here, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.edit_activity(here, form.plan(), by=request.actor)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
        else:
            messages.success(request, _("Saved."))
            return to_activity(request, here)
    today = request.initiative.today()
    context = {
        "activity": here,
        "form": form,
        "part_form": PartForm(organizations=_spoken_for(request), auto_id="part_%s"),
        "aim_form": AimForm(initiative=request.initiative, auto_id="aim_%s"),
        "milestone_form": MilestoneForm(auto_id="milestone_%s"),
        "need_form": NeedForm(activity=here, auto_id="need_%s"),
        "count_form": CountForm(initial={"counted_on": today}, auto_id="count_%s"),
        "aims": said.indicators.all(),
        "milestones": said.milestones.all(),
        "needs": said.needs.all(),
        "today": today,
        "has_ended": bool(here.finished_on or here.stopped_on),
    }
    return render(request, "workgroups/plan.html", context, status=422 if form.errors else 200)


def _spoken_for(request: ActivityRequest) -> QuerySet[Organization]:
    """The partners for which the reader may say which part they take; nobody's for members of a group."""
    if may(request.actor, Capability.PLAN_ACTIVITIES, on=request.initiative):
        return _partners()
    return _partners().filter(pk__in=request.actor.organization_ids)


def _partners() -> QuerySet[Organization]:
    """Every organization of the tenant that is there today: some take a part and send no figures."""
    return Organization.objects.filter(active_to=None).order_by("name")


@require_POST
@activity_page(Capability.VIEW_INITIATIVE)
def part(request: ActivityRequest) -> HttpResponse:
    """Say which part a partner takes: a representative for its own, staff for each."""
    form = PartForm(request.POST, organizations=_partners())
    if form.is_valid():
        require(request.actor, Capability.PLAN_ACTIVITIES, on=form.cleaned_data["organization"])
    return _say(
        request,
        form,
        lambda said: details.take_part(request.activity, said["organization"], said["part"], by=request.actor),
    )


@require_POST
@activity_page(Capability.PLAN_ACTIVITIES)
def aim(request: ActivityRequest) -> HttpResponse:
    """Say which indicator it is to move, and what the data said."""

    def act(said: dict[str, Any]) -> None:
        period = (said["period_start"], said["period_end"]) if said["period_start"] else None
        details.aim_at(request.activity, said["indicator"], because=said["because"], period=period, by=request.actor)

    return _say(request, AimForm(request.POST, initiative=request.initiative), act)


@require_POST
@activity_page(Capability.PLAN_ACTIVITIES)
def aim_remove(request: ActivityRequest, code: str) -> HttpResponse:
    """Take an indicator from what it is to move."""
    found = get_object_or_404(ActivityIndicator, activity=request.activity, indicator__code=code)
    return _do(request, lambda: details.aim_no_more(request.activity, found.indicator, by=request.actor))


@require_POST
@activity_page(Capability.PLAN_ACTIVITIES)
def milestone_new(request: ActivityRequest) -> HttpResponse:
    """Say what is to be reached by a day."""
    return _say(
        request,
        MilestoneForm(request.POST),
        lambda said: details.set_milestone(request.activity, said["name"], said["due_on"], by=request.actor),
    )


@require_POST
@activity_page(Capability.PLAN_ACTIVITIES)
def milestone(request: ActivityRequest, uid: UUID) -> HttpResponse:
    """Say that a milestone is reached, or drop it."""
    found = get_object_or_404(Milestone, activity=request.activity, uid=uid)
    found.activity = request.activity
    if request.POST.get("act") == "drop":
        return _do(request, lambda: details.drop_milestone(found, by=request.actor))
    today = request.initiative.today()
    return _do(request, lambda: details.reach_milestone(found, reached_on=today, by=request.actor))


@require_POST
@activity_page(Capability.PLAN_ACTIVITIES)
def need_new(request: ActivityRequest) -> HttpResponse:
    """Say which other activity it needs."""
    form = NeedForm(request.POST, activity=request.activity)
    return _say(
        request,
        form,
        lambda said: details.need(request.activity, said["needed"], because=said["because"], by=request.actor),
    )


@require_POST
@activity_page(Capability.PLAN_ACTIVITIES)
def need_remove(request: ActivityRequest, uid: UUID) -> HttpResponse:
    """Say that it needs another activity no more."""
    found = get_object_or_404(Dependency.objects.select_related("needed"), activity=request.activity, uid=uid)
    found.activity = request.activity
    return _do(request, lambda: details.need_no_more(found, by=request.actor))


@require_POST
@activity_page(Capability.PLAN_ACTIVITIES)
def count(request: ActivityRequest) -> HttpResponse:
    """Say how many were counted on a day of a campaign."""
    return _say(
        request,
        CountForm(request.POST),
        lambda said: details.count_day(request.activity, said["counted_on"], said["count"], by=request.actor),
    )


@require_POST
@activity_page(Capability.PLAN_ACTIVITIES)
def end(request: ActivityRequest) -> HttpResponse:
    """Finish an activity, stop it, or take it up again."""
    here = request.activity

    def act(said: dict[str, Any]) -> None:
        day = said["ended_on"] or request.initiative.today()
        if said["act"] == "finish":
            services.finish_activity(here, finished_on=day, by=request.actor)
        elif said["act"] == "stop":
            services.stop_activity(here, stopped_on=day, because=said["because"], by=request.actor)
        else:
            services.resume_activity(here, by=request.actor)

    return _say(request, EndForm(request.POST), act)


def _say(request: ActivityRequest, form: forms.Form, act: Callable[[dict[str, Any]], Any]) -> HttpResponse:
    """Do what a small form asks, and say above the page what was wrong in it."""
    if form.is_valid():
        return _do(request, lambda: act(form.cleaned_data))
    for name, faults in form.errors.items():
        label = form.fields[name].label if name in form.fields else ""
        messages.error(request, f"{label or name}: {' '.join(map(str, faults))}")
    return _back(request, request.activity)


def _do(request: ActivityRequest, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except RuleViolation as violation:
        messages.error(request, sentence_of(violation.refusal))
    else:
        messages.success(request, _("Saved."))
    return _back(request, request.activity)


def _back(request: ActivityRequest, here: Activity) -> HttpResponse:
    if request.POST.get("back") == "plan":
        return redirect("workgroups:activity-plan", request.tenant.slug, request.initiative.slug, here.slug)
    return to_activity(request, here)
