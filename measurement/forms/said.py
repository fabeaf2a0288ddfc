"""What is asked of somebody who tells the story behind a curve, or notes what happened around it?"""

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.fields import DayField
from measurement.models import CurveText


class CurveTextForm(forms.Form):
    """One answer to one of the four questions."""

    kind = forms.ChoiceField(label=_("Question"), choices=CurveText.Kind)
    text = forms.CharField(
        label=_("Answer"), max_length=4000, widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("It stands before the answer that was there; older ones stay readable."),
    )  # fmt: skip


class ContextNoteForm(forms.Form):
    """What happened on a day, on this curve or on all of the initiative."""

    happened_on = DayField(label=_("When"))
    text = forms.CharField(label=_("What happened"), max_length=200)
    of_all = forms.BooleanField(label=_("It concerns all indicators of the initiative"), required=False)
