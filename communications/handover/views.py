"""A partner's hand-over: what passes, to whom, and the pack for whoever comes."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from backbone.core.doing import attempt_form
from backbone.core.refusals import register_sentences
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, may, require
from communications.handover.pack import pack_pdf
from communications.handover.selectors import hand_overs_of, pack_of, seats_of, who_may_leave
from communications.handover.services import hand_over as pass_on
from initiatives.doors import InitiativeRequest, partner_page
from initiatives.selectors.directory import people_of_partner

register_sentences(
    {
        "nothing_to_hand_over": gettext_lazy("This person holds no role and no seat for the partner."),
        "successor_is_the_same": gettext_lazy("Nobody can follow themselves. Give another address."),
    }
)


class HandOverForm(forms.Form):
    """Who leaves, and who takes over."""

    leaving = forms.ChoiceField(label=gettext_lazy("Who leaves"))
    email = forms.EmailField(label=gettext_lazy("E-mail address of the successor"))
    name = forms.CharField(label=gettext_lazy("Name of the successor"), max_length=200)
    words = forms.CharField(
        label=gettext_lazy("What the successor should know"), required=False, max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("History, promises, people: it stands in the pack."),
    )  # fmt: skip
    ends_membership = forms.BooleanField(
        label=gettext_lazy("Close every page to the one who leaves, at once"), required=False
    )

    def __init__(self, *args: Any, people: list[Membership], **options: Any) -> None:
        super().__init__(*args, **options)
        leaving: Any = self.fields["leaving"]
        leaving.choices = [(str(each.uid), str(each.user)) for each in people]


@require_http_methods(["GET", "POST"])
@partner_page(Capability.VIEW_PARTNER_PAGES)
def hand_over(request: InitiativeRequest) -> HttpResponse:
    """Roles and seats that would pass, the form, and what passed before."""
    partner = request.organization
    people, seats = people_of_partner(partner), seats_of(request.initiative, partner)
    leaving = who_may_leave(people, seats)
    form = HandOverForm(request.POST or None, people=leaving)
    if request.method == "POST":
        require(request.actor, Capability.HAND_OVER, on=partner)
        if attempt_form(form, lambda: _pass_on(request, leaving, form.cleaned_data), field="email"):
            messages.success(request, _("Handed over. The successor gets a letter; the pack is ready below."))
            return redirect(request.path)
    context = {
        "form": form,
        "people": people,
        "seats": seats,
        "hand_overs": hand_overs_of(partner),
        "may_hand_over": may(request.actor, Capability.HAND_OVER, on=partner),
    }
    return render(request, "communications/hand_over.html", context, status=422 if form.errors else 200)


def _pass_on(request: InitiativeRequest, people: list[Membership], answers: dict[str, Any]) -> None:
    leaving = next(each for each in people if str(each.uid) == answers["leaving"])
    given = {name: answers[name] for name in ("email", "name", "words", "ends_membership")}
    pass_on(request.initiative, request.organization, leaving, by=request.actor, **given)


@require_GET
@partner_page(Capability.VIEW_PARTNER_PAGES)
def pack(request: InitiativeRequest) -> HttpResponse:
    """The hand-over pack as PDF, as of now."""
    found = pack_of(request.initiative, request.organization)
    made = HttpResponse(pack_pdf(found, request.initiative, request.tenant), content_type="application/pdf")
    made["Content-Disposition"] = f'attachment; filename="hand-over-{request.organization.code}.pdf"'
    return made
