"""Which communities govern figures, and what does a steward do? Pages of the tenant, in no one initiative."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.core.exceptions import RuleViolation
from backbone.core.reading import first_or_404
from backbone.core.refusals import sentence_of
from backbone.tenancy.doors import TenantRequest, member_page, tenant_page
from backbone.tenancy.permissions import Capability, may
from measurement.forms.communities import CommunityForm, EndForm, StewardForm, WithdrawForm
from measurement.models import Approval, GovernedCommunity, Steward, Withdrawal
from measurement.presenters.communities import community_line, steward_page
from measurement.selectors.communities import communities_of_steward, communities_of_tenant, indicators_of
from measurement.services import approvals
from measurement.services import communities as services


@require_GET
@member_page
def communities(request: TenantRequest) -> HttpResponse:
    """Who governs what: for everybody of the tenant."""
    context = {
        "lines": [community_line(request.actor, each) for each in communities_of_tenant()],
        "may_keep": may(request.actor, Capability.KEEP_COMMUNITIES),
    }
    return render(request, "measurement/communities.html", context)


@require_http_methods(["GET", "POST"])
@tenant_page(Capability.KEEP_COMMUNITIES)
def new(request: TenantRequest) -> HttpResponse:
    """Found a community."""
    return _edit(request, GovernedCommunity(), services.found_community)


@require_http_methods(["GET", "POST"])
@tenant_page(Capability.KEEP_COMMUNITIES)
def edit(request: TenantRequest, slug: str) -> HttpResponse:
    """Change its name and statement, let it govern more, and name stewards."""
    return _edit(request, first_or_404(communities_of_tenant(slug=slug)), services.change_community)


def _edit(request: TenantRequest, community: GovernedCommunity, save: Callable[..., Any]) -> HttpResponse:
    form = CommunityForm(request.POST or None, instance=community)
    if request.method == "POST" and form.is_valid():
        chosen = {name: list(form.cleaned_data[name]) for name in ("subjects", "categories")}
        try:
            made = save(form.save(commit=False), by=request.actor, **chosen)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("Saved. Name a steward, so that somebody can say yes or no."))
            return redirect("communities:edit", request.tenant.slug, made.slug)
    context = {
        "form": form,
        "community": community,
        "line": None if community.pk is None else community_line(request.actor, community),
        "steward_form": StewardForm(),
    }
    return render(request, "measurement/community_edit.html", context, status=422 if form.errors else 200)


@require_POST
@tenant_page(Capability.KEEP_COMMUNITIES)
def appoint(request: TenantRequest, slug: str) -> HttpResponse:
    """Name a steward."""
    found, form = first_or_404(communities_of_tenant(slug=slug)), StewardForm(request.POST)
    if form.is_valid():
        person = form.cleaned_data["membership"]
        attempt(request, lambda: services.appoint_steward(found, person, by=request.actor), _("The steward is named."))
    else:
        messages.error(request, _("Choose a person."))
    return redirect("communities:edit", request.tenant.slug, slug)


@require_POST
@tenant_page(Capability.KEEP_COMMUNITIES)
def dismiss(request: TenantRequest, slug: str, uid: UUID) -> HttpResponse:
    """Let a steward go."""
    found = get_object_or_404(Steward, community__slug=slug, uid=uid)
    attempt(request, lambda: services.dismiss_steward(found, by=request.actor), _("They are a steward no more."))
    return redirect("communities:edit", request.tenant.slug, slug)


@require_GET
@tenant_page(Capability.GOVERN_COMMUNITY)
def community(request: TenantRequest, slug: str) -> HttpResponse:
    """The steward's page."""
    return _page(request, _mine(request, slug))


def _page(request: TenantRequest, found: GovernedCommunity, **filled: forms.Form) -> HttpResponse:
    asked = request.GET
    page = steward_page(request.actor, found, indicator=asked.get("indicator", ""), page=asked.get("page", "1"))
    context: dict[str, Any] = {
        "page": page,
        "community": found,
        "withdraw_form": filled.get("withdraw_form", WithdrawForm(indicators=page.indicators)),
        "end_form": filled.get("end_form", EndForm()),
    }
    return render(request, "measurement/community.html", context, status=422 if filled else 200)


@require_POST
@tenant_page(Capability.GOVERN_COMMUNITY)
def answer(request: TenantRequest, slug: str, uid: UUID) -> HttpResponse:
    """Say yes or no to what was asked, or take a standing yes back."""
    asked, by = get_object_or_404(Approval, community=_mine(request, slug), uid=uid), request.actor
    because = request.POST.get("because", "")[:500]
    acts: dict[str, Callable[[], object]] = {
        "approve": lambda: approvals.approve(asked, by=by),
        "standing": lambda: approvals.approve(asked, is_standing=True, by=by),
        "decline": lambda: approvals.decline(asked, because=because, by=by),
        "after_all": lambda: approvals.approve_after_all(asked, by=by),
        "take_back": lambda: approvals.take_back(asked, by=by),
    }
    if act := acts.get(request.POST.get("act", "")):
        attempt(request, act, _("Your answer is kept. What it opens or hides enters with the next release."))
    return redirect("communities:community", request.tenant.slug, slug)


@require_POST
@tenant_page(Capability.GOVERN_COMMUNITY)
def answer_all(request: TenantRequest, slug: str) -> HttpResponse:
    """Say yes to all releases that wait."""
    found, by = _mine(request, slug), request.actor
    is_standing = request.POST.get("act") == "standing"
    said = _("Your answer is kept. What it opens or hides enters with the next release.")
    attempt(request, lambda: approvals.approve_all_releases(found, is_standing=is_standing, by=by), said)
    return redirect("communities:community", request.tenant.slug, slug)


@require_POST
@tenant_page(Capability.GOVERN_COMMUNITY)
def withdraw(request: TenantRequest, slug: str) -> HttpResponse:
    """Take figures back, at once."""
    found = _mine(request, slug)
    form = WithdrawForm(request.POST, indicators=list(indicators_of(found)))
    if attempt_form(form, lambda: services.withdraw(found, by=request.actor, **form.cleaned_data)):
        messages.success(request, _("Withdrawn: from now on nobody but their providers is shown these figures."))
        return redirect("communities:community", request.tenant.slug, slug)
    return _page(request, found, withdraw_form=form)


@require_POST
@tenant_page(Capability.GOVERN_COMMUNITY)
def resume(request: TenantRequest, slug: str, uid: UUID) -> HttpResponse:
    """Let figures be seen again."""
    found = get_object_or_404(Withdrawal, community=_mine(request, slug), uid=uid)
    said = _("Resumed. What a release has hidden meanwhile comes back with the next one.")
    attempt(request, lambda: services.resume(found, by=request.actor), said)
    return redirect("communities:community", request.tenant.slug, slug)


@require_POST
@tenant_page(Capability.GOVERN_COMMUNITY)
def end(request: TenantRequest, slug: str) -> HttpResponse:
    """End the community's government of its figures."""
    found, form = _mine(request, slug), EndForm(request.POST)
    if attempt_form(form, lambda: services.end_community(found, by=request.actor, **form.cleaned_data)):
        return redirect("communities:community", request.tenant.slug, slug)
    return _page(request, found, end_form=form)


def _mine(request: TenantRequest, slug: str) -> GovernedCommunity:
    return first_or_404(communities_of_steward(request.actor, slug=slug))
