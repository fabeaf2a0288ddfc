"""What do people say of a file: which one it is, and how it is meant?"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from measurement.imports.kinds import OF_NAMES
from measurement.models import ImportColumn
from measurement.rules.imports.headings import ROLES

ROLE_WORDS = {
    "": _("Not used"),
    "indicator": _("Indicator"),
    "organization": _("Organization"),
    "period": _("Period"),
    "start": _("First day"),
    "end": _("Last day"),
    "group": _("Group"),
    "numerator": _("Count"),
    "denominator": _("Out of"),
    "value": _("Value"),
    "note": _("Note"),
    "status": _("Status"),
    "key": _("Key of our form"),
    "nothing": _("Nothing to report"),
    "because": _("Why it is right"),
    "unit": _("Unit"),
}
LOCALES = [("", _("As in the file")), ("en", "1,234.5"), ("de", "1.234,5"), ("fr", "1 234,5")]
ORDERS = [("", _("Only where it is clear")), ("dmy", _("Day, month, year")), ("mdy", _("Month, day, year"))]
YEARS = [
    ("", _("Only where it is clear")),
    ("start", _("The year in which it starts")),
    ("end", _("The year in which it ends")),
]


class UploadForm(forms.Form):
    """A file of a partner."""

    file = forms.FileField(
        label=_("File"),
        widget=forms.ClearableFileInput(attrs={"accept": ",".join(OF_NAMES)}),
        help_text=_(
            "Excel, OpenDocument or text: .xlsx, .xls, .ods, .csv, .tsv. Nothing counts before you have looked at it."
        ),
    )


class HistoryForm(UploadForm):
    """A file of history, with its source."""

    source = forms.CharField(
        label=_("Source"),
        max_length=300,
        help_text=_("Who published or kept these figures, such as “State Department of Education, download of 3 May”."),
    )
    is_public = forms.BooleanField(
        label=_("The source has published these figures"),
        required=False,
        help_text=_("Then everybody may see them at once."),
    )


class MappingForm(forms.Form):
    """How a file is meant, where it does not say so itself."""

    locale = forms.ChoiceField(label=_("Numbers are written"), choices=LOCALES, required=False)
    date_order = forms.ChoiceField(label=_("Dates are written"), choices=ORDERS, required=False)
    bare_year = forms.ChoiceField(label=_("A year alone means"), choices=YEARS, required=False)
    indicator = forms.CharField(label=_("Indicator of the whole file"), max_length=250, required=False)
    period = forms.CharField(label=_("Period of the whole file"), max_length=80, required=False)
    takes_hidden = forms.BooleanField(label=_("Hidden rows, columns and sheets too"), required=False)

    def __init__(self, *args: Any, columns: list[ImportColumn], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = columns
        choices = [("", ROLE_WORDS[""]), *[(role, ROLE_WORDS[role]) for role in ROLES]]
        for column in columns:
            self.fields[f"column_{column.pk}"] = forms.ChoiceField(
                label=column.heading or "–",
                choices=choices,
                required=False,
                initial=column.role if not column.about else "",
            )

    def settings(self) -> dict[str, Any]:
        """What was said, in the form of a file's settings; what was left as guessed is not said."""
        given = self.cleaned_data
        said: dict[str, Any] = {
            name: given[name] for name in ("locale", "date_order", "bare_year", "indicator", "period") if given[name]
        }
        if given["takes_hidden"]:
            said["takes_hidden"] = True
        mapped = {
            column.heading: given[f"column_{column.pk}"]
            for column in self.columns
            if column.heading and given[f"column_{column.pk}"] not in ("", column.role)
        }
        return said | ({"header_map": mapped} if mapped else {})
