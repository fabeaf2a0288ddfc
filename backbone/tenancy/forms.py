"""What is asked on the pages of a tenant?"""

from datetime import UTC, date, datetime, time

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import Tenant


# Subscripting ModelForm needs a package at run time.
class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What an administrator may set for the whole tenant."""

    class Meta:
        model = Tenant
        fields = [
            "name",
            "notice",
            "attribution",
            "requires_second_factor",
            "smallest_cell",
            "small_numbers",
            "shows_zero",
            "least_contributors",
            "least_coverage",
            "mails_per_week",
        ]
        help_texts = {
            "smallest_cell": _(
                "Counts of people below this are hidden from everybody but their provider and the data manager. Never below 5."
            ),
            "small_numbers": _("What others see of small counts of people from the next release on."),
            "shows_zero": _("Only where knowing that there is nobody harms nobody."),
            "least_contributors": _("Totals of fewer partners are hidden. Never below 3."),
            "least_coverage": _("A total of which less has arrived is provisional and not judged."),
            "mails_per_week": _("Other mails, such as about a figure that came back, count too but always go."),
        }


class KeyForm(forms.Form):
    """A new API key of the tenant, which reads what is released; a partner's sends as well and has a form of its own."""

    name = forms.CharField(
        label=_("What is it for?"), max_length=100, help_text=_("Such as “Nightly export of the data warehouse”.")
    )
    expires_on = forms.DateField(
        label=_("Valid until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=_("Empty: until it is revoked."),
    )

    def clean_expires_on(self) -> date | None:
        expires_on: date | None = self.cleaned_data["expires_on"]
        if expires_on and expires_on < timezone.localdate():
            raise forms.ValidationError(_("This day has passed: the key would open nothing."))
        return expires_on

    @property
    def expires_at(self) -> datetime | None:
        """The end of the day that was chosen, in UTC; None for a key that is valid until it is revoked."""
        expires_on: date | None = self.cleaned_data["expires_on"]
        return datetime.combine(expires_on, time.max, UTC) if expires_on else None


class AcceptForm(forms.Form):
    """An invited person without a password chooses one."""

    name = forms.CharField(label=_("Your name"), max_length=200, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    password = forms.CharField(
        label=_("Choose a password"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("At least 12 characters."),
    )
