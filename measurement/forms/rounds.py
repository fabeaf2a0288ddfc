"""What is asked when rounds are planned, indicators are assigned, and partners are let off? Parsing only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from initiatives.models import Initiative, Organization, Sector
from measurement.models import (
    Adoption,
    Assignment,
    CollectionRound,
    Dimension,
    Indicator,
    ProviderException,
    RoundSchedule,
)
from measurement.selectors.asking import ASKED_STILL


# Subscripting ModelForm needs a package at run time.
class RoundForm(forms.ModelForm):  # type: ignore[type-arg]
    """Name and dates of a round."""

    opens_on = a_day(_("Opens on"))
    due_on = a_day(_("Due on"), help_text=_("Until the end of the day, in the initiative’s time zone."))
    closes_on = a_day(_("Closes on"))

    class Meta:
        model = CollectionRound
        fields = ["name", "opens_on", "due_on", "grace_days", "closes_on"]
        labels = {"name": _("Name"), "grace_days": _("Days of grace")}
        help_texts = {
            "name": _("Partners read it on their pages and in mails, such as “July to September 2026”."),
            "grace_days": _("Nobody is called late before they are over."),
        }


class ScheduleForm(forms.ModelForm):  # type: ignore[type-arg]
    """At which pace rounds follow each other."""

    first_period_start = a_day(_("First day of the first period"))

    class Meta:
        model = RoundSchedule
        fields = [
            "name", "every", "unit", "first_period_start", "opens_after_days", "due_after_days", "grace_days",
            "closes_after_days", "rounds_ahead",
        ]  # fmt: skip
        help_texts = {
            "name": _("Each round is called so, with its period."),
            "opens_after_days": _("Below zero: before the period has ended."),
        }


class AssignmentForm(forms.ModelForm):  # type: ignore[type-arg]
    """Of whom an indicator is asked, and by which groups."""

    starts_on = a_day(_("For periods from"), required=False, help_text=_("Empty: from the beginning."))
    partners = forms.ModelMultipleChoiceField(
        label=_("Partners on the list"),
        queryset=Organization.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    alone = forms.ModelMultipleChoiceField(
        label=_("Also by these groups, each alone"),
        queryset=Dimension.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    crossed = forms.ModelMultipleChoiceField(
        label=_("Also by these groups, crossed with each other"),
        queryset=Dimension.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Assignment
        fields = ["adoption", "reach", "sector", "starts_on"]
        labels = {"adoption": _("Indicator")}
        help_texts = {"sector": _("Only where one sector is asked.")}

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        adoptions = Adoption.objects.filter(ASKED_STILL, initiative=initiative).select_related("indicator")
        fields["adoption"].queryset = adoptions.order_by("position")
        fields["adoption"].label_from_instance = lambda adoption: adoption.indicator.name
        fields["sector"].queryset = Sector.objects.all()
        fields["partners"].queryset = Organization.objects.filter(participations__initiative=initiative).order_by(
            "name"
        )
        fields["alone"].queryset = fields["crossed"].queryset = Dimension.objects.filter(ended_on=None).order_by("name")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if answers.get("reach") != Assignment.Reach.SECTOR:
            answers["sector"] = self.instance.sector = None
        elif not answers.get("sector"):
            self.add_error("sector", _("Choose the sector that is asked."))
        if answers.get("reach") == Assignment.Reach.LISTED and not answers.get("partners"):
            self.add_error("partners", _("Choose the partners that stand on the list."))
        return answers

    def dimensions(self) -> dict[Dimension, bool]:
        """The dimensions wanted, and whether each is crossed; one dimension cannot be crossed with nothing."""
        crossed = list(self.cleaned_data["crossed"])
        wanted = dict.fromkeys(self.cleaned_data["alone"], False)
        return wanted | {each: len(crossed) > 1 for each in crossed}


class ExceptionForm(forms.ModelForm):  # type: ignore[type-arg]
    """How a provider is let off, until when and why."""

    until = a_day(_("Until the end of"))

    class Meta:
        model = ProviderException
        fields = ["provider", "indicator", "kind", "until", "reason"]
        labels = {"provider": _("Partner"), "indicator": _("Indicator")}
        help_texts = {
            "indicator": _("Empty: for all that the round asks of this partner."),
            "reason": _("The partner reads it too."),
        }

    def __init__(self, *args: Any, collection_round: CollectionRound, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        asked = Organization.objects.filter(obligations__round=collection_round)
        fields["provider"].queryset = asked.order_by("name").distinct()
        fields["provider"].empty_label = _("Choose a partner")
        indicators = Indicator.objects.filter(pk__in=collection_round.indicators.values("indicator"))
        fields["indicator"].queryset = indicators.order_by("name")
        fields["indicator"].empty_label = _("All indicators")
        self.instance.round = collection_round
