"""What is asked on the pages of the backbone's own work? Parsing only."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from backbone.tenancy.models import Membership
from initiatives.models import AssessmentAnswer, BackboneFunction, Initiative, Organization, PlanItem, StaffPosition
from initiatives.rules.pulse import LEAST, RATINGS
from initiatives.wording.office import AGREEMENT, OPEN_QUESTION, QUESTIONS, TITLES

NOBODY = _("Nobody yet")


def a_year() -> forms.IntegerField:
    return forms.IntegerField(label=_("Year"), min_value=1990, max_value=2200)


class PositionForm(forms.Form):
    """What somebody does for the backbone, and with how much time."""

    title = forms.CharField(
        label=_("Works as"), max_length=120, widget=forms.TextInput(attrs={"list": "titles", "autocomplete": "off"})
    )
    fte = forms.DecimalField(
        label=_("Share of a full-time post"), min_value=Decimal("0.05"), max_value=1, max_digits=3, decimal_places=2,
        help_text=_("1 is full time, 0.5 half of it."),
    )  # fmt: skip
    functions = forms.MultipleChoiceField(
        label=_("For"), choices=BackboneFunction.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    host = forms.ModelChoiceField(
        label=_("Employed by"), queryset=Organization.objects.none(), required=False,
        empty_label=_("The backbone organization"),
    )  # fmt: skip

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        hosts: Any = self.fields["host"]
        hosts.queryset = Organization.objects.filter(participations__initiative=initiative)


class NewPositionForm(PositionForm):
    """Somebody new: with an account, or by name."""

    membership = forms.ModelChoiceField(
        label=_("Person with an account"), queryset=Membership.objects.none(), required=False, empty_label=_("None")
    )
    name = forms.CharField(label=_("Name, without an account"), max_length=200, required=False)
    held_from = a_day(_("From"))
    field_order = ["membership", "name"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        people: Any = self.fields["membership"]
        staff = Membership.objects.filter(ended_at=None, staff_roles__ended_at=None, staff_roles__isnull=False)
        people.queryset = staff.distinct().select_related("user")


class ChangePositionForm(PositionForm):
    """What changes, and until when."""

    held_until = a_day(_("Until"), required=False)


class _OfPlan(forms.Form):
    """Who does it: those who work for the backbone today."""

    by_when = a_day(_("By when"), required=False)
    position = forms.ModelChoiceField(
        label=_("Who"), queryset=StaffPosition.objects.none(), required=False, empty_label=NOBODY
    )

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        who: Any = self.fields["position"]
        here = StaffPosition.objects.filter(initiative=initiative, held_until=None)
        who.queryset = here.select_related("membership__user")


class PlanForm(_OfPlan):
    """One thing to do."""

    year = a_year()
    function = forms.ChoiceField(label=_("For"), choices=BackboneFunction.choices)
    what = forms.CharField(label=_("What"), max_length=300)
    field_order = ["year", "function", "what"]


class MoveForm(_OfPlan):
    """How far it is."""

    state = forms.ChoiceField(label=_("How far it is"), choices=PlanItem.State.choices)
    because = forms.CharField(
        label=_("Why"), max_length=500, required=False, help_text=_("Needed where it is dropped.")
    )
    field_order = ["state", "because"]


class PriorityForm(forms.Form):
    """What is to come first in a year."""

    year = a_year()
    rank = forms.IntegerField(label=_("Rank"), min_value=1, max_value=99, initial=1)
    text = forms.CharField(label=_("Priority"), max_length=200)


class FirstForm(forms.Form):
    """Until when a priority is the one that everybody sees."""

    until = a_day(_("Until"))


class YearForm(forms.Form):
    """Which year is assessed."""

    year = a_year()


class PulseForm(forms.Form):
    """A new survey."""

    title = forms.CharField(label=_("Title"), max_length=120, help_text=_("Such as “Autumn 2026”."))
    closes_on = a_day(_("Last day to answer"))
    least = forms.IntegerField(
        label=_("Fewest answers that are shown"), min_value=LEAST, max_value=500, initial=LEAST,
        help_text=_("If fewer answer, nothing is ever shown. It cannot be changed later."),
    )  # fmt: skip


class AnswerForm(forms.Form):
    """The questions of a survey; each may be left out."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("I would rather not say")), *((str(each), AGREEMENT[each]) for each in reversed(RATINGS))]
        for key, question in QUESTIONS.items():
            self.fields[key] = forms.TypedChoiceField(
                label=str(question),
                choices=choices,
                coerce=int,
                empty_value=None,
                required=False,
                widget=forms.RadioSelect,
            )
        self.fields["text"] = forms.CharField(
            label=OPEN_QUESTION, required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}),
            help_text=_("Your words are shown as they are: write nothing that tells who you are."),
        )  # fmt: skip

    @property
    def ratings(self) -> dict[str, int]:
        return {key: self.cleaned_data[key] for key in QUESTIONS if self.cleaned_data.get(key)}


class RatingForm(forms.Form):
    """How far each statement is fulfilled, with evidence; those left out stay as they are."""

    def __init__(self, *args: Any, statements: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        choices = [("", _("No rating yet")), *AssessmentAnswer.Rating.choices]
        for key, text in statements.items():
            self.fields[key] = forms.TypedChoiceField(
                label=text, choices=choices, coerce=int, empty_value=None, required=False
            )
            self.fields[f"{key}-why"] = forms.CharField(label=_("Evidence"), max_length=500, required=False)

    def rows(self, keys: list[str]) -> Iterator[tuple[Any, Any]]:
        return ((self[key], self[f"{key}-why"]) for key in keys)

    @property
    def answers(self) -> dict[str, tuple[int, str]]:
        given = self.cleaned_data
        return {
            key: (given[key], given.get(f"{key}-why", ""))
            for key in self.fields
            if not key.endswith("-why") and given.get(key)
        }


def titles() -> list[str]:
    """What people usually work as; anything else may be typed."""
    return [str(each) for each in TITLES]
