"""The steering committee decides on a version: each member says where it stands, then it is adopted."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.permissions import Capability, may, require
from communications.agenda.selectors import committee_of
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import AgendaVersion, Position
from initiatives.rules.agenda import has_majority, tally
from initiatives.selectors.agenda import positions_on
from initiatives.services import agenda as services
from workgroups.models import SeatHolder


class PositionForm(forms.Form):
    """Where a member stands."""

    stand = forms.ChoiceField(
        label=gettext_lazy("Where I stand"), choices=Position.Stand.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=gettext_lazy("In my words"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Needed unless you consent. It is kept with the agenda, for everybody to read."),
    )
    interest = forms.CharField(
        label=gettext_lazy("An interest to declare"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Such as funds that would go to your organization. It stands beside your position."),
    )


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def decision(request: InitiativeRequest, number: int) -> HttpResponse:
    """Where each member of the committee stands on a version; a member says so here."""
    agenda = _open(request, number)
    committee = committee_of(request.initiative)
    mine = next((seat for seat in committee if seat.membership.user_id == request.actor.user_id), None)
    form = PositionForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, Capability.DECIDE_AGENDA, on=request.initiative)
        if agenda.state != AgendaVersion.State.OPEN or mine is None:
            messages.error(request, _("The committee does not decide on this version now, or you do not sit on it."))
            return redirect(request.path)
        if attempt_form(form, lambda: _stand(request, agenda, mine, form.cleaned_data), field="words"):
            messages.success(request, _("Your position stands; you may change it until the agenda is adopted."))
            return redirect(request.path)
    is_deciding = mine is not None and agenda.state == AgendaVersion.State.OPEN
    context = {
        **_standing(agenda, committee),
        "form": form if is_deciding else None,
        "may_adopt": may(request.actor, Capability.ADOPT_AGENDA, on=request.initiative),
    }
    return render(request, "communications/agenda_decision.html", context, status=422 if form.errors else 200)


def _standing(agenda: AgendaVersion, committee: list[SeatHolder]) -> dict[str, Any]:
    """Who of the committee has said what, and whether that is enough."""
    positions = positions_on(agenda)
    spoken, members = {each.membership_id for each in positions}, {seat.membership_id for seat in committee}
    counted = tally([(each.membership_id, each.stand) for each in positions], members)
    return {
        "agenda": agenda,
        "positions": positions,
        "silent": [seat for seat in committee if seat.membership_id not in spoken],
        "consents": counted.consents,
        "members": counted.members,
        "has_majority": has_majority(*counted),
    }


def _stand(request: InitiativeRequest, agenda: AgendaVersion, held: SeatHolder, answers: dict[str, Any]) -> Position:
    return services.take_position(
        agenda, membership=held.membership, seat_of=held.seat.organization, by=request.actor, **answers
    )


@require_POST
@initiative_page(Capability.ADOPT_AGENDA)
def adopt(request: InitiativeRequest, number: int) -> HttpResponse:
    """Adopt the version that the committee consents to."""
    agenda = _open(request, number)
    committee = [seat.membership_id for seat in committee_of(request.initiative)]
    said = _("Adopted. Partners whose primary goals are new or changed are asked to sign.")
    if attempt(request, lambda: services.adopt(agenda, committee=committee, by=request.actor), said):
        return redirect("initiatives:agenda", request.tenant.slug, request.initiative.slug)
    return redirect("agenda:decision", request.tenant.slug, request.initiative.slug, number)


def _open(request: InitiativeRequest, number: int) -> AgendaVersion:
    """A version that the committee decides on, or has decided on; a draft is not there."""
    versions = AgendaVersion.objects.filter(initiative=request.initiative).exclude(state=AgendaVersion.State.DRAFT)
    return get_object_or_404(versions, number=number)
