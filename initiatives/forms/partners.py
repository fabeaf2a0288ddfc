"""What is asked of people, partners, keys and words?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from backbone.tenancy.forms import KeyForm
from backbone.tenancy.models import ApiKey
from backbone.tenancy.roles import LABELS, Role
from initiatives.models import PARTNER_ROLES, Initiative, Organization, Sector


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


class JoinForm(forms.Form):
    """An organization that takes part from a day on: one the tenant knows, or a new one by its code and name."""

    organization = forms.ModelChoiceField(
        label=_("Organization"),
        queryset=Organization.objects.none(),
        required=False,
        empty_label=_("A new one"),
    )
    code = forms.SlugField(
        label=_("Code"), required=False, max_length=40, help_text=_("Of a new one: letters, digits and hyphens.")
    )
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), required=False, empty_label=_("None yet")
    )
    joined_on = a_day(_("Takes part from"), required=False)

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        here = Organization.objects.filter(participations__initiative=initiative, participations__left_on=None)
        fields["organization"].queryset = Organization.objects.exclude(pk__in=here).order_by("name")
        fields["sector"].queryset = Sector.objects.all()

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        code = answers.get("code")
        if not answers.get("organization") and not (code and answers.get("name")):
            self.add_error("code", _("Choose an organization, or give a new one its code and name."))
        elif not answers.get("organization") and Organization.objects.filter(code=code).exists():
            self.add_error("code", _("There is an organization with this code already: choose it above."))
        return answers


class ChangePartnerForm(forms.Form):
    """What becomes of a partner: its sector, the day it leaves, or whose place is taken by whom."""

    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), required=False, empty_label=_("None")
    )
    left_on = a_day(_("Leaves with the end of"), required=False)
    successors = forms.ModelMultipleChoiceField(
        label=_("Its place is taken by"),
        queryset=Organization.objects.none(),
        required=False,
        help_text=_("One after a merger, several after a split: the first answers for what was before."),
        widget=forms.CheckboxSelectMultiple,
    )
    took_effect_on = a_day(_("The new one takes its place from"), required=False)

    def __init__(self, *args: Any, organization: Organization, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["sector"].queryset = Sector.objects.all()
        fields["successors"].queryset = Organization.objects.filter(active_to=None).exclude(pk=organization.pk)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if bool(answers.get("successors")) != bool(answers.get("took_effect_on")):
            self.add_error("took_effect_on", _("Say both who takes its place and from which day."))
        return answers


class SectorForm(forms.Form):
    """One more sector of the tenant's list."""

    name = forms.CharField(label=_("Name"), max_length=100)


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
