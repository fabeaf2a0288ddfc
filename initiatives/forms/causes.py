"""What is asked of a cause?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from initiatives.forms.agenda import a_text
from initiatives.models import Cause, Initiative, Outcome, Strategy
from initiatives.services.causes import Drawn


def some(label: Any, model: Any, help_text: Any = "") -> Any:
    """A field for any number of rows, each with a box."""
    return forms.ModelMultipleChoiceField(
        label=label, queryset=model.objects.none(), required=False, help_text=help_text,
        widget=forms.CheckboxSelectMultiple,
    )  # fmt: skip


class CauseForm(forms.Form):
    """A cause, what it drives, and which strategies act on it."""

    name = forms.CharField(label=_("Cause"), max_length=160, help_text=_("Such as “Families move often”."))
    evidence = a_text(_("How we know"), rows=3, longest=1000, required=False)
    outcomes = some(_("Outcomes that it drives"), Outcome)
    causes = some(_("Other causes that it drives"), Cause, _("Two causes may drive each other."))
    strategies = some(_("Strategies that act on it"), Strategy)

    def __init__(self, *args: Any, initiative: Initiative, cause: Cause | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        fields["outcomes"].queryset = Outcome.objects.filter(initiative=initiative)
        fields["causes"].queryset = Cause.objects.filter(initiative=initiative).exclude(pk=cause.pk if cause else 0)
        fields["strategies"].queryset = Strategy.objects.filter(initiative=initiative, ended_on=None)

    def drawn(self) -> Drawn:
        said = self.cleaned_data
        return Drawn(said["name"], said["evidence"], said["outcomes"], said["causes"], said["strategies"])
