"""What is asked when somebody is invited?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.forms import KeyForm
from backbone.tenancy.models import ApiKey
from backbone.tenancy.roles import LABELS, Role
from initiatives.models import PARTNER_ROLES, Initiative, Organization


class InvitationForm(forms.Form):
    """A person, and the role they get here: on the staff, or at one partner."""

    email = forms.EmailField(label=_("E-mail address"))
    name = forms.CharField(label=_("Name"), max_length=200)
    role = forms.ChoiceField(label=_("Role"))
    organization = forms.ModelChoiceField(
        label=_("Partner organization"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("None"),
        help_text=_("Only for people of a partner."),
    )

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        roles: Any = self.fields["role"]
        roles.choices = [
            ("", _("Choose a role")),
            *((role.value, LABELS[role]) for role in [*Role.staff(), *PARTNER_ROLES]),
        ]
        partners: Any = self.fields["organization"]
        partners.queryset = Organization.objects.filter(participations__initiative=initiative).order_by("name")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        is_partner = answers.get("role") in PARTNER_ROLES
        if is_partner and not answers.get("organization"):
            self.add_error("organization", _("Choose the partner that this person works for."))
        return answers


class PartnerKeyForm(KeyForm):
    """A new API key of one partner."""

    organization = forms.ModelChoiceField(
        label=_("Partner organization"), queryset=Organization.objects.none(), empty_label=_("Choose a partner")
    )
    scopes = forms.MultipleChoiceField(
        label=_("What may it do?"),
        choices=ApiKey.Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        initial=list(ApiKey.Scope.values),
    )

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        partners: Any = self.fields["organization"]
        partners.queryset = Organization.objects.filter(participations__initiative=initiative).order_by("name")


class TermForm(forms.Form):
    """A word of the glossary and what it means."""

    word = forms.CharField(label=_("Word"), max_length=80)
    other_forms = forms.CharField(
        label=_("Other forms"),
        max_length=300,
        required=False,
        help_text=_("Such as the plural, parted by commas. Each is explained wherever it stands."),
    )
    definition = forms.CharField(
        label=_("What it means here"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4})
    )
