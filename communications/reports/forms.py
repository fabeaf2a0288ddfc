"""What is asked for when a report is made or scheduled? Parsing only; services decide."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from communications.reports.models import ReportSchedule
from communications.reports.selectors import OpenPeriod


class MakeReportForm(forms.Form):
    """Which period of which schedule; the choices are those whose report does not exist yet."""

    period = forms.ChoiceField(label=_("Period"))

    def __init__(self, *args: Any, periods: Iterable[OpenPeriod], **options: Any) -> None:
        super().__init__(*args, **options)
        self.periods = {each.value: each for each in periods}
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(value, each.label) for value, each in self.periods.items()]

    @property
    def chosen(self) -> OpenPeriod:
        return self.periods[self.cleaned_data["period"]]


class ScheduleForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = ReportSchedule
        fields = ["name", "every_months", "first_period_start", "days_after_period"]
        widgets = {"first_period_start": forms.DateInput(attrs={"type": "date"})}
