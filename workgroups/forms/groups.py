"""What is asked when a group is formed, changed, chartered or ended, and when a seat is made or given?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from backbone.core.meanwhile import SeenMixin
from backbone.tenancy.models import Membership
from initiatives.models import Initiative, Organization, Strategy
from workgroups.models import CharterVersion, Group, Seat, SeatHolder


class PersonChoice(forms.ModelChoiceField):  # type: ignore[type-arg]
    """People by name and address, so that two of one name are told apart."""

    def label_from_instance(self, obj: Membership) -> str:
        return f"{obj.user} ({obj.user.email})"


class FormGroupForm(forms.Form):
    """A new group: what kind it is, around which strategy or below which group, and since when."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Group.Kind.choices, initial=Group.Kind.WORKING_GROUP)
    name = forms.CharField(label=_("Name"), max_length=120)
    purpose = forms.CharField(label=_("Purpose"), max_length=500, required=False)
    strategy = forms.ModelChoiceField(
        label=_("Strategy"),
        queryset=Strategy.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("None"),
        help_text=_("A working group is formed around one."),
    )
    parent = forms.ModelChoiceField(
        label=_("Working group"),
        queryset=Group.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("None"),
        help_text=_("A subgroup belongs to one."),
    )
    formed_on = a_day(_("Formed on"))

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["strategy"].queryset = Strategy.objects.filter(initiative=initiative, ended_on=None)
        fields["parent"].queryset = open_groups(initiative).filter(kind=Group.Kind.WORKING_GROUP)


class EditGroupForm(SeenMixin):
    """What a group is called, for what, and around which strategy."""

    name = forms.CharField(label=_("Name"), max_length=120)
    purpose = forms.CharField(label=_("Purpose"), max_length=500, required=False)
    strategy = forms.ModelChoiceField(
        label=_("Strategy"), queryset=Strategy.objects.none(), to_field_name="slug", empty_label=None
    )

    def __init__(self, *args: Any, group: Group, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["strategy"].queryset = Strategy.objects.filter(initiative=group.initiative, ended_on=None)
        if group.kind != Group.Kind.WORKING_GROUP:
            del fields["strategy"]


# Subscripting ModelForm needs a package at run time.
class CharterForm(forms.ModelForm):  # type: ignore[type-arg]
    """The next version of a charter."""

    class Meta:
        model = CharterVersion
        fields = ("purpose", "deciding", "meets", "expectations")
        widgets = {
            "purpose": forms.Textarea(attrs={"rows": 4}),
            "deciding": forms.Textarea(attrs={"rows": 3}),
            "expectations": forms.Textarea(attrs={"rows": 4}),
        }


class EndGroupForm(forms.Form):
    """How a group ends: closed, gone over into another, or split."""

    HOW = [
        ("close", _("It is closed: its work is done or given up")),
        ("merge", _("It goes over into another group")),
        ("split", _("It is split into several new groups")),
    ]

    how = forms.ChoiceField(label=_("How?"), choices=HOW, widget=forms.RadioSelect, initial="close")
    ended_on = a_day(_("With which day?"))
    because = forms.CharField(label=_("Why?"), max_length=500)
    into = forms.ModelChoiceField(
        label=_("Which group goes on with what it does?"),
        queryset=Group.objects.none(),
        to_field_name="slug",
        required=False,
        empty_label=_("None"),
        help_text=_(
            "It takes the activities that are under way. After a split the first of the new groups takes them."
        ),
    )
    names = forms.CharField(
        label=_("Names of the new groups, one a line"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Only for a split."),
    )
    brings_seats = forms.BooleanField(label=_("Seats and their holders go over too"), required=False)

    def __init__(self, *args: Any, group: Group, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["into"].queryset = open_groups(group.initiative).exclude(pk=group.pk)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("how") == "merge" and not answers.get("into") and "into" not in self.errors:
            self.add_error("into", _("Choose the group into which it goes over."))
        return answers

    @property
    def new_names(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["names"].splitlines() if line.strip()]


class SeatForm(forms.Form):
    """A new seat: whose it is, and for what."""

    organization = forms.ModelChoiceField(
        label=_("Organization"),
        queryset=Organization.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("None"),
        help_text=_("The seat stays the organization's when its holder changes."),
    )
    function = forms.ChoiceField(label=_("Function"), choices=Seat.Function.choices)
    title = forms.CharField(label=_("Title"), max_length=120, required=False)
    is_lived_experience = forms.BooleanField(
        label=_("A seat for somebody who has the problem, with the same voice as every other"),
        required=False,
        help_text=_("With that person’s consent: everybody in the initiative reads it."),
    )
    made_on = a_day(_("There since"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        organizations: Any = self.fields["organization"]
        organizations.queryset = Organization.objects.filter(active_to=None).order_by("name")


class GiveSeatForm(forms.Form):
    """Who holds a seat from now on."""

    person = PersonChoice(label=_("Person"), queryset=Membership.objects.none(), empty_label=_("Choose a person"))
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Not said")), *SeatHolder.Level.choices], required=False
    )
    held_from = a_day(_("From"))
    term_ends_on = a_day(_("The term ends on"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people: Any = self.fields["person"]
        people.queryset = Membership.objects.filter(ended_at=None).select_related("user").order_by("user__name")


class RenewForm(forms.Form):
    """Until when somebody holds a seat."""

    term_ends_on = a_day(_("The term ends on"), required=False, help_text=_("Empty: without end."))
    level = forms.ChoiceField(
        label=_("Level"), choices=[("", _("Not said")), *SeatHolder.Level.choices], required=False
    )


class VacateForm(forms.Form):
    """When and why somebody left a seat."""

    WHY = [(each.value, each.label) for each in (SeatHolder.Ended.LEFT, SeatHolder.Ended.TERM_OVER)]

    ended_on = a_day(_("With which day?"))
    because = forms.ChoiceField(label=_("Why?"), choices=WHY)


class EndSeatForm(forms.Form):
    """When a seat is taken out of its group."""

    ended_on = a_day(_("With which day?"))


def open_groups(initiative: Initiative) -> Any:
    """The groups that may be chosen."""
    return Group.objects.filter(initiative=initiative, closed_on=None).order_by("name")
