"""Who has signed the agenda, and how does an institution sign, renew, or take its word back?"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.doing import attempt_form
from backbone.tenancy.permissions import Capability, require
from initiatives.doors import InitiativeRequest, initiative_page, partner_page
from initiatives.forms.agenda import ReasonForm, SignOffForm
from initiatives.models import SignOff
from initiatives.presenters.letters import letter_of
from initiatives.presenters.signoffs import SignOffPage, sign_off_page, sign_off_table
from initiatives.services import signoffs as services


@require_GET
@initiative_page(Capability.VIEW_INITIATIVE)
def sign_offs(request: InitiativeRequest) -> HttpResponse:
    """How every partner stands to the adopted agenda."""
    return render(request, "initiatives/sign_offs.html", {"table": sign_off_table(request.actor, request.initiative)})


@require_http_methods(["GET", "POST"])
@partner_page(Capability.VIEW_PARTNER_PAGES)
def sign_off(request: InitiativeRequest) -> HttpResponse:
    """One partner's signature, and the form for who represents it."""
    page = _found(request)
    form = SignOffForm(request.POST or None, initial=_signed_before(page))
    if request.method == "POST":
        require(request.actor, Capability.SIGN_AGENDA, on=request.organization)
        if attempt_form(form, lambda: _sign(request, page, form)):
            messages.success(request, _("Signed. The letter of commitment is ready below."))
            return _to(request)
    return _page(request, page, form=form)


def _signed_before(page: SignOffPage) -> dict[str, Any]:
    """What stood in the latest signature, so that who renews types nothing twice."""
    latest = page.line.latest
    if latest is None:
        return {}
    reservations = {f"on_{each.section}": each.text for each in page.line.reservations}
    return {"name": latest.name, "title": latest.title, "commitment": latest.commitment} | reservations


def _sign(request: InitiativeRequest, page: SignOffPage, form: SignOffForm) -> SignOff:
    if page.agenda is None:
        raise Http404
    given = {name: form.cleaned_data[name] for name in ("name", "title", "commitment", "ends_on")}
    return services.sign_off(
        page.agenda, request.organization, reservations=form.reservations(), by=request.actor, **given
    )


@require_POST
@partner_page(Capability.SIGN_AGENDA)
def sign_off_withdraw(request: InitiativeRequest) -> HttpResponse:
    """Take the signature back."""
    page, form = _found(request), ReasonForm(request.POST)
    latest = page.line.latest
    if latest is None:
        raise Http404
    if attempt_form(form, lambda: services.withdraw_sign_off(latest, by=request.actor, **form.cleaned_data)):
        return _to(request)
    return _page(request, page, withdraw_form=form)


@require_GET
@partner_page(Capability.VIEW_PARTNER_PAGES)
def letter(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """The letter of commitment, set anew from what was signed, which never changes."""
    signed = get_object_or_404(
        SignOff.objects.select_related("agenda", "organization", "initiative__area"),
        uid=uid,
        organization=request.organization,
        initiative=request.initiative,
    )
    made = HttpResponse(letter_of(signed, request.tenant), content_type="application/pdf")
    made["Content-Disposition"] = f'attachment; filename="commitment-{request.organization.code}.pdf"'
    return made


def _found(request: InitiativeRequest) -> SignOffPage:
    page = sign_off_page(request.actor, request.initiative, request.organization)
    if page is None:
        raise Http404
    return page


def _page(request: InitiativeRequest, page: SignOffPage, **filled: Any) -> HttpResponse:
    context = {"page": page, "form": SignOffForm(), "withdraw_form": ReasonForm(), **filled}
    is_refused = any(form.errors for form in filled.values())
    return render(request, "initiatives/sign_off.html", context, status=422 if is_refused else 200)


def _to(request: InitiativeRequest) -> HttpResponse:
    return redirect("initiatives:sign-off", request.tenant.slug, request.initiative.slug, request.organization.code)
