"""What do people fill in to sign in? allauth's forms, with labels in the field's words and without placeholders."""

from typing import Any
from zoneinfo import available_timezones

from allauth.account import forms as account
from allauth.mfa.base import forms as second_step
from allauth.mfa.totp import forms as app
from django import forms
from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User


class Plain:
    """A label stays in sight where a placeholder goes with the first letter. The pages have their own link to a
    forgotten password, so the help that allauth hangs on a current password goes too."""

    labels: dict[str, Promise] = {}
    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.labels.get(name, field.label)
            if field.widget.attrs.get("autocomplete") == "current-password":
                field.help_text = ""


EMAIL = _("E-mail address")
PASSWORD = _("Password")
NEW_PASSWORD = _("New password")
NEW_PASSWORD_AGAIN = _("The new password again")
CODE = _("Code")


# Subscripting ModelForm needs a package at run time.
class PreferencesForm(forms.ModelForm):  # type: ignore[type-arg]
    """In which language and hours somebody wants mails."""

    language = forms.ChoiceField(label=_("Language of mails"), required=False)
    time_zone = forms.ChoiceField(
        label=_("Time zone"), required=False, help_text=_("Empty: that of the initiative that writes to you.")
    )

    class Meta:
        model = User
        fields = ["language", "time_zone", "mail_from_hour", "mail_until_hour", "mail_on_weekends"]
        labels = {
            "mail_from_hour": _("Reminders from this hour of the day"),
            "mail_until_hour": _("until this hour"),
            "mail_on_weekends": _("Also on Saturday and Sunday"),
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        chosen: dict[str, Any] = self.fields
        chosen["language"].choices = [("", _("As on these pages")), *settings.LANGUAGES]
        zones = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith("Etc/"))
        chosen["time_zone"].choices = [
            ("", _("As the initiative")),
            *((zone, zone.replace("_", " ")) for zone in zones),
        ]


class SignInForm(Plain, account.LoginForm):
    labels = {"login": EMAIL, "password": PASSWORD, "remember": _("Keep me signed in on this computer for two weeks")}


class CodeRequestForm(Plain, account.RequestLoginCodeForm):
    labels = {"email": EMAIL}


class CodeForm(Plain, account.ConfirmLoginCodeForm):
    labels = {"code": CODE}


class ForgottenPasswordForm(Plain, account.ResetPasswordForm):
    labels = {"email": EMAIL}


class NewPasswordForm(Plain, account.ResetPasswordKeyForm):
    labels = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ChangePasswordForm(Plain, account.ChangePasswordForm):
    labels = {"oldpassword": _("Current password"), "password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class SetPasswordForm(Plain, account.SetPasswordForm):
    labels = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD_AGAIN}


class ConfirmIdentityForm(Plain, account.ReauthenticateForm):
    labels = {"password": PASSWORD}


class SecondStepForm(Plain, second_step.AuthenticateForm):
    labels = {"code": _("Code from your authenticator app, or a recovery code")}


class SecondStepAgainForm(Plain, second_step.ReauthenticateForm):
    labels = {"code": _("Code from your authenticator app, or a recovery code")}


class ActivateAppForm(Plain, app.ActivateTOTPForm):
    labels = {"code": _("The six digits that your app shows")}
