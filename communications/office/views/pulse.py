"""What do partners think of the initiative? Asked, answered once, and shown when enough have."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.doing import attempt, attempt_form
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, may, require
from communications.office.forms import AnswerForm, PulseForm
from communications.office.presenters import question_lines
from communications.office.selectors import asked_in, may_answer, pulses_of, result_of
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import PulseSurvey, PulseTicket
from initiatives.rules.pulse import is_closed
from initiatives.services import pulse as services


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.READ_PULSE)
def pulses(request: InitiativeRequest) -> HttpResponse:
    """All surveys, and a form to ask again."""
    form = PulseForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, Capability.RUN_OFFICE, on=request.initiative)
        if form.is_valid():
            asked, given = asked_in(request.initiative), form.cleaned_data
            attempt(
                request,
                lambda: services.open_pulse(request.initiative, asked=asked, by=request.actor, **given),
                _("It is open. Those who are asked find it on Home."),
            )
            return redirect("office:pulses", request.tenant.slug, request.initiative.slug)
    context = {
        "pulses": pulses_of(request.actor, request.initiative),
        "form": form,
        "may_run": may(request.actor, Capability.RUN_OFFICE, on=request.initiative),
        "may_read_office": may(request.actor, Capability.VIEW_OFFICE, on=request.initiative),
    }
    return render(request, "communications/office/pulses.html", context, status=422 if form.errors else 200)


@require_GET
@initiative_page(Capability.READ_PULSE)
def result(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """What a survey found, or why nothing is shown."""
    survey = get_object_or_404(PulseSurvey, uid=uid, initiative=request.initiative)
    found = result_of(survey, request.initiative.today())
    context = {
        "result": found,
        "questions": question_lines(found),
        "may_close": not found.is_closed and may(request.actor, Capability.RUN_OFFICE, on=request.initiative),
    }
    return render(request, "communications/office/pulse.html", context)


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.READ_PULSE)
def answer(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """The questions: to be answered by those who are asked and have not answered yet, to be read by staff."""
    survey = get_object_or_404(PulseSurvey, uid=uid, initiative=request.initiative)
    form = AnswerForm(request.POST or None)
    if request.method == "POST":
        require(request.actor, Capability.ANSWER_PULSE, on=request.initiative)
        if attempt_form(form, lambda: _answer(request, survey, form)):
            messages.success(request, _("Thank you. Your answer is counted, and cannot be told from the others."))
            return redirect("communications:home", request.tenant.slug, request.initiative.slug)
    context = {
        "survey": survey,
        "form": form,
        "is_asked": may_answer(request.actor, request.initiative),
        "is_closed": is_closed(survey.closes_on, survey.closed_on, request.initiative.today()),
        "has_answered": PulseTicket.objects.filter(survey=survey, membership__user=request.actor.user_id).exists(),
    }
    return render(request, "communications/office/answer.html", context, status=422 if form.errors else 200)


def _answer(request: InitiativeRequest, survey: PulseSurvey, form: AnswerForm) -> None:
    services.answer_pulse(
        survey, ratings=form.ratings, text=form.cleaned_data["text"], asked=asked_in(request.initiative),
        membership=Membership.objects.get(user=request.actor.user_id, ended_at=None), by=request.actor,
    )  # fmt: skip


@require_POST
@initiative_page(Capability.RUN_OFFICE)
def close(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """Take no more answers."""
    survey = get_object_or_404(PulseSurvey, uid=uid, initiative=request.initiative)
    attempt(request, lambda: services.close_pulse(survey, by=request.actor), _("Closed."))
    return redirect("office:pulse", request.tenant.slug, request.initiative.slug, uid)
