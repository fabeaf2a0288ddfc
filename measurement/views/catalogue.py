"""The tenant's indicators as an initiative sees them: which it has adopted, and which it might."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.core.exceptions import RuleViolation
from backbone.core.reading import whole_number
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability, may, require
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import Outcome
from measurement.forms.definitions import ProposalForm
from measurement.models import Adoption, Indicator
from measurement.selectors.catalogue import catalogue as read_catalogue
from measurement.services.adoptions import adopt_indicator, set_indicator_cap
from measurement.services.definitions import propose_indicator
from measurement.services.lives import activate_indicator

MOST = 200


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def catalogue(request: InitiativeRequest) -> HttpResponse:
    """All indicators, with the filters in the URL; the chosen ones may be activated or adopted together."""
    if request.method == "POST":
        require(request.actor, Capability.DEFINE_INDICATORS, on=request.initiative)
        return _together(request)
    filters = {name: request.GET.get(name, "") for name in ("state", "adopted", "outcome")}
    typed = request.GET.get("q", "")[:100]
    context = {
        "page": read_catalogue(request.initiative, typed=typed, **filters),
        "filters": filters,
        "typed": typed,
        "states": Indicator.State.choices,
        "outcomes": Outcome.objects.filter(initiative=request.initiative),
        "may_define": may(request.actor, Capability.DEFINE_INDICATORS, on=request.initiative),
        "may_propose": may(request.actor, Capability.PROPOSE_INDICATORS, on=request.initiative),
    }
    return render(request, "measurement/catalogue.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.PROPOSE_INDICATORS)
def propose(request: InitiativeRequest) -> HttpResponse:
    """Propose an indicator."""
    form = ProposalForm(request.POST or None)
    if request.method == "POST" and attempt_form(form, lambda: _propose(request, form), field="code"):
        messages.success(request, _("The indicator is proposed: now people can discuss it."))
        return redirect(
            "measurement:definition", request.tenant.slug, request.initiative.slug, form.cleaned_data["code"]
        )
    return render(request, "measurement/propose.html", {"form": form}, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.DEFINE_INDICATORS)
def cap(request: InitiativeRequest) -> HttpResponse:
    """Say how many indicators the initiative wants at most."""
    wanted = whole_number(request.POST.get("cap", ""))
    if wanted is None or not 1 <= wanted <= 500:
        messages.error(request, _("Enter a number from 1 to 500."))
    else:
        attempt(
            request,
            lambda: set_indicator_cap(request.initiative, wanted, by=request.actor),
            _("The initiative wants %(cap)d indicators at most.") % {"cap": wanted},
        )
    return redirect("measurement:catalogue", request.tenant.slug, request.initiative.slug)


def _propose(request: InitiativeRequest, form: ProposalForm) -> None:
    answers = form.cleaned_data
    propose_indicator(answers["code"], form.wanted(), dimensions=list(answers["dimensions"]), by=request.actor)


def _together(request: InitiativeRequest) -> HttpResponse:
    """Activate or adopt what was chosen, each by itself: what is refused is said, the others are done."""
    codes = request.POST.getlist("code")[:MOST]
    chosen = list(Indicator.objects.filter(code__in=codes).order_by("name"))
    if not chosen:
        messages.error(request, _("Choose at least one indicator."))
    elif request.POST.get("act") == "adopt":
        _adopt(request, chosen)
    else:
        _activate(request, chosen)
    return redirect("measurement:catalogue", request.tenant.slug, request.initiative.slug)


def _activate(request: InitiativeRequest, chosen: list[Indicator]) -> None:
    done = 0
    for each in chosen:
        try:
            activate_indicator(each, by=request.actor)
        except RuleViolation as violation:
            messages.error(request, f"{each.name}: {sentence_of(violation.refusal)}")
        else:
            done += 1
    if done:
        messages.success(request, ngettext("%d indicator is active.", "%d indicators are active.", done) % done)


def _adopt(request: InitiativeRequest, chosen: list[Indicator]) -> None:
    outcome = Outcome.objects.filter(
        initiative=request.initiative, slug=request.POST.get("outcome", "").replace("\x00", "")
    ).first()
    if outcome is None:
        messages.error(request, _("Choose the outcome that these indicators show."))
        return
    done: list[Adoption] = []
    for each in chosen:
        try:
            because = request.POST.get("because", "")[:300]
            done.append(adopt_indicator(request.initiative, each, outcome, because=because, by=request.actor))
        except RuleViolation as violation:
            messages.error(request, f"{each.name}: {sentence_of(violation.refusal)}")
    if done:
        text = ngettext("%d indicator is adopted.", "%d indicators are adopted.", len(done))
        messages.success(request, text % len(done))
