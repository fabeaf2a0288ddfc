"""What is asked for a governed community, its stewards, and their acts? Parsing only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import Membership
from initiatives.models import Subject
from measurement.models import Category, GovernedCommunity, Indicator


# Subscripting ModelForm needs a package at run time.
class CommunityForm(forms.ModelForm):  # type: ignore[type-arg]
    """Its name, by which right it governs, and what."""

    subjects = forms.ModelMultipleChoiceField(
        label=_("Partners and areas whose figures it governs"),
        queryset=Subject.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Groups whose figures it governs, whoever sends them"),
        queryset=Category.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Also where a group is crossed with others. What a community governs can be added to, not taken."),
    )

    class Meta:
        model = GovernedCommunity
        fields = ["name", "statement"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        fields: dict[str, Any] = self.fields
        held: GovernedCommunity = self.instance
        fields["subjects"].queryset = _subjects(held)
        fields["categories"].queryset = _categories(held)
        fields["categories"].label_from_instance = lambda each: f"{each.dimension.name}: {each.name}"

    def clean(self) -> dict[str, Any]:
        found = super().clean() or self.cleaned_data
        if self.instance._state.adding:
            self.instance.slug = slugify(found.get("name", ""))[:60]
            if found.get("name") and not self.instance.slug:
                self.add_error("name", _("Write a name with letters or figures that an address can hold."))
        return found


def _subjects(held: GovernedCommunity) -> QuerySet[Subject]:
    found: QuerySet[Subject] = Subject.objects.select_related("organization", "area")
    found = found.order_by("organization__name", "area__name")
    return found if held.pk is None else found.exclude(pk__in=held.subjects.values("subject"))


def _categories(held: GovernedCommunity) -> QuerySet[Category]:
    found: QuerySet[Category] = Category.objects.select_related("dimension").order_by("dimension__name", "position")
    return found if held.pk is None else found.exclude(pk__in=held.categories.values("category"))


class StewardForm(forms.Form):
    """Who is to speak for a community."""

    membership = forms.ModelChoiceField(label=_("Person"), queryset=Membership.objects.none())

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["membership"]
        people = Membership.objects.filter(joined_at__isnull=False, ended_at=None).select_related("user")
        field.queryset = people.order_by("user__name")
        field.label_from_instance = lambda each: each.user.name


class WithdrawForm(forms.Form):
    """What is withdrawn, and why."""

    indicator = forms.ChoiceField(label=_("Figures of"), required=False)
    because = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, indicators: Sequence[Indicator], **options: Any) -> None:
        super().__init__(*args, **options)
        self.indicators = {each.code: each for each in indicators}
        field: Any = self.fields["indicator"]
        field.choices = [("", _("All indicators")), *((code, each.name) for code, each in self.indicators.items())]

    def clean_indicator(self) -> Indicator | None:
        return self.indicators.get(self.cleaned_data["indicator"])


class EndForm(forms.Form):
    """Why a community governs no more."""

    prefix = "end"
    because = forms.CharField(label=_("Why"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}))
