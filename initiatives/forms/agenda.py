"""What is asked when an agenda is drafted, commented on, decided and signed?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from initiatives.models import Difference, Initiative, Organization, Outcome, Section, SectionComment, Strategy


class TextField(forms.CharField):
    """Paragraphs: a browser sends each end of a line as two characters, and counts it as one."""

    def to_python(self, value: Any) -> Any:
        text = super().to_python(value)
        return text.replace("\r\n", "\n") if isinstance(text, str) else text


def a_text(label: Any, *, rows: int = 4, longest: int = 4000, required: bool = True, help_text: Any = "") -> Any:
    """A field for some paragraphs."""
    return TextField(
        label=label,
        max_length=longest,
        required=required,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class NameForm(forms.Form):
    """What the agenda is called in public, for whom and until when it is, and what a new version changes."""

    name = forms.CharField(
        label=_("Public name"),
        max_length=120,
        help_text=_("Such as “Pathway to Student Success”: what people call it."),
    )
    population = forms.CharField(
        label=_("For whom"), max_length=200, required=False, help_text=_("Such as “all who are five to sixteen”.")
    )
    until_year = forms.IntegerField(label=_("Until which year"), min_value=2000, max_value=2200, required=False)
    change_note = forms.CharField(label=_("What changes with this version"), max_length=500, required=False)


class SectionForm(forms.Form):
    """The text of one section; `version` is the one that was read."""

    text = a_text(_("Text"), rows=14, longest=20_000, required=False, help_text=_("An empty line begins a paragraph."))
    version = forms.IntegerField(widget=forms.HiddenInput)


class BoundaryForm(forms.Form):
    """One more boundary."""

    is_inside = forms.TypedChoiceField(
        label=_("It lies"), coerce=lambda value: value == "in", choices=[("in", _("inside")), ("out", _("outside"))]
    )
    what = forms.CharField(label=_("What"), max_length=300)
    because = forms.CharField(label=_("Why"), max_length=500)


class GoalForm(forms.Form):
    """One goal; `uid` names the one that is put into other words."""

    statement = forms.CharField(label=_("Goal"), max_length=500)
    outcome = forms.ModelChoiceField(
        label=_("Toward the outcome"), queryset=Outcome.objects.none(), required=False, empty_label=_("None")
    )
    is_primary = forms.BooleanField(
        label=_("A primary goal: every partner accepts it, and signs again when it changes"),
        required=False,
        initial=True,
    )
    uid = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        outcomes: Any = self.fields["outcome"]
        outcomes.queryset = Outcome.objects.filter(initiative=initiative)


class StrategiesForm(forms.Form):
    """Which strategies stand in a draft."""

    strategies = forms.ModelMultipleChoiceField(
        label=_("Strategies"),
        queryset=Strategy.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        strategies: Any = self.fields["strategies"]
        strategies.queryset = Strategy.objects.filter(initiative=initiative, ended_on=None)


class OpenForm(forms.Form):
    """Until when anybody may comment."""

    until = a_day(
        _("Comments until"), help_text=_("On this day at the earliest it can be adopted; that closes the comments.")
    )


class SectionCommentForm(forms.Form):
    """What somebody says about a section."""

    text = a_text(_("Your comment"), rows=3)
    is_proposal = forms.BooleanField(label=_("I propose other words"), required=False)


class AnswerForm(forms.Form):
    """What became of a comment, and why."""

    became = forms.ChoiceField(label=_("What becomes of it"), choices=SectionComment.Became.choices)
    answer = a_text(_("Why"), rows=2)


class ProblemForm(forms.Form):
    """How a partner sees the problem."""

    problem = a_text(_("The problem, as we see it"), help_text=_("In your own words; others’ stand beside them."))
    goal = a_text(_("What we want to reach"))


class DifferenceForm(forms.Form):
    """A difference for the register."""

    title = forms.CharField(label=_("What it is about"), max_length=200)
    description = a_text(_("Who sees what how"))
    parties = forms.ModelMultipleChoiceField(
        label=_("Partners whose views differ"),
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 6}),
    )

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        parties: Any = self.fields["parties"]
        parties.queryset = Organization.objects.filter(
            participations__initiative=initiative, participations__left_on=None
        )


class StepForm(forms.Form):
    """What was said of a difference, and what that makes of it."""

    state = forms.ChoiceField(label=_("It is now"), choices=Difference.State.choices[1:])
    text = a_text(_("What was said or decided"), rows=3)


class SignOffForm(forms.Form):
    """An institution's signature; a reservation may be made on each section but the primary goals."""

    accepts = forms.BooleanField(label=_("We accept the primary goals above as an institution"))
    name = forms.CharField(label=_("Your name"), max_length=200)
    title = forms.CharField(label=_("Your title"), max_length=200)
    commitment = a_text(
        _("What your organization commits itself to"),
        required=False,
        rows=3,
        help_text=_("It stands in the letter of commitment."),
    )
    ends_on = a_day(_("For a term until the end of"), required=False, help_text=_("Empty: until it is taken back."))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for section in Section:
            label = _("What we do not share in “%(section)s”") % {"section": section.label}
            self.fields[f"on_{section.value}"] = a_text(label, rows=2, longest=2000, required=False)

    @property
    def main(self) -> list[forms.BoundField]:
        """What everybody who signs fills in."""
        return [field for field in self.visible_fields() if not field.name.startswith("on_")]

    @property
    def differing(self) -> list[forms.BoundField]:
        """Where a reservation may be made, section by section."""
        return [field for field in self.visible_fields() if field.name.startswith("on_")]

    def reservations(self) -> dict[str, str]:
        """The reservations that were made, by section."""
        return {section.value: self.cleaned_data[f"on_{section.value}"] for section in Section}


class ReasonForm(forms.Form):
    """Why something is taken back or ended."""

    because = forms.CharField(label=_("Why?"), max_length=500)


class StrategyForm(forms.Form):
    """One strategy and the outcomes that it serves."""

    name = forms.CharField(label=_("Name"), max_length=120)
    description = a_text(_("What it means"), rows=3, longest=2000, required=False)
    outcomes = forms.ModelMultipleChoiceField(
        label=_("Outcomes that it serves"),
        queryset=Outcome.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        outcomes: Any = self.fields["outcomes"]
        outcomes.queryset = Outcome.objects.filter(initiative=initiative)
