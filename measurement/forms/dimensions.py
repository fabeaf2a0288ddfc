"""What is asked when a way to divide people is made or changed?"""

from django import forms
from django.utils.translation import gettext_lazy as _


class DimensionForm(forms.Form):
    """The name of a dimension, and whether its groups overlap."""

    name = forms.CharField(label=_("Name"), max_length=100, help_text=_("Such as “Age” or “Housing situation”."))
    partitions = forms.ChoiceField(
        label=_("Its groups"),
        choices=[
            ("yes", _("partition the whole: each person is in exactly one, and they add up")),
            ("no", _("overlap: a person may be in several, and they do not add up")),
        ],
        widget=forms.RadioSelect,
        initial="yes",
    )

    @property
    def says_partitions(self) -> bool:
        return bool(self.cleaned_data["partitions"] == "yes")


class NewDimensionForm(DimensionForm):
    """A new dimension with its first groups."""

    categories = forms.CharField(
        label=_("Groups"), max_length=4000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("One on each line, in the order in which they are to stand."),
    )  # fmt: skip

    def groups(self) -> list[str]:
        """The groups in order, each once."""
        lines = (" ".join(line.split())[:100] for line in self.cleaned_data["categories"].splitlines())
        return list({line.lower(): line for line in lines if line}.values())


class CategoryForm(forms.Form):
    """The name of a group."""

    name = forms.CharField(label=_("Name"), max_length=100)
