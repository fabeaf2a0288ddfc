"""Pages of groups: all of them, the map, one with its seats, its charter, and how it ends."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page
from workgroups.doors import GroupRequest, group_page
from workgroups.forms.groups import CharterForm, EditGroupForm, EndGroupForm, FormGroupForm
from workgroups.models import Group
from workgroups.presenters.activities import activity_lines
from workgroups.presenters.cascade import cascade
from workgroups.presenters.groups import group_page as present
from workgroups.presenters.groups import groups_page
from workgroups.selectors.activities import activities_today
from workgroups.selectors.alignment import partners_of
from workgroups.services import endings, groups
from workgroups.views.forms import form_page


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def all_groups(request: InitiativeRequest) -> HttpResponse:
    """The committee, the working groups and their subgroups, and those that are closed."""
    context = {
        "page": groups_page(request.initiative),
        "may_manage": may(request.actor, Capability.MANAGE_GROUPS, on=request.initiative),
    }
    return render(request, "workgroups/groups.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def group_map(request: InitiativeRequest) -> HttpResponse:
    """From the committee down to the community, with the people who link two levels."""
    participants = partners_of(request.initiative, [])
    return render(request, "workgroups/map.html", {"map": cascade(request.initiative, participants, request.member)})


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.MANAGE_GROUPS)
def group_new(request: InitiativeRequest) -> HttpResponse:
    """Form a group."""
    initial = {"formed_on": request.initiative.today(), "strategy": request.GET.get("strategy")}
    form = FormGroupForm(request.POST or None, initiative=request.initiative, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            made = groups.form_group(request.initiative, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
        else:
            messages.success(request, _("%(name)s is formed. Give its seats next.") % {"name": made.name})
            return _to(request, made)
    lede = _("A working group is formed around one strategy; a subgroup works below it.")
    return form_page(request, form, title=_("Form a group"), button=_("Form this group"), lede=lede)


@require_GET
@group_page(Capability.VIEW_INITIATIVE)
def group(request: GroupRequest) -> HttpResponse:
    """One group: who sits in it, what it has agreed with itself, what it does, and what happened."""
    here, initiative = request.group, request.initiative
    lines = [
        each for each in activities_today(initiative, today=initiative.today()) if each.activity.group_id == here.pk
    ]
    context = {
        "page": present(here, initiative.today(), request.member),
        "activities": activity_lines(lines),
        "may_manage": may(request.actor, Capability.MANAGE_GROUPS, on=here),
        "may_plan": may(request.actor, Capability.PLAN_ACTIVITIES, on=here) and not here.closed_on,
    }
    return render(request, "workgroups/group.html", context)


@require_http_methods(["GET", "POST"])
@group_page(Capability.MANAGE_GROUPS)
def group_edit(request: GroupRequest) -> HttpResponse:
    """Give a group another name, purpose or strategy."""
    here = request.group
    initial = {"name": here.name, "purpose": here.purpose, "strategy": here.strategy.slug if here.strategy else None}
    form = EditGroupForm(request.POST or None, group=here, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            groups.edit_group(here, **{"strategy": None, **form.cleaned_data}, by=request.actor)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
        else:
            return _saved(request)
    return form_page(request, form, title=here.name, button=_("Save"), crumbs=_crumbs(here))


@require_http_methods(["GET", "POST"])
@group_page(Capability.VIEW_INITIATIVE)
def charter(request: GroupRequest) -> HttpResponse:
    """Every version of a group's charter; a form for the next one."""
    here = request.group
    versions = list(here.charter.select_related("written_by"))
    may_manage = may(request.actor, Capability.MANAGE_GROUPS, on=here) and here.closed_on is None
    initial = {name: getattr(versions[0], name) for name in groups.CHARTER} if versions else {"purpose": here.purpose}
    form = CharterForm(request.POST or None, initial=initial)
    if request.method == "POST":
        require(request.actor, Capability.MANAGE_GROUPS, on=here)
        if form.is_valid():
            try:
                groups.write_charter(here, **form.cleaned_data, by=request.actor)
            except RuleViolation as violation:
                form.add_error(None, sentence_of(violation.refusal))
            else:
                messages.success(request, _("The charter is written."))
                return _to(request, here)
    context = {"group": here, "versions": versions, "form": form, "may_manage": may_manage}
    return render(request, "workgroups/charter.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@group_page(Capability.MANAGE_GROUPS)
def group_end(request: GroupRequest) -> HttpResponse:
    """Close a group, let it go over into another, or split it."""
    here = request.group
    form = EndGroupForm(request.POST or None, group=here, initial={"ended_on": request.initiative.today()})
    if request.method == "POST" and form.is_valid():
        try:
            successor = _end(here, form, request)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
        else:
            messages.success(request, _("%(name)s is closed. Its history stays.") % {"name": here.name})
            return _to(request, successor)
    lede = _("Its seats end with the day, and what they allowed their holders. Everything that was stays readable.")
    title = _("End %(name)s") % {"name": here.name}
    return form_page(request, form, title=title, button=_("End this group"), lede=lede, crumbs=_crumbs(here))


def _end(here: Group, form: EndGroupForm, request: GroupRequest) -> Group:
    said: dict[str, Any] = form.cleaned_data
    how, day, why, into = said["how"], said["ended_on"], said["because"], said["into"]
    if how == "merge":
        return endings.merge_groups(
            [here], into, took_effect_on=day, because=why, brings_seats=said["brings_seats"], by=request.actor
        )
    if how == "split":
        return endings.split_group(
            here, form.new_names, took_effect_on=day, because=why, brings_seats=said["brings_seats"], by=request.actor
        )[0]
    return endings.close_group(here, because=why, closed_on=day, activities_to=into, by=request.actor)


def _crumbs(here: Group) -> Any:
    return [("workgroups:group", here.slug, here.name)]


def _to(request: InitiativeRequest, here: Group) -> HttpResponse:
    return redirect("workgroups:group", request.tenant.slug, request.initiative.slug, here.slug)


def _saved(request: GroupRequest) -> HttpResponse:
    messages.success(request, _("Saved."))
    return _to(request, request.group)
