"""Founding an initiative, and the path of its six steps."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from backbone.core.doing import attempt_form
from backbone.tenancy.doors import TenantRequest, tenant_page
from backbone.tenancy.permissions import Capability, may, require
from communications.campaigns.selectors import belongings
from communications.founding.presenters import founding_path
from communications.founding.rules.standing import Step
from communications.founding.services.founding import found_initiative, note_step
from communications.founding.templates import TEMPLATES
from initiatives.doors import InitiativeRequest, initiative_page
from initiatives.models import Area, Initiative

IN_SMALL_LETTERS = RegexValidator(
    r"\A[a-z0-9]+(-[a-z0-9]+)*\Z", gettext_lazy("Use small letters, digits and hyphens, such as north-east.")
)


class FoundingForm(forms.Form):
    """What an initiative begins with."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    slug = forms.CharField(
        label=gettext_lazy("Address"), max_length=60, validators=[IN_SMALL_LETTERS],
        help_text=gettext_lazy("Short, in small letters, such as north-east: it stands in every link."),
    )  # fmt: skip
    purpose = forms.CharField(label=gettext_lazy("What it is for, in a sentence"), max_length=300, required=False)
    area = forms.ModelChoiceField(
        label=gettext_lazy("Place"), queryset=Area.objects.none(), required=False, empty_label=gettext_lazy("A new one")
    )
    area_name = forms.CharField(label=gettext_lazy("Name of a new place"), max_length=200, required=False)
    time_zone = forms.CharField(label=gettext_lazy("Time zone"), max_length=50, initial="Europe/London")
    campaign = forms.ModelChoiceField(
        label=gettext_lazy("Local initiative of"), queryset=Initiative.objects.none(), required=False,
        to_field_name="slug", empty_label=gettext_lazy("None: it stands by itself"),
        help_text=gettext_lazy("The campaign that it is the local team of."),
    )  # fmt: skip
    template = forms.ChoiceField(
        label=gettext_lazy("Start with"), widget=forms.RadioSelect, initial="blank",
        choices=[(key, template.name) for key, template in TEMPLATES.items()],
        help_text=gettext_lazy("Outcomes, strategies and first words of the agenda, all to be changed."),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["area"].queryset = Area.objects.order_by("name")
        fields["campaign"].queryset = Initiative.objects.filter(campaign=None).order_by("name")


@require_http_methods(["GET", "POST"])
@tenant_page(Capability.FOUND_INITIATIVE)
def found(request: TenantRequest) -> HttpResponse:
    """Found an initiative; its path is left and taken up again as one likes."""
    form = FoundingForm(request.POST or None)
    made: list[Initiative] = []
    if request.method == "POST" and _is_founded(request, form, made):
        messages.success(request, _("It is founded. These are its first steps; leave and come back as you like."))
        return redirect("founding:path", request.tenant.slug, made[0].slug)
    return render(request, "communications/found.html", {"form": form}, status=422 if form.errors else 200)


def _is_founded(request: TenantRequest, form: FoundingForm, made: list[Initiative]) -> bool:
    try:
        return attempt_form(
            form, lambda: made.append(found_initiative(by=request.actor, **form.cleaned_data)), field="area_name"
        )
    except ValidationError as error:
        for field, words in getattr(error, "message_dict", {"slug": error.messages}).items():
            form.add_error(field if field in form.fields else "slug", words)
    return False


@require_http_methods(["GET", "POST"])
@initiative_page(Capability.VIEW_INITIATIVE)
def path(request: InitiativeRequest) -> HttpResponse:
    """The six steps and the five conditions, each with its evidence, and what people say about a step."""
    if request.method == "POST":
        require(request.actor, Capability.DRAFT_AGENDA, on=request.initiative)
        step, text = request.POST.get("step", ""), request.POST.get("text", "")[:1000]
        if step in list(Step) and text.strip():
            note_step(request.initiative, step, text, by=request.actor)
        else:
            messages.error(request, _("Write something first."))
        return redirect(request.path)
    context = {
        "path": founding_path(request.initiative, request.tenant.slug),
        "may_note": may(request.actor, Capability.DRAFT_AGENDA, on=request.initiative),
        "may_place": may(request.actor, Capability.FOUND_INITIATIVE) and request.initiative.campaign_id is None,
        **belongings(request.initiative, request.member),
    }
    return render(request, "communications/founding_path.html", context)
