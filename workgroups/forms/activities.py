"""What is asked when an activity is planned, and when more is said of it?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from backbone.core.fields import ShortListField
from backbone.core.meanwhile import SeenMixin
from initiatives.models import Initiative, Organization, Outcome, Strategy
from measurement.models import Indicator
from workgroups.models import Activity, ActivityPartner
from workgroups.services.activities import Plan
from workgroups.services.details import MOST_COUNTED


class ActivityForm(forms.Form):
    """What is done, for which strategy and outcomes, from when to when; a campaign may have a goal that is counted."""

    name = forms.CharField(label=_("Name"), max_length=160)
    what = forms.CharField(label=_("What is done"), max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))
    is_existing = forms.BooleanField(label=_("This is done already: it is registered, not begun anew"), required=False)
    strategy = forms.ModelChoiceField(
        label=_("Strategy"), queryset=Strategy.objects.none(), to_field_name="slug", empty_label=_("Choose a strategy")
    )
    outcomes = forms.ModelMultipleChoiceField(
        label=_("Outcomes that it serves"),
        queryset=Outcome.objects.none(),
        to_field_name="slug",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    starts_on = a_day(_("Starts on"), help_text=_("Of existing work: since when it is done."))
    ends_on = a_day(_("Ends on"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), choices=Activity.Kind.choices, initial=Activity.Kind.ACTIVITY)
    goal = forms.IntegerField(
        label=_("Goal"), min_value=1, max_value=MOST_COUNTED, required=False, help_text=_("Of a campaign: how many.")
    )
    goal_unit = forms.CharField(label=_("Of what"), max_length=80, required=False)

    def __init__(self, *args: Any, initiative: Initiative, activity: Activity | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        strategies = Strategy.objects.filter(initiative=initiative)
        kept = strategies.filter(pk=activity.strategy_id if activity else -1)
        fields["strategy"].queryset = strategies.filter(ended_on=None) | kept
        fields["outcomes"].queryset = Outcome.objects.filter(initiative=initiative)

    def plan(self) -> Plan:
        return Plan(**self.cleaned_data)


class EditActivityForm(SeenMixin, ActivityForm):
    """What is changed of an activity that is planned."""


class DoerForm(forms.Form):
    """Who is to do a new activity."""

    doer = forms.ChoiceField(label=_("Who does it?"))

    def __init__(self, *args: Any, choices: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        doer: Any = self.fields["doer"]
        doer.choices = choices


class PartForm(forms.Form):
    """Which part a partner takes."""

    organization = ShortListField(
        label=_("Partner"), queryset=Organization.objects.none(), to_field_name="code", empty_label=None
    )
    part = forms.ChoiceField(
        label=_("Part"), choices=[*ActivityPartner.Part.choices, ("", _("takes no part"))], required=False
    )

    def __init__(self, *args: Any, organizations: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["organization"]
        field.queryset = organizations


class AimForm(forms.Form):
    """Which indicator it is to move, and what its data said."""

    indicator = forms.ModelChoiceField(
        label=_("Indicator"), queryset=Indicator.objects.none(), to_field_name="code", empty_label=_("Choose one")
    )
    because = forms.CharField(
        label=_("What did the data say?"),
        max_length=500,
        required=False,
        help_text=_(
            "In words that everybody in the initiative reads. The figure of the period stands beside them as each reader "
            "may see it."
        ),
    )
    period_start = a_day(_("Its period from"), required=False)
    period_end = a_day(_("to"), required=False)

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["indicator"]
        adopted = Indicator.objects.filter(adoptions__initiative=initiative, adoptions__ended_on=None)
        field.queryset = adopted.order_by("name")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        start, end = answers.get("period_start"), answers.get("period_end")
        if bool(start) != bool(end) or (start and end and end < start):
            self.add_error("period_end", _("Give both days of the period, or none."))
        return answers


class MilestoneForm(forms.Form):
    """What is to be reached by when."""

    name = forms.CharField(label=_("What is to be reached?"), max_length=160)
    due_on = a_day(_("By when?"))


class NeedForm(forms.Form):
    """Which other activity it needs."""

    needed = forms.ModelChoiceField(
        label=_("Which activity does it need?"),
        queryset=Activity.objects.none(),
        to_field_name="slug",
        empty_label=_("Choose one"),
    )
    because = forms.CharField(label=_("Why?"), max_length=300)

    def __init__(self, *args: Any, activity: Activity, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["needed"]
        field.queryset = (
            Activity.objects.filter(initiative=activity.initiative).exclude(pk=activity.pk).order_by("name")
        )


class CountForm(forms.Form):
    """How many were counted on a day."""

    counted_on = a_day(_("Day"))
    count = forms.IntegerField(
        label=_("How many?"),
        min_value=0,
        max_value=MOST_COUNTED,
        help_text=_("Everybody in the initiative reads it as it is typed."),
    )


class EndForm(forms.Form):
    """Finished, stopped or taken up again."""

    ACTS = [("finish", _("It is done")), ("stop", _("It is stopped")), ("resume", _("It is taken up again"))]

    act = forms.ChoiceField(choices=ACTS)
    ended_on = a_day(_("With which day?"), required=False)
    because = forms.CharField(label=_("Why?"), max_length=500, required=False)
