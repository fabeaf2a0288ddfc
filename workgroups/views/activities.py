"""Pages of activities: all of them, one, a new one, and a partner's own."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page, partner_page
from initiatives.models import Organization
from workgroups.doors import ActivityRequest, GroupRequest, activity_page, group_page
from workgroups.forms.activities import ActivityForm, DoerForm, PartForm
from workgroups.models import Activity, Group
from workgroups.presenters import activities as presenters
from workgroups.presenters.activities import activity_lines, status_choices
from workgroups.rules.status import Status
from workgroups.selectors.activities import ActivityToday, activities_today
from workgroups.services.activities import plan_activity
from workgroups.views.forms import form_page
from workgroups.wording.activities import RULE


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def all_activities(request: InitiativeRequest) -> HttpResponse:
    """Every activity with its status, narrowed by what stands in the URL; campaign weeks in order of their days."""
    asked = {name: request.GET.get(name, "") for name in ("status", "strategy", "partner", "group", "indicator")}
    lines = activities_today(request.initiative, today=request.initiative.today(), with_aims=bool(asked["indicator"]))
    shown = [line for line in lines if _is_shown(line, asked)]
    strategies = {line.activity.strategy.slug: line.activity.strategy.name for line in lines}
    partners = {each.code: each.name for line in lines for each in line.partners.values()}
    context = {
        "lines": activity_lines(shown),
        "all": len(lines),
        "campaigns": presenters.campaigns(shown),
        "statuses": status_choices(asked["status"]),
        "strategies": _choices(strategies, asked["strategy"]),
        "partners": _choices(partners, asked["partner"]),
        "asked": asked,
        "is_narrow": any(asked.values()),
        "rule": RULE,
        "may_plan": may(request.actor, Capability.PLAN_ACTIVITIES),
    }
    return render(request, "workgroups/activities.html", context)


def _is_shown(line: ActivityToday, asked: dict[str, str]) -> bool:
    activity, group = line.activity, line.activity.group
    return (
        (not asked["status"] or line.status == asked["status"])
        and (not asked["strategy"] or activity.strategy.slug == asked["strategy"])
        and (not asked["partner"] or asked["partner"] in {each.code for each in line.partners.values()})
        and (not asked["group"] or (group is not None and group.slug == asked["group"]))
        and (not asked["indicator"] or asked["indicator"] in {aim.indicator.code for aim in line.indicators})
    )


def _choices(found: dict[str, str], current: str) -> list[presenters.Choice]:
    ordered = sorted(found.items(), key=lambda each: each[1])
    return [presenters.Choice(value, word, value == current) for value, word in ordered]


@require_GET
@activity_page(Capability.VIEW_INITIATIVE)
def activity(request: ActivityRequest) -> HttpResponse:
    """One activity: how it stands and by which rule, who takes which part, what it is to move, reach and need."""
    here = request.activity
    page = presenters.activity_page(here, request.actor, request.initiative.today())
    context: dict[str, Any] = {
        "page": page,
        "may_plan": may(request.actor, Capability.PLAN_ACTIVITIES, on=here),
    }
    own = [Organization(pk=key) for key in request.actor.organization_ids - {here.organization_id}]
    mine = [each.pk for each in own if may(request.actor, Capability.PLAN_ACTIVITIES, on=each)]
    if mine and page.is_live:
        context["part_form"] = PartForm(organizations=Organization.objects.filter(pk__in=mine))
    return render(request, "workgroups/activity.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def activity_new(request: InitiativeRequest) -> HttpResponse:
    """Who is to do a new activity? Only those for whom the reader may plan; with one alone it goes on by itself."""
    doers = _doers(request)
    form = DoerForm(request.GET or None, choices=[(key, name) for key, (name, _to) in doers.items()])
    if len(doers) == 1 or (request.GET and form.is_valid()):
        chosen = next(iter(doers)) if len(doers) == 1 else form.cleaned_data["doer"]
        return redirect(doers[chosen][1][0], request.tenant.slug, request.initiative.slug, doers[chosen][1][1])
    return render(request, "workgroups/activity_new.html", {"form": form, "has_doers": bool(doers)})


def _doers(request: InitiativeRequest) -> dict[str, tuple[str, tuple[str, str]]]:
    """Groups and partners that the reader may plan for: by key their name, and the page that asks what they do."""
    found: dict[str, tuple[str, tuple[str, str]]] = {}
    for group in Group.objects.filter(initiative=request.initiative, closed_on=None).order_by("name"):
        if may(request.actor, Capability.PLAN_ACTIVITIES, on=group):
            found[f"group-{group.slug}"] = (group.name, ("workgroups:group-activity-new", group.slug))
    here = Organization.objects.filter(participations__initiative=request.initiative, participations__left_on=None)
    for each in here.order_by("name"):
        if may(request.actor, Capability.PLAN_ACTIVITIES, on=each):
            found[f"partner-{each.code}"] = (each.name, ("workgroups:partner-activity-new", each.code))
    return found


@require_http_methods(["GET", "POST"])
@group_page(Capability.PLAN_ACTIVITIES)
def group_activity_new(request: GroupRequest) -> HttpResponse:
    """Plan what a group or subgroup does."""
    return _plan(request, request.group)


@require_http_methods(["GET", "POST"])
@partner_page(Capability.PLAN_ACTIVITIES)
def partner_activity_new(request: InitiativeRequest) -> HttpResponse:
    """Plan what a partner does, or register what it does already."""
    return _plan(request, request.organization)


def _plan(request: InitiativeRequest, doer: Organization | Group) -> HttpResponse:
    initial = {"starts_on": request.initiative.today(), "strategy": _strategy_of(doer)}
    form = ActivityForm(request.POST or None, initiative=request.initiative, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = plan_activity(request.initiative, doer, form.plan(), by=request.actor)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
        else:
            told = _("%(name)s is planned. Say what it is to move, and who takes part.") % {"name": made}
            messages.success(request, told)
            return to_activity(request, made)
    return form_page(
        request,
        form,
        title=_("What does %(name)s do?") % {"name": doer.name},
        button=_("Plan it"),
        lede=_("New work, or work that is done already: nobody has to begin a programme to take part."),
        of_activities=True,
    )


def _strategy_of(doer: Organization | Group) -> str | None:
    """The strategy around which a group was formed, or the group above a subgroup."""
    if not isinstance(doer, Group):
        return None
    group = doer.parent or doer
    return group.strategy.slug if group.strategy else None


@require_GET
@partner_page(Capability.VIEW_PARTNER_PAGES)
def partner_activities(request: InitiativeRequest) -> HttpResponse:
    """A partner's own page: what it does, leads and supports, and where nobody leads yet."""
    lines = activities_today(request.initiative, today=request.initiative.today())
    own = request.organization.pk
    ours = [line for line in lines if own in line.parts]
    unled = [line for line in lines if line.status.is_live and not line.is_led and line not in ours]
    context = {
        "organization": request.organization,
        "groups": [
            (word, activity_lines([each for each in ours if each.parts[own] == part]))
            for part, word in (("leads", _("We lead")), ("supports", _("We support")), ("planned", _("We mean to")))
        ],
        "late": sum(line.status is Status.LATE for line in ours),
        "has_any": bool(ours),
        "unled": activity_lines(unled),
        "may_plan": may(request.actor, Capability.PLAN_ACTIVITIES, on=request.organization),
    }
    return render(request, "workgroups/partner_activities.html", context)


def to_activity(request: InitiativeRequest, here: Activity) -> HttpResponse:
    return redirect("workgroups:activity", request.tenant.slug, request.initiative.slug, here.slug)
