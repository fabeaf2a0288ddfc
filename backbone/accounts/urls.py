"""Which pages has an account? Only those in use: allauth's own list would expose sign-up and changing the address.

The names are allauth's, because its views look them up. All of them run outside any tenant.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_step
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as app
from django.urls import path, re_path
from django.views.generic import TemplateView

from backbone.accounts import views

urlpatterns = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-in/code/", account.request_login_code, name="account_request_login_code"),
    path("sign-in/code/confirm/", account.confirm_login_code, name="account_confirm_login_code"),
    path("sign-in/mail/<str:token>/", views.mail_door, name="account_mail_door"),
    path("preferences/", views.preferences, name="account_preferences"),
    path("sign-in/second-step/", second_step.authenticate, name="mfa_authenticate"),
    path("sign-out/", account.logout, name="account_logout"),
    path("closed/", account.account_inactive, name="account_inactive"),
    # allauth puts this address into the mail for an unknown address, so the name must lead somewhere
    path("by-invitation/", TemplateView.as_view(template_name="account/signup_closed.html"), name="account_signup"),
    path("email/sent/", account.email_verification_sent, name="account_email_verification_sent"),
    re_path(r"^email/confirm/(?P<key>[-:\w]+)/$", account.confirm_email, name="account_confirm_email"),
    path("password/forgotten/", account.password_reset, name="account_reset_password"),
    path("password/forgotten/sent/", account.password_reset_done, name="account_reset_password_done"),
    path("password/new/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("confirm-identity/", account.reauthenticate, name="account_reauthenticate"),
    path("second-step/", second_step.index, name="mfa_index"),
    path("second-step/confirm-identity/", second_step.reauthenticate, name="mfa_reauthenticate"),
    path("second-step/app/activate/", app.activate_totp, name="mfa_activate_totp"),
    path("second-step/app/deactivate/", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("second-step/codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second-step/codes/new/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second-step/codes/file/", recovery_codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
