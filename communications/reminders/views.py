"""When partners are reminded, and the list of mails."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.permissions import Capability
from communications.reminders import wording
from communications.reminders.forms import RuleForm
from communications.reminders.models import ReminderRule
from communications.reminders.presenters import mail_lines
from communications.reminders.selectors import mails_of, rules_of
from communications.reminders.services import ruling
from initiatives.doors import InitiativeRequest, initiative_page

MAILS_A_PAGE = 50


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.REMIND_PARTNERS)
def rules(request: InitiativeRequest) -> HttpResponse:
    """The rules in force, and a form for one more."""
    form = RuleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            ruling.add_rule(request.initiative, form.days_after_due, form.cleaned_data["audience"], by=request.actor)
        except RuleViolation as violation:
            form.add_error(None, wording.sentence(violation.refusal))
        else:
            messages.success(request, _("The rule is set."))
            return _to_rules(request)
    lines = [(each, wording.when(each)) for each in rules_of(request.initiative)]
    context = {"form": form, "lines": lines}
    return render(request, "communications/reminder_rules.html", context, status=422 if form.errors else 200)


@require_POST
@initiative_page(Capability.REMIND_PARTNERS)
def rule_end(request: InitiativeRequest, uid: UUID) -> HttpResponse:
    """End a rule."""
    found = ReminderRule.objects.select_related("initiative")
    ruling.end_rule(get_object_or_404(found, uid=uid, initiative=request.initiative), by=request.actor)
    messages.success(request, _("The rule has ended."))
    return _to_rules(request)


@require_GET
@initiative_page(Capability.REMIND_PARTNERS)
def mails(request: InitiativeRequest) -> HttpResponse:
    """What was sent to whom, when and why, and what became of it."""
    page = Paginator(mails_of(request.initiative), MAILS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "lines": mail_lines(list(page), request.initiative)}
    return render(request, "communications/mails.html", context)


def _to_rules(request: InitiativeRequest) -> HttpResponse:
    return redirect("communications:reminder-rules", request.tenant.slug, request.initiative.slug)
