"""Pages of seats: a new one, and who holds one until when."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from backbone.core.exceptions import RuleViolation
from backbone.core.refusals import sentence_of
from backbone.tenancy.permissions import Capability
from workgroups.doors import GroupRequest, group_page
from workgroups.forms.groups import EndSeatForm, GiveSeatForm, RenewForm, SeatForm, VacateForm
from workgroups.models import Seat, SeatHolder
from workgroups.services import seats
from workgroups.views.forms import form_page


@require_http_methods(["GET", "POST"])
@group_page(Capability.MANAGE_GROUPS)
def seat_new(request: GroupRequest) -> HttpResponse:
    """Make a seat; its holder is chosen next."""
    form = SeatForm(request.POST or None, initial={"made_on": request.initiative.today()})
    if request.method == "POST" and form.is_valid():
        try:
            made = seats.make_seat(request.group, **form.cleaned_data, by=request.actor)
        except RuleViolation as violation:
            form.add_error(None, sentence_of(violation.refusal))
        else:
            messages.success(request, _("The seat is made. Say who holds it."))
            return _to(request, made)
    lede = _("A seat belongs to an organization; a person holds it for a time.")
    title = _("A seat in %(name)s") % {"name": request.group.name}
    crumbs = [("workgroups:group", request.group.slug, request.group.name)]
    return form_page(request, form, title=title, button=_("Make this seat"), lede=lede, crumbs=crumbs)


@require_http_methods(["GET", "POST"])
@group_page(Capability.MANAGE_GROUPS)
def seat(request: GroupRequest, uid: UUID) -> HttpResponse:
    """One seat: give it, change the term, end somebody's time in it, or end it."""
    here = _seat(request, uid)
    holders = list(here.holders.select_related("membership__user").order_by("-ended_on", "-pk"))
    holder = next((each for each in holders if each.ended_on is None), None)
    act = request.POST.get("act", "")
    made = _forms(request, act, holder)
    if request.method == "POST" and act in made and made[act].is_valid():
        try:
            _acts(here, holder)[act](made[act].cleaned_data, request)
        except RuleViolation as violation:
            made[act].add_error(None, sentence_of(violation.refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("workgroups:group", request.tenant.slug, request.initiative.slug, request.group.slug)
    status = 422 if any(each.errors for each in made.values()) else 200
    context = {
        "seat": here,
        "holder": holder,
        "before": [each for each in holders if each.ended_on],
        "forms": made,
        "group": request.group,
    }
    return render(request, "workgroups/seat.html", context, status=status)


def _forms(request: GroupRequest, act: str, holder: SeatHolder | None) -> dict[str, forms.Form]:
    """The forms that make sense now; the one that was sent is filled."""
    today = request.initiative.today()

    def sent(name: str) -> Any:
        return request.POST if request.method == "POST" and act == name else None

    found: dict[str, forms.Form] = {
        "give": GiveSeatForm(sent("give"), initial={"held_from": today}, auto_id="give_%s"),
        "end": EndSeatForm(sent("end"), initial={"ended_on": today}, auto_id="end_%s"),
    }
    if holder:
        term = {"term_ends_on": holder.term_ends_on, "level": holder.level}
        found["renew"] = RenewForm(sent("renew"), initial=term, auto_id="renew_%s")
        found["vacate"] = VacateForm(sent("vacate"), initial={"ended_on": today}, auto_id="vacate_%s")
    return found


Act = Callable[[dict[str, Any], GroupRequest], Any]


def _acts(here: Seat, holder: SeatHolder | None) -> dict[str, Act]:
    def give(said: dict[str, Any], request: GroupRequest) -> None:
        person = said.pop("person")
        seats.give_seat(here, person, **said, by=request.actor)

    found: dict[str, Act] = {
        "give": give,
        "end": lambda said, request: seats.end_seat(here, **said, by=request.actor),
    }
    if holder:
        found["renew"] = lambda said, request: seats.renew_term(holder, **said, by=request.actor)
        found["vacate"] = lambda said, request: seats.vacate_seat(holder, **said, by=request.actor)
    return found


def _seat(request: GroupRequest, uid: UUID) -> Seat:
    found: Seat = get_object_or_404(Seat.objects.select_related("organization"), uid=uid, group=request.group)
    found.group = request.group
    return found


def _to(request: GroupRequest, made: Seat) -> HttpResponse:
    return redirect("workgroups:seat", request.tenant.slug, request.initiative.slug, request.group.slug, made.uid)
