"""What is asked about prospects, profiles, pledges and costs?"""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from initiatives.forms.agenda import a_text
from initiatives.models import Area, BackboneCost, Initiative, Organization, Pledge, Prospect, Sector


class ProspectForm(forms.Form):
    """An organization that is wanted."""

    name = forms.CharField(label=_("Organization"), max_length=200)
    sector = forms.ModelChoiceField(
        label=_("Sector"), queryset=Sector.objects.none(), required=False, empty_label=_("Not known")
    )
    because = forms.CharField(label=_("Why we want them"), max_length=500)
    contact = forms.CharField(label=_("Whom we talk to"), max_length=300, required=False)
    next_step = forms.CharField(label=_("Next step"), max_length=300, required=False)
    next_on = a_day(_("Until"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        sectors: Any = self.fields["sector"]
        sectors.queryset = Sector.objects.all()


class ProspectStepForm(forms.Form):
    """What was said, and how far the talk is."""

    text = a_text(_("What was said"), rows=3)
    stage = forms.ChoiceField(label=_("How far it is"), choices=Prospect.Stage.choices)
    next_step = forms.CharField(label=_("Next step"), max_length=300, required=False)
    next_on = a_day(_("Until"), required=False)


class PlacesForm(forms.Form):
    """Where a partner works."""

    areas = forms.ModelMultipleChoiceField(
        label=_("Places"), queryset=Area.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        areas: Any = self.fields["areas"]
        areas.queryset = Area.objects.order_by("name")


class StrengthForm(forms.Form):
    """One more thing that a partner excels at."""

    text = forms.CharField(label=_("We excel at"), max_length=200)


class PledgeForm(forms.Form):
    """A promise for a year."""

    organization = forms.ModelChoiceField(label=_("Partner"), queryset=Organization.objects.none())
    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2200)
    kind = forms.ChoiceField(label=_("What"), choices=Pledge.Kind.choices)
    amount = forms.DecimalField(label=_("How much"), min_value=Decimal("0.01"), max_digits=16, decimal_places=2)
    currency = forms.CharField(
        label=_("Currency"), max_length=3, required=False, help_text=_("Three letters, such as GBP. Hours have none.")
    )
    purpose = forms.CharField(label=_("What for"), max_length=300, required=False)

    def __init__(self, *args: Any, initiative: Initiative, own: frozenset[int] | None, **options: Any) -> None:
        super().__init__(*args, **options)
        partners = Organization.objects.filter(participations__initiative=initiative, participations__left_on=None)
        field: Any = self.fields["organization"]
        field.queryset = partners if own is None else partners.filter(pk__in=own)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("kind") in (Pledge.Kind.FUNDS, Pledge.Kind.ALIGNED) and not answers.get("currency"):
            self.add_error("currency", _("Money has a currency: give its three letters, such as GBP."))
        return answers


class GivenForm(forms.Form):
    """How much of a pledge was given."""

    given = forms.DecimalField(label=_("Given so far"), min_value=0, max_digits=16, decimal_places=2)


class CostForm(forms.Form):
    """What the backbone costs in a year for one thing."""

    year = forms.IntegerField(label=_("Year"), min_value=1990, max_value=2200)
    line = forms.ChoiceField(label=_("For"), choices=BackboneCost.Line.choices)
    amount = forms.DecimalField(label=_("Amount"), min_value=0, max_digits=16, decimal_places=2)
    currency = forms.CharField(label=_("Currency"), max_length=3)
