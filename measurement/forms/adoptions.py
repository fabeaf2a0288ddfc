"""What is asked when an initiative takes up an indicator, and sets its baseline, targets and parts?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backbone.core.fields import DayField, ShortListField
from initiatives.models import Initiative, Outcome, Subject
from measurement.models import Adoption, Category, Indicator
from measurement.selectors.catalogue import categories_of, may_contribute_to, possible_parts
from measurement.services.breakdowns import code_of


class AdoptForm(forms.Form):
    """Toward which outcome an indicator is adopted."""

    outcome = forms.ModelChoiceField(
        label=_("Outcome"), queryset=Outcome.objects.none(), to_field_name="slug", required=False,
        empty_label=_("A new one, named below"),
    )  # fmt: skip
    new_outcome = forms.CharField(label=_("New outcome"), max_length=120, required=False)
    is_headline = forms.BooleanField(label=_("A headline indicator"), required=False)
    because = forms.CharField(
        label=_("Why one more?"), max_length=300, required=False,
        help_text=_("Only where the initiative has as many indicators as it wants; the reason stays visible."),
    )  # fmt: skip

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        outcomes: Any = self.fields["outcome"]
        outcomes.queryset = Outcome.objects.filter(initiative=initiative)

    def clean(self) -> dict[str, Any]:
        answers = super().clean() or {}
        if not answers.get("outcome") and not (answers.get("new_outcome") or "").strip():
            self.add_error("outcome", _("Choose an outcome, or name a new one."))
        return answers


class AdoptionForm(forms.Form):
    """What an initiative makes of an indicator that it has adopted."""

    outcome = ShortListField(
        label=_("Outcome"), queryset=Outcome.objects.none(), to_field_name="slug", empty_label=None
    )
    is_headline = forms.BooleanField(label=_("A headline indicator"), required=False)
    baseline = forms.ChoiceField(
        label=_("Baseline"), required=False, help_text=_("The period from which the way to a target is measured.")
    )
    status_by = forms.ChoiceField(
        label=_("Status by"), choices=Adoption.StatusBy, required=False,
        help_text=_("Growth between two figures is how some must report; it stands beside the verdict, never instead."),
    )  # fmt: skip
    contributes_to = forms.ModelChoiceField(
        label=_("Contributes to"), queryset=Adoption.objects.none(), to_field_name="uid", required=False,
        empty_label=_("Nothing in particular"),
        help_text=_("The community’s indicator that this programme works for: shown on both pages, never summed."),
    )  # fmt: skip

    def __init__(self, *args: Any, adoption: Adoption, periods: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        fields: Any = self.fields
        fields["outcome"].queryset = Outcome.objects.filter(initiative=adoption.initiative_id)
        fields["baseline"].choices = [("", _("None")), *periods]
        fields["contributes_to"].queryset = may_contribute_to(adoption)
        fields["contributes_to"].label_from_instance = lambda each: each.indicator.name
        if adoption.indicator.level != Indicator.Level.PROGRAMME:
            del fields["contributes_to"]


class TargetForm(forms.Form):
    """What the whole, or one group, is to reach by a date."""

    group = forms.ChoiceField(label=_("Of whom"), required=False)
    value = forms.DecimalField(label=_("Target"), max_digits=20, decimal_places=8)
    due_on = DayField(label=_("By"))
    statement = forms.CharField(label=_("In words"), max_length=300, required=False)

    def __init__(self, *args: Any, adoption: Adoption, **options: Any) -> None:
        super().__init__(*args, **options)
        found = categories_of(adoption.indicator)
        self.groups = {code_of(_parts(each)): _parts(each) for each in found}
        groups: Any = self.fields["group"]
        names = [f"{each.dimension}: {each}" for each in found]
        groups.choices = [("", _("The whole")), *zip(self.groups, names, strict=True)]
        self.fields["value"].widget = forms.TextInput(attrs={"inputmode": "decimal"})

    @property
    def categories(self) -> dict[str, str]:
        """The group that was chosen, by dimension; nothing for the whole."""
        return self.groups.get(self.cleaned_data["group"], {})


class RebasingForm(forms.Form):
    """From when on a process chart has new limits, and what was changed for good."""

    starts_on = DayField(label=_("From"))
    because = forms.CharField(label=_("What was changed for good?"), max_length=300)


def _parts(category: Category) -> dict[str, str]:
    return {category.dimension.code: category.code}


class PartForm(forms.Form):
    """A partner or an area that covers its piece of the place between two dates."""

    subject = forms.ModelChoiceField(
        label=_("Part"), queryset=Subject.objects.none(), to_field_name="uid", empty_label=_("Choose a part")
    )
    starts_on = DayField(label=_("From"), required=False)
    ends_on = DayField(label=_("Until"), required=False)

    def __init__(self, *args: Any, initiative: Initiative, **options: Any) -> None:
        super().__init__(*args, **options)
        subjects: Any = self.fields["subject"]
        subjects.queryset = possible_parts(initiative)
