"""What is asked when a cycle begins, when more is said in it, and when it is decided?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from backbone.core.fields import ShortListsField
from backbone.tenancy.models import Membership
from initiatives.models import Organization
from measurement.models import Indicator
from workgroups.models import Activity, Cycle, Group
from workgroups.rules.cycles import Decision
from workgroups.selectors.consent import may_be_named
from workgroups.services.cycles import Trial

LONG = forms.Textarea(attrs={"rows": 5})
NAMED = _("They are asked, and nobody else reads it before each has consented. Hold Ctrl to choose several.")
NOT_NAMED = _("Write no name of anybody whom you cannot choose below: “a mother”, “one of the drivers”.")


class PeopleChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]
    """People by name; addresses are not everybody's to see."""

    def label_from_instance(self, obj: Membership) -> str:
        return str(obj.user)


class NamesForm(forms.Form):
    """Whom a text names."""

    people = PeopleChoice(
        label=_("People named in it"), queryset=Membership.objects.none(), required=False, help_text=NAMED,
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )  # fmt: skip
    organizations = ShortListsField(
        label=_("Organizations named in it"), queryset=Organization.objects.none(), to_field_name="code",
        required=False, help_text=_("Their representatives are asked."),
        widget=forms.SelectMultiple(attrs={"size": 5}),
    )  # fmt: skip

    def offer_names(self, initiative: Any) -> None:
        fields: dict[str, Any] = self.fields
        fields["people"].queryset = may_be_named(initiative)
        here = Organization.objects.filter(participations__initiative=initiative)
        fields["organizations"].queryset = here.distinct().order_by("name")


class CycleForm(forms.Form):
    """What is tried, since when, by whom, and what it is to move."""

    aim = forms.CharField(label=_("Aim"), max_length=300, help_text=_("What will be better, for whom? One sentence."))
    started_on = a_day(_("First day"))
    indicators = forms.ModelMultipleChoiceField(
        label=_("Indicators that it is to move"), queryset=Indicator.objects.none(), to_field_name="code",
        required=False, help_text=_("It stands on their charts from its first day on. Hold Ctrl to choose several."),
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )  # fmt: skip
    activity = forms.ModelChoiceField(
        label=_("Activity of which it is part"), queryset=Activity.objects.none(), to_field_name="slug",
        required=False, empty_label=_("None"),
    )  # fmt: skip
    done_by = forms.ChoiceField(label=_("Who does it?"), choices=Cycle.DoneBy.choices, initial=Cycle.DoneBy.GROUP)
    subgroup = forms.ModelChoiceField(
        label=_("Which small group"), queryset=Group.objects.none(), to_field_name="slug", required=False,
        empty_label=_("None in particular"),
    )  # fmt: skip
    organization = forms.ModelChoiceField(
        label=_("In which organization"), queryset=Organization.objects.none(), to_field_name="code", required=False,
        empty_label=_("Each in their own"),
    )  # fmt: skip

    def __init__(self, *args: Any, group: Group, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        here = group.initiative
        adopted = Indicator.objects.filter(adoptions__initiative=here, adoptions__ended_on=None)
        fields["indicators"].queryset = adopted.order_by("name")
        fields["activity"].queryset = Activity.objects.filter(initiative=here).order_by("name")
        fields["subgroup"].queryset = Group.objects.filter(parent=group, closed_on=None).order_by("name")
        partners = Organization.objects.filter(participations__initiative=here)
        fields["organization"].queryset = partners.distinct().order_by("name")

    def trial(self) -> Trial:
        return Trial(**self.cleaned_data)


class WordsForm(forms.Form):
    """What is planned, or what was done."""

    text = forms.CharField(label=_("In your words"), max_length=4000, widget=LONG)


class FigureForm(forms.Form):
    """What the data of a period say."""

    indicator = forms.ModelChoiceField(
        label=_("Indicator"), queryset=Indicator.objects.none(), to_field_name="code", empty_label=_("Choose one")
    )
    start = a_day(_("Its period from"))
    end = a_day(_("to"))
    text = forms.CharField(
        label=_("What do the data say?"), max_length=4000, widget=LONG,
        help_text=_("In words. The figure of the period stands beside them as each reader may see it."),
    )  # fmt: skip

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["indicator"]
        field.queryset = Indicator.objects.filter(cycles__cycle=cycle).order_by("name")


class StoryForm(NamesForm):
    """What somebody lived."""

    text = forms.CharField(label=_("The story"), max_length=4000, widget=LONG, help_text=NOT_NAMED)
    field_order = ("text", "people", "organizations")

    def __init__(self, *args: Any, cycle: Cycle, **options: Any) -> None:
        super().__init__(*args, **options)
        self.offer_names(cycle.group.initiative)


class ChangeForm(forms.Form):
    """We changed X because Y."""

    changed_on = a_day(_("Day"))
    what = forms.CharField(label=_("We changed"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))
    because = forms.CharField(label=_("Because"), max_length=1000, widget=forms.Textarea(attrs={"rows": 2}))


class ToldForm(forms.Form):
    """Who was told what, and how."""

    told_on = a_day(_("Day"))
    audience = forms.CharField(label=_("Who was told?"), max_length=200)
    means = forms.CharField(label=_("How?"), max_length=200, help_text=_("A letter, an evening, a page on the web."))
    text = forms.CharField(label=_("What were they told?"), max_length=4000, widget=LONG)


class DecideForm(forms.Form):
    """Adopt, adapt or abandon."""

    ACTS = [
        (Decision.ADOPT.value, _("Adopt: it stays, and others may take it up")),
        (Decision.ADAPT.value, _("Adapt: the next cycle begins, with what was learnt")),
        (Decision.ABANDON.value, _("Abandon: it is not worth going on")),
    ]

    decision = forms.ChoiceField(label=_("Decision"), choices=ACTS, widget=forms.RadioSelect)
    because = forms.CharField(label=_("Because"), max_length=4000, widget=LONG)
    next_aim = forms.CharField(
        label=_("Aim of the next cycle"), max_length=300, required=False,
        help_text=_("Where it is adapted; empty, it is the same."),
    )  # fmt: skip
