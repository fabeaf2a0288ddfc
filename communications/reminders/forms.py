"""What is asked when a rule for reminders is set? Parsing only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from communications.reminders.models import ReminderRule


class RuleForm(forms.Form):
    """So many days before or after, and to whom."""

    BEFORE, AFTER = "before", "after"

    days = forms.IntegerField(label=_("Days"), min_value=0, max_value=90, help_text=_("0 is the day itself."))
    side = forms.ChoiceField(
        label=_("Before or after the day it is due"), choices=[(BEFORE, _("before")), (AFTER, _("after"))]
    )
    audience = forms.ChoiceField(label=_("Who is reminded"), choices=ReminderRule.Audience.choices)

    @property
    def days_after_due(self) -> int:
        days: int = self.cleaned_data["days"]
        return -days if self.cleaned_data["side"] == self.BEFORE else days
