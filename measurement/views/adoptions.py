"""What an initiative makes of an indicator: outcome, place, baseline, targets, parts, and its end."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.core.reading import identifiers
from backbone.tenancy.permissions import Capability
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import Outcome, Subject
from initiatives.selectors import history_of
from initiatives.services.outcomes import add_outcome
from measurement import wording
from measurement.forms.adoptions import AdoptForm, AdoptionForm, PartForm, RebasingForm, TargetForm
from measurement.models import Adoption, Indicator, Rebasing
from measurement.presenters.adoptions import baseline_key, baseline_of, periods_of, target_lines
from measurement.selectors.judged import has_process_chart
from measurement.services import adoptions as services
from measurement.services.composition import declare_part, parts_of, set_composition, withdraw_part
from measurement.services.rebasing import rebase_process, withdraw_rebasing
from measurement.services.targets import set_target, withdraw_target


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DEFINE_INDICATORS)
def adopt(request: InitiativeRequest, code: str) -> HttpResponse:
    """Take an indicator up."""
    indicator = get_object_or_404(Indicator, code=code)
    form = AdoptForm(request.POST or None, initiative=request.initiative)
    if request.method == "POST" and attempt_form(form, lambda: _adopt(request, indicator, form)):
        messages.success(request, _("The initiative has adopted the indicator."))
        return _to(request, code)
    context = {
        "indicator": indicator,
        "form": form,
        "adopted": Adoption.objects.filter(initiative=request.initiative, ended_on=None).count(),
    }
    return render(request, "measurement/adopt.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.DEFINE_INDICATORS)
def adoption(request: InitiativeRequest, code: str) -> HttpResponse:
    """Outcome, headline, baseline and link; targets and parts are beside."""
    held = _adoption(request, code)
    form = AdoptionForm(
        request.POST or None, adoption=held, periods=periods_of(held, by=request.actor),
        initial={
            "outcome": held.outcome.slug, "is_headline": held.is_headline, "baseline": baseline_key(held),
            "status_by": held.status_by,
            "contributes_to": held.contributes_to.uid if held.contributes_to else None,
        },
    )  # fmt: skip
    if request.method == "POST" and attempt_form(form, lambda: _edit(request, held, form)):
        messages.success(request, _("Saved."))
        return _to(request, code)
    context: dict[str, Any] = {
        "adoption": held,
        "form": form,
        "target_form": TargetForm(adoption=held),
        "targets": target_lines(held),
        "rebasings": Rebasing.objects.filter(adoption=held).select_related("made_by"),
        "rebasing_form": RebasingForm(),
        "has_process": has_process_chart(held.indicator),
        "parts": parts_of(held),
        "part_form": PartForm(initiative=request.initiative),
        "may_compose": held.indicator.adds_over_partners != Indicator.Adds.NOT_ADDITIVE,
        "history": history_of(held.uid, wording.HAPPENED),
    }
    return render(request, "measurement/adoption.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def move(request: InitiativeRequest, code: str) -> HttpResponse:
    """Move it one place up or down in its outcome."""
    held = _adoption(request, code)
    is_up = request.POST.get("to") == "up"
    attempt(request, lambda: services.move_adoption(held, up=is_up, by=request.actor), _("Moved."))
    return redirect("measurement:catalogue", request.tenant.slug, request.initiative.slug)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def end(request: InitiativeRequest, code: str) -> HttpResponse:
    """Let go of it, with a reason."""
    held, because = _adoption(request, code), request.POST.get("because", "")[:300]
    said = _("The initiative has let go of the indicator; its page and its series stay.")
    attempt(request, lambda: services.end_adoption(held, because=because, by=request.actor), said)
    return _to(request, code)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def target(request: InitiativeRequest, code: str) -> HttpResponse:
    """Set a target, or take one back."""
    held = _adoption(request, code)
    if day := _day(request.POST.get("withdraw", "")):
        group, said = request.POST.get("group", ""), _("The target is taken back.")
        attempt(request, lambda: withdraw_target(held, day, breakdown=group, by=request.actor), said)
        return _to(request, code)
    form = TargetForm(request.POST, adoption=held)
    if form.is_valid():
        answers = form.cleaned_data
        attempt(
            request,
            lambda: set_target(
                held, answers["value"], answers["due_on"], categories=form.categories, statement=answers["statement"],
                by=request.actor,
            ),
            _("The target is set."),
        )  # fmt: skip
    else:
        messages.error(request, _("A target needs a number and a date."))
    return _to(request, code)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def rebasing(request: InitiativeRequest, code: str) -> HttpResponse:
    """Give the process chart new limits from a day on, or take that back."""
    held = _adoption(request, code)
    if day := _day(request.POST.get("withdraw", "")):
        said = _("Taken back: the earlier limits stand again.")
        attempt(request, lambda: withdraw_rebasing(held, day, by=request.actor), said)
        return _to(request, code)
    form = RebasingForm(request.POST)
    if form.is_valid():
        answers, said = form.cleaned_data, _("The process chart has new limits from that day on.")
        attempt(
            request,
            lambda: rebase_process(held, answers["starts_on"], because=answers["because"], by=request.actor),
            said,
        )
    else:
        messages.error(request, _("New limits need a day and a reason."))
    return _to(request, code)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def part(request: InitiativeRequest, code: str) -> HttpResponse:
    """Say where the figure comes from, declare a part, or take one back."""
    held, act = _adoption(request, code), request.POST.get("act", "")
    if act in ("of_parts", "own_source"):
        said = _("Saved. Totals are being made anew.")
        attempt(request, lambda: set_composition(held, of_parts=act == "of_parts", by=request.actor), said)
    elif act == "withdraw":
        uids = identifiers([request.POST.get("subject", "")])
        subject = get_object_or_404(Subject, uid__in=uids)
        start = _day(request.POST.get("starts_on", ""))
        said = _("The part is taken back. Totals are being made anew.")
        attempt(request, lambda: withdraw_part(held, subject, start, by=request.actor), said)
    else:
        form = PartForm(request.POST, initiative=request.initiative)
        if form.is_valid():
            said = _("The part is declared. Totals are being made anew.")
            attempt(request, lambda: declare_part(held, **form.cleaned_data, by=request.actor), said)
        else:
            messages.error(request, _("Choose a part, and days that there are."))
    return _to(request, code)


def _adopt(request: InitiativeRequest, indicator: Indicator, form: AdoptForm) -> None:
    answers = form.cleaned_data
    outcome: Outcome = answers["outcome"] or add_outcome(request.initiative, answers["new_outcome"], by=request.actor)
    services.adopt_indicator(
        request.initiative, indicator, outcome, because=answers["because"], is_headline=answers["is_headline"],
        by=request.actor,
    )  # fmt: skip


def _edit(request: InitiativeRequest, held: Adoption, form: AdoptionForm) -> None:
    answers = form.cleaned_data
    wanted = services.AdoptionChoice(
        outcome=answers["outcome"],
        is_headline=answers["is_headline"],
        contributes_to=answers.get("contributes_to"),
        baseline=baseline_of(answers["baseline"]),
        status_by=answers["status_by"] or held.status_by,
    )
    services.edit_adoption(held, wanted, by=request.actor)


def _adoption(request: InitiativeRequest, code: str) -> Adoption:
    adoptions = Adoption.objects.select_related("initiative", "indicator", "outcome", "contributes_to__indicator")
    return get_object_or_404(adoptions, initiative=request.initiative, indicator__code=code)


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404 from error


def _to(request: InitiativeRequest, code: str) -> HttpResponse:
    return redirect("measurement:adoption", request.tenant.slug, request.initiative.slug, code)
