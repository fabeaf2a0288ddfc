"""One indicator's definition: what it says, what was said about it, how it changed, and how it ends."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.comments.forms import CommentForm
from backbone.core.doing import attempt
from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.selectors import all_terms, history_of
from initiatives.templatetags.terms import explain_by
from measurement import wording
from measurement.forms.definitions import ChangeForm, PeriodForm, given_by
from measurement.models import Indicator
from measurement.presenters.definitions import facts, version_lines
from measurement.selectors.concerned import concerned_by_indicator
from measurement.selectors.definitions import (
    adoption_here,
    definition_changes,
    definition_versions,
    has_figures,
    latest_version,
    not_agreed_in,
)
from measurement.services.approvals import AWAITS
from measurement.services.definitions import CORRECTED, correct_definition, redefine_indicator
from measurement.services.dimensions import name_period
from measurement.services.lives import activate_indicator, comment_on_indicator, retire_indicator


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def definition(request: InitiativeRequest, code: str) -> HttpResponse:
    """What the indicator is, what keeps it from being active, and what people say about it."""
    indicator = _indicator(code, "indicator_dimensions__dimension__categories")
    version, terms = latest_version(indicator), all_terms()
    explain_by(request, terms)
    context: dict[str, Any] = {
        "indicator": indicator,
        "version": version,
        "facts": facts(indicator, version, request.initiative.today()),
        "dimensions": [each.dimension for each in indicator.indicator_dimensions.all()],
        "periods": list(indicator.named_periods.all()) if indicator.has_named_periods else [],
        "period_form": PeriodForm(),
        "not_agreed": not_agreed_in(terms, indicator.name, version.definition, version.method),
        "communities": [each.name for each in concerned_by_indicator(indicator)],
        "adoption": adoption_here(indicator, request.initiative),
        "comments": indicator.comments.select_related("written_by"),
        "comment_form": CommentForm(),
        "may_comment": may(request.actor, Capability.PROPOSE_INDICATORS, on=request.initiative),
        "may_define": may(request.actor, Capability.DEFINE_INDICATORS, on=request.initiative),
    }
    return render(request, "measurement/definition.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def history(request: InitiativeRequest, code: str) -> HttpResponse:
    """Every version with what it changed, every correction, and what else happened."""
    indicator = _indicator(code)
    context = {
        "indicator": indicator,
        "versions": version_lines(definition_versions(indicator), definition_changes(indicator)),
        "history": history_of(indicator.uid, wording.HAPPENED, {CORRECTED: wording.field_names}),
        "may_define": may(request.actor, Capability.DEFINE_INDICATORS, on=request.initiative),
    }
    return render(request, "measurement/definition_history.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DEFINE_INDICATORS)
def edit(request: InitiativeRequest, code: str) -> HttpResponse:
    """Correct a definition, or start its next version."""
    indicator = _indicator(code)
    version = latest_version(indicator)
    form = ChangeForm(request.POST or None, initial=given_by(indicator, version))
    if request.method == "POST" and form.is_valid():
        try:
            _change(request, indicator, form)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
            if violation.refusal.code == AWAITS:  # the question to the steward stays: 422 would take it back
                messages.warning(request, sentence_of(violation.refusal))
                return _to(request, indicator)
        else:
            text = _("The new version counts; its providers are being told.")
            messages.success(request, text if form.is_of_meaning else _("The correction is saved."))
            return _to(request, indicator)
    context = {"indicator": indicator, "version": version, "form": form, "has_figures": has_figures(indicator)}
    return render(request, "measurement/definition_edit.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def activate(request: InitiativeRequest, code: str) -> HttpResponse:
    """Make it active."""
    indicator = _indicator(code)
    said = _("The indicator is active: initiatives may adopt it.")
    attempt(request, lambda: activate_indicator(indicator, by=request.actor), said)
    return _to(request, indicator)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DEFINE_INDICATORS)
def retire(request: InitiativeRequest, code: str) -> HttpResponse:
    """Retire it with a reason, and perhaps let another one take its place."""
    indicator = _indicator(code)
    others = Indicator.objects.filter(state=Indicator.State.ACTIVE).exclude(pk=indicator.pk).order_by("name")
    if request.method == "POST":
        chosen = request.POST.get("successor", "")
        successor = get_object_or_404(others, code=chosen) if chosen else None
        because = request.POST.get("because", "")[:300]
        done = attempt(
            request,
            lambda: retire_indicator(indicator, because=because, successor=successor, by=request.actor),
            _("The indicator is retired; its series stays."),
        )
        if done:
            return _to(request, indicator)
    return render(request, "measurement/definition_retire.html", {"indicator": indicator, "others": others})


@require_POST
@initiative_page(Capability.PROPOSE_INDICATORS)
def comment(request: InitiativeRequest, code: str) -> HttpResponse:
    """Say something about it."""
    indicator, form = _indicator(code), CommentForm(request.POST)
    if form.is_valid():
        comment_on_indicator(indicator, form.cleaned_data["text"], by=request.actor)
    else:
        messages.error(request, _("Write something first, in 4,000 characters at most."))
    return _to(request, indicator)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def period(request: InitiativeRequest, code: str) -> HttpResponse:
    """Name a cohort or a period of its own."""
    indicator, form = _indicator(code), PeriodForm(request.POST)
    if form.is_valid():
        said = _("The period has a name.")
        attempt(request, lambda: name_period(indicator, **form.cleaned_data, by=request.actor), said)
    else:
        messages.error(request, _("Give the period a name, a first and a last day."))
    return _to(request, indicator)


def _indicator(code: str, brought: str = "indicator_dimensions__dimension") -> Indicator:
    indicators = Indicator.objects.select_related("replaced_by").prefetch_related(brought)
    return get_object_or_404(indicators, code=code)


def _change(request: InitiativeRequest, indicator: Indicator, form: ChangeForm) -> None:
    answers = form.cleaned_data
    asked: dict[str, Any] = {
        "edition": answers["edition"],
        "dimensions": list(answers["dimensions"]),
        "by": request.actor,
    }
    if form.is_of_meaning:
        redefine_indicator(indicator, form.wanted(), note=answers["note"], breaks_on=answers["breaks_on"], **asked)
    else:
        correct_definition(indicator, form.wanted(), **asked)


def _to(request: InitiativeRequest, indicator: Indicator) -> HttpResponse:
    return redirect("measurement:definition", request.tenant.slug, request.initiative.slug, indicator.code)
