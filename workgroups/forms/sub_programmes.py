"""What is asked when an initiative gets its place inside a group?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.days import a_day
from backbone.tenancy.actors import Actor
from initiatives.models import Initiative
from workgroups.models import Group
from workgroups.selectors.sub_programmes import may_be_placed


class PlaceForm(forms.Form):
    """Which initiative works inside the group, since when, and for what."""

    initiative = forms.ModelChoiceField(
        label=_("Initiative"), queryset=Initiative.objects.none(), to_field_name="slug", empty_label=_("Choose one"),
        help_text=_("Of those that have no place in a group yet. It keeps its own agenda, partners and figures."),
    )  # fmt: skip
    placed_on = a_day(_("Here since"))
    note = forms.CharField(label=_("What it does for the group"), max_length=300, required=False)

    def __init__(self, *args: Any, group: Group, by: Actor, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        free = [each.pk for each in may_be_placed(group, by)]
        fields["initiative"].queryset = Initiative.objects.filter(pk__in=free).order_by("name")
        self.is_possible = bool(free)


class LeaveForm(forms.Form):
    """With which day it leaves."""

    ended_on = a_day(_("With which day?"))
