"""What is asked of somebody who tells what was learnt?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Organization, Strategy
from measurement.models import Indicator
from workgroups.forms.cycles import LONG, NOT_NAMED, NamesForm
from workgroups.models import Activity, Cycle, Group, Lesson
from workgroups.services.lessons import Told

Origin = Organization | Group
Origins = Callable[[Iterable[Organization]], Mapping[str, Origin]]


class LessonForm(NamesForm):
    """What happened, what was learnt, whether it worked, where it comes from, and whom it names."""

    title = forms.CharField(label=_("Title"), max_length=160, help_text=_("What was learnt, in one line."))
    worked = forms.ChoiceField(label=_("Did it work?"), choices=Lesson.Worked.choices, widget=forms.RadioSelect)
    happened = forms.CharField(
        label=_("What happened"), max_length=8000, widget=LONG,
        help_text=_("What was tried, where, and what came of it. What did not work helps others most, and nobody is blamed."),
    )  # fmt: skip
    learnt = forms.CharField(label=_("What we learnt"), max_length=8000, widget=LONG, help_text=NOT_NAMED)
    origin = forms.ChoiceField(label=_("From"), required=False, help_text=_("Where you sit or work."))
    strategy = forms.ModelChoiceField(
        label=_("Strategy"), queryset=Strategy.objects.none(), to_field_name="slug", required=False,
        empty_label=_("That of the group or activity"),
    )  # fmt: skip
    activity = forms.ModelChoiceField(
        label=_("Activity"), queryset=Activity.objects.none(), to_field_name="slug", required=False,
        empty_label=_("None"),
    )  # fmt: skip
    cycle = forms.ModelChoiceField(
        label=_("Cycle"), queryset=Cycle.objects.none(), to_field_name="uid", required=False, empty_label=_("None")
    )
    indicators = forms.ModelMultipleChoiceField(
        label=_("Indicators"), queryset=Indicator.objects.none(), to_field_name="code", required=False,
        widget=forms.SelectMultiple(attrs={"size": 5}), help_text=_("Hold Ctrl to choose several."),
    )  # fmt: skip
    is_published = forms.BooleanField(
        label=_("Publish it; without this it stays a draft that only I read"), required=False, initial=True
    )
    field_order = (
        "title", "worked", "happened", "learnt", "origin", "people", "organizations", "strategy", "activity", "cycle",
        "indicators", "is_published",
    )  # fmt: skip

    def __init__(self, *args: Any, initiative: Initiative, origins: Origins, **options: Any) -> None:
        """`origins` says from where the lesson may come, of the organizations that may be named in it."""
        super().__init__(*args, **options)
        self.offer_names(initiative)
        fields: dict[str, Any] = self.fields
        self.origins = origins(fields["organizations"].queryset)
        fields["origin"].choices = [(key, str(each)) for key, each in self.origins.items()]
        fields["strategy"].queryset = Strategy.objects.filter(initiative=initiative)
        fields["activity"].queryset = Activity.objects.filter(initiative=initiative).order_by("name")
        cycles = Cycle.objects.filter(group__initiative=initiative).select_related("group")
        fields["cycle"].queryset = cycles.order_by("group__name", "-number")
        adopted = Indicator.objects.filter(adoptions__initiative=initiative, adoptions__ended_on=None)
        fields["indicators"].queryset = adopted.order_by("name")

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not self.origins:
            self.add_error("origin", _("A lesson comes from a group in which you sit or an organization you work for."))
        return answers

    def told(self) -> Told:
        said = {key: value for key, value in self.cleaned_data.items() if key not in ("origin", "is_published")}
        origin = self.origins[self.cleaned_data["origin"] or next(iter(self.origins))]
        said["strategy"] = said["strategy"] or strategy_of(said["activity"], origin)
        return Told(origin=origin, language=(get_language() or "en")[:2], **said)


def strategy_of(activity: Activity | None, origin: Origin) -> Strategy | None:
    """The strategy that an activity serves, or around which a group was formed."""
    if activity:
        return Strategy.objects.get(pk=activity.strategy_id)
    return (origin.parent or origin).strategy if isinstance(origin, Group) else None
