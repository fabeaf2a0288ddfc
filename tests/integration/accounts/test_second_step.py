"""An authenticator app as a second step, and recovery codes for the day without a phone."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.mail import EmailMessage
from django.test import Client

from backbone.accounts import services
from backbone.accounts.models import User

SIGN_IN = "/account/sign-in/"
SECOND = "/account/sign-in/second-step/"
ACTIVATE = "/account/second-step/app/activate/"


def totp(secret: str, ahead: int = 0) -> str:
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


@pytest.fixture
def secret(client: Client, dana: User, password: str) -> str:
    """Dana signs in, says once more who she is and turns the second step on."""
    client.post(SIGN_IN, {"login": dana.email, "password": password})
    client.post(f"/account/confirm-identity/?next={ACTIVATE}", {"password": password})
    client.get(ACTIVATE)
    secret = str(client.session["mfa.totp.secret"])
    client.post(ACTIVATE, {"code": totp(secret)})
    assert services.has_second_step(dana)
    return secret


def test_turning_it_on_asks_for_the_password_once_more(client: Client, dana: User, password: str) -> None:
    client.post(SIGN_IN, {"login": dana.email, "password": password})

    response = client.get(ACTIVATE)

    assert response.status_code == 302
    assert response.headers["Location"].startswith("/account/confirm-identity/")


@pytest.mark.django_db(transaction=True)  # the mail goes on commit
def test_the_secret_lies_encrypted(mailoutbox: list[EmailMessage], secret: str) -> None:
    stored = Authenticator.objects.get(type=Authenticator.Type.TOTP).data["secret"]

    assert secret not in stored
    assert "Two-step sign-in is on" in [mail.subject for mail in mailoutbox]


def test_password_and_code_are_both_wanted(secret: str, dana: User, password: str) -> None:
    client = Client()
    client.post(SIGN_IN, {"login": dana.email, "password": password})
    assert "_auth_user_id" not in client.session

    client.post(SECOND, {"code": "000000"})
    assert "_auth_user_id" not in client.session
    client.post(SECOND, {"code": totp(secret, ahead=1)})
    assert "_auth_user_id" in client.session


def test_a_code_by_mail_does_not_go_round_the_second_step(
    secret: str, dana: User, mailoutbox: list[EmailMessage]
) -> None:
    client = Client()
    client.post("/account/sign-in/code/", {"email": dana.email})
    code = str(mailoutbox[-1].subject).rpartition(": ")[2]

    response = client.post("/account/sign-in/code/confirm/", {"code": code})

    assert response.headers["Location"].startswith(SECOND)
    assert "_auth_user_id" not in client.session


def test_a_recovery_code_works_once(secret: str, dana: User, password: str) -> None:
    code = Authenticator.objects.get(type=Authenticator.Type.RECOVERY_CODES).wrap().get_unused_codes()[0]
    seen = []
    for _ in range(2):
        client = Client()
        client.post(SIGN_IN, {"login": dana.email, "password": password})
        client.post(SECOND, {"code": code})
        seen.append("_auth_user_id" in client.session)

    assert seen == [True, False]


def test_the_pages_of_the_second_step_open(client: Client, secret: str) -> None:
    for path in ("", "codes/", "codes/new/", "codes/file/", "app/deactivate/"):
        assert client.get(f"/account/second-step/{path}").status_code == 200, path

    client.post("/account/second-step/app/deactivate/")
    assert not Authenticator.objects.exists()
