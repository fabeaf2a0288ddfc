"""What is asked when an indicator is proposed, corrected or redefined?"""

from dataclasses import fields
from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from backbone.core.fields import DayField
from backbone.core.refusals import sentence_of
from measurement.models import Dimension, Indicator, IndicatorVersion
from measurement.rules.definitions import OF_ADDING, OF_VERSION, adding_refusal
from measurement.services.definitions import Definition


def long_text() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 5})


class DefinitionForm(forms.Form):
    """Everything that says what an indicator is."""

    name = forms.CharField(label=_("Name"), max_length=250, help_text=_("Short, and said as people say it."))
    definition = forms.CharField(
        label=_("Definition"), max_length=6000, widget=long_text(),
        help_text=_("Who or what is counted, out of whom, when and where. Terms of the glossary explain themselves."),
    )  # fmt: skip
    method = forms.CharField(
        label=_("Method"), max_length=6000, required=False, widget=long_text(),
        help_text=_("How it is counted: by which records, on which day, what is left out."),
    )  # fmt: skip
    source = forms.CharField(label=_("Source"), max_length=300, required=False)
    source_url = forms.URLField(label=_("Address of the source"), max_length=500, required=False, assume_scheme="https")
    level = forms.ChoiceField(
        label=_("Level"), choices=Indicator.Level.choices,
        help_text=_("Community: the whole place. Programme: the people whom partners reach."),
    )  # fmt: skip
    kind = forms.ChoiceField(label=_("Kind"), choices=Indicator.Kind.choices)
    per = forms.IntegerField(
        label=_("Per"), min_value=1, max_value=10_000_000, initial=100,
        help_text=_("Only for a ratio: 10000 for a rate per 10,000. A share is always per hundred."),
    )  # fmt: skip
    counting_unit = forms.ChoiceField(label=_("What is counted"), choices=Indicator.CountingUnit.choices)
    unduplicated_within = forms.ChoiceField(
        label=_("Counts once within"),
        choices=[("", _("Nobody has said")), *Indicator.Unduplicated.choices],
        required=False,
        help_text=_("A sum of people over partners is called enrolments unless each counts once over all partners."),
    )
    unit = forms.CharField(
        label=_("Unit"), max_length=60, required=False, help_text=_("Such as “% of pupils” or “visits”.")
    )
    decimals = forms.IntegerField(label=_("Decimals"), min_value=0, max_value=6, initial=0)
    polarity = forms.ChoiceField(label=_("Which direction is good"), choices=Indicator.Polarity.choices)
    frequency = forms.ChoiceField(
        label=_("How often"), choices=Indicator.Frequency.choices,
        help_text=_("Cohorts and periods of its own get names, such as “Class of 2025, entered 2021”."),
    )  # fmt: skip
    year_starts_in = forms.TypedChoiceField(
        label=_("Month in which the year starts"), choices=MONTHS.items(), coerce=int, initial=1,
        help_text=_("September for most school years, April for many fiscal years."),
    )  # fmt: skip
    usual_lag_days = forms.IntegerField(
        label=_("Usual lag, in days"), min_value=0, max_value=3000, initial=0,
        help_text=_("From the end of a period until its figure is there."),
    )  # fmt: skip
    adds_over_partners = forms.ChoiceField(label=_("How figures add up"), choices=Indicator.Adds.choices)
    adds_over_time = forms.ChoiceField(
        label=_("How a year’s figures add up"),
        choices=[("", _("As usual for its kind")), *Indicator.AddsOverTime.choices],
        required=False,
        help_text=_("A stock, such as beds on a day, has its last. People counted once a year are never summed."),
    )
    dimensions = forms.ModelMultipleChoiceField(
        label=_("May be broken down by"),
        queryset=Dimension.objects.none(),
        to_field_name="code",
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dimensions: Any = self.fields["dimensions"]
        dimensions.queryset = Dimension.objects.filter(ended_on=None)

    def wanted(self) -> Definition:
        """What was entered, as the services take it."""
        return Definition(**{each.name: self.cleaned_data[each.name] for each in fields(Definition)})


class ProposalForm(DefinitionForm):
    """A new indicator; its code stays for ever."""

    field_order = ["code"]
    code = forms.SlugField(
        label=_("Code"), max_length=40,
        help_text=_("Letters, digits and hyphens. It stands in addresses, files and the API, and never changes."),
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A share that is to be summed is told at its own field; the service would refuse it too."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if set(OF_ADDING) <= given.keys() and (refusal := adding_refusal(*(given[name] for name in OF_ADDING))):
            self.add_error(refusal.values["axis"], sentence_of(refusal))
        return given


class ChangeForm(DefinitionForm):
    """A change of what is there: a correction, or a new version."""

    CORRECTION, MEANING = "correction", "meaning"

    edition = forms.IntegerField(widget=forms.HiddenInput)
    act = forms.ChoiceField(
        label=_("What kind of change is it?"),
        choices=[
            (CORRECTION, _("A correction: it means the same. Nobody is told, the history keeps both texts")),
            (MEANING, _("It means something else: a new version. The series breaks, and every provider is told")),
        ],
        widget=forms.RadioSelect,
        initial=CORRECTION,
    )
    note = forms.CharField(
        label=_("For a new version: what changes, and why?"), max_length=300, required=False,
        help_text=_("Providers read this in their mail."),
    )  # fmt: skip
    breaks_on = DayField(
        label=_("For a new version: from which day does it count?"), required=False,
        help_text=_("Figures of periods that begin earlier are not compared with later ones."),
    )  # fmt: skip

    @property
    def is_of_meaning(self) -> bool:
        return bool(self.cleaned_data["act"] == self.MEANING)


class PeriodForm(forms.Form):
    """The name of a cohort or of a period of its own."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("Such as “Class of 2025, entered 2021”."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))


def given_by(indicator: Indicator, version: IndicatorVersion) -> dict[str, Any]:
    """What stands, as a form's initial values."""
    found: dict[str, Any] = {
        each.name: getattr(version if each.name in OF_VERSION else indicator, each.name) for each in fields(Definition)
    }
    dimensions = [each.dimension.code for each in indicator.indicator_dimensions.all()]
    return found | {"dimensions": dimensions, "edition": indicator.edition}
