"""What have partners agreed to, and how is it drafted, signed and withdrawn?"""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.doing import attempt_form
from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may
from initiatives.doors import InitiativeRequest, initiative_page, partner_page
from initiatives.selectors import partners_of
from measurement.forms.agreements import AgreementForm, SignatureForm, WithdrawalForm
from measurement.models import Agreement
from measurement.presenters.agreements import agreement_lines, agreement_page, opened_rows
from measurement.selectors.agreements import agreements_for
from measurement.services import agreements as services

# Which field a refusal of a draft belongs to.
FIELDS = {"agreement_threshold_looser": "threshold", "agreement_opens_to_nobody": "audiences"}


@require_GET
@initiative_page(Capability.VIEW_AGREEMENTS)
def agreements(request: InitiativeRequest) -> HttpResponse:
    """All agreements of the initiative."""
    partners = [each.organization for each in partners_of(request.initiative) if each.left_on is None]
    context = {
        "lines": agreement_lines(request.actor, request.initiative),
        "partners": partners if may(request.actor, Capability.DRAFT_AGREEMENTS) else [],
    }
    return render(request, "measurement/agreements.html", context)


@require_GET
@partner_page(Capability.VIEW_AGREEMENTS)
def partner_agreements(request: InitiativeRequest) -> HttpResponse:
    """One partner's agreements."""
    context = {
        "lines": agreement_lines(request.actor, request.initiative, request.organization),
        "may_draft": may(request.actor, Capability.DRAFT_AGREEMENTS, on=request.organization),
    }
    return render(request, "measurement/partner_agreements.html", context)


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def opened(request: InitiativeRequest) -> HttpResponse:
    """The figures that partners' agreements open to the reader."""
    return render(request, "measurement/opened.html", {"rows": opened_rows(request.actor, request.initiative)})


@require_http_methods(["GET", "POST"])
@partner_page(Capability.DRAFT_AGREEMENTS)
def agreement_new(request: InitiativeRequest) -> HttpResponse:
    """Draft an agreement."""
    return _edit(request, Agreement(initiative=request.initiative, provider=request.organization))


@require_http_methods(["GET", "POST"])
@partner_page(Capability.DRAFT_AGREEMENTS)
def agreement_edit(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Change a draft."""
    return _edit(request, _found(request, uid))


def _edit(request: InitiativeRequest, agreement: Agreement) -> HttpResponse:
    form = AgreementForm(request.POST or None, instance=agreement)
    if request.method == "POST" and form.is_valid():
        chosen = {name: list(form.cleaned_data[name]) for name in ("indicators", "dimensions", "audiences")}
        try:
            services.draft_agreement(form.save(commit=False), by=request.actor, **chosen)
        except RuleViolation as violation:
            form.add_error(FIELDS.get(violation.refusal.code), sentence_of(violation.refusal))
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return _to(request, agreement)
    context = {"form": form, "agreement": agreement}
    return render(request, "measurement/agreement_edit.html", context, status=422 if form.errors else 200)


@require_GET
@partner_page(Capability.VIEW_AGREEMENTS)
def agreement(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """One agreement: who sees what, signatures, history."""
    return _page(request, _found(request, uid))


def _page(request: InitiativeRequest, found: Agreement, **filled: forms.Form) -> HttpResponse:
    context: dict[str, Any] = {
        "page": agreement_page(request.actor, found),
        "agreement": found,
        "sign_form": filled.get("sign_form", SignatureForm(initial={"version": found.version})),
        "withdraw_form": filled.get("withdraw_form", WithdrawalForm()),
    }
    return render(request, "measurement/agreement.html", context, status=422 if filled else 200)


@require_http_methods(["POST"])
@partner_page(Capability.SIGN_FOR_PARTNER)
def agreement_sign(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Sign for the partner."""
    return _sign(request, uid, services.sign_for_partner)


@require_http_methods(["POST"])
@partner_page(Capability.SIGN_FOR_BACKBONE)
def agreement_sign_for_backbone(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Sign for the backbone organization."""
    return _sign(request, uid, services.sign_for_backbone)


def _sign(request: InitiativeRequest, uid: UUID, sign: Any) -> HttpResponse:
    found, form = _found(request, uid), SignatureForm(request.POST)
    if attempt_form(form, lambda: sign(found, by=request.actor, **form.cleaned_data)):
        return _to(request, found)
    return _page(request, found, sign_form=form)


@require_http_methods(["POST"])
@partner_page(Capability.SIGN_FOR_PARTNER)
def agreement_withdraw(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Take the partner's word back."""
    found, form = _found(request, uid), WithdrawalForm(request.POST)
    if attempt_form(form, lambda: services.withdraw_agreement(found, by=request.actor, **form.cleaned_data)):
        return _to(request, found)
    return _page(request, found, withdraw_form=form)


def _found(request: InitiativeRequest, uid: UUID) -> Agreement:
    found: Agreement = get_object_or_404(
        agreements_for(request.actor, request.initiative, request.organization), uid=uid
    )
    return found


def _to(request: InitiativeRequest, found: Agreement) -> HttpResponse:
    place = (request.tenant.slug, request.initiative.slug, request.organization.code, found.uid)
    return redirect("measurement:agreement", *place)
