"""Who gets in, and what a stranger learns from trying: nothing."""

import re
from typing import Any

import pytest
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.cache import cache
from django.core.mail import EmailMessage
from django.test import Client
from django.urls import NoReverseMatch, reverse

from backbone.accounts.models import User

SIGN_IN = "/account/sign-in/"
CODE = "/account/sign-in/code/"
CONFIRM = "/account/sign-in/code/confirm/"
FORGOTTEN = "/account/password/forgotten/"


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def without_token(body: bytes, *addresses: str) -> str:
    """The page as everybody gets it: without the token of the form and without the address that was typed."""
    text = re.sub(r'(name="csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]+', "", body.decode())
    for address in addresses:
        text = text.replace(address, "")
    return text


def code_in(mail: EmailMessage) -> str:
    found = re.search(r"^([A-Z0-9-]{6,})$", str(mail.body), re.MULTILINE)
    assert found
    return found[1]


def test_the_right_password_lets_in_and_starts_a_new_session(client: Client, dana: User, password: str) -> None:
    client.get(SIGN_IN)
    before = client.session.session_key

    response = client.post(SIGN_IN, {"login": "Dana@Example.org", "password": password})

    assert response.status_code == 302
    assert signed_in(client)
    assert client.session.session_key != before


@pytest.mark.parametrize("login", ["dana@example.org", "nobody@example.org", "ines@example.org"])
def test_a_wrong_password_and_a_stranger_get_the_same_page(client: Client, dana: User, ines: User, login: str) -> None:
    reference = client.post(SIGN_IN, {"login": "x@example.org", "password": "something wrong"})
    cache.clear()

    response = client.post(SIGN_IN, {"login": login, "password": "something wrong"})

    assert not signed_in(client)
    assert response.status_code == reference.status_code == 200
    assert without_token(response.content, login) == without_token(reference.content, "x@example.org")


@pytest.mark.parametrize("login", ["dana@example.org", "nobody@example.org", "ines@example.org"])
def test_every_attempt_costs_the_time_of_one_hash(
    client: Client, dana: User, ines: User, login: str, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A stranger, somebody without a password and a wrong password: as many hashes, so the clock tells nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.PBKDF2PasswordHasher"]
    dana.set_password("something else entirely")
    dana.save()
    hashes: list[str] = []
    encode = PBKDF2PasswordHasher.encode

    def counted(self: PBKDF2PasswordHasher, password: str, salt: str, iterations: int | None = None) -> str:
        hashes.append(salt)
        return encode(self, password, salt, iterations)

    monkeypatch.setattr(PBKDF2PasswordHasher, "encode", counted)
    client.post(SIGN_IN, {"login": login, "password": "something wrong"})

    assert len(hashes) == 1


def test_a_code_by_mail_lets_in_once(client: Client, dana: User, mailoutbox: list[EmailMessage]) -> None:
    client.post(CODE, {"email": "dana@example.org"})
    code = code_in(mailoutbox[0])

    client.post(CONFIRM, {"code": code})

    assert signed_in(client)
    another = Client()
    another.post(CODE, {"email": "dana@example.org"})
    another.post(CONFIRM, {"code": code})
    assert not signed_in(another)


def test_a_code_dies_after_three_wrong_attempts(client: Client, dana: User, mailoutbox: list[EmailMessage]) -> None:
    client.post(CODE, {"email": "dana@example.org"})
    for _ in range(3):
        client.post(CONFIRM, {"code": "WRON-GONE"})

    client.post(CONFIRM, {"code": code_in(mailoutbox[0])})

    assert not signed_in(client)


@pytest.mark.parametrize("path", [CODE, FORGOTTEN])
def test_an_unknown_address_meets_the_same_page_and_gets_a_mail_too(
    dana: User, mailoutbox: list[EmailMessage], path: str
) -> None:
    pages = {}
    for address in ("dana@example.org", "nobody@example.org"):
        client = Client()
        response = client.post(path, {"email": address}, follow=True)
        pages[address] = (response.redirect_chain, without_token(response.content, address))

    assert pages["dana@example.org"] == pages["nobody@example.org"]
    assert [mail.to for mail in mailoutbox] == [["dana@example.org"], ["nobody@example.org"]]
    assert "by invitation" in str(mailoutbox[1].body)


def test_mails_are_ours_and_plain(dana: User, client: Client, mailoutbox: list[EmailMessage]) -> None:
    client.post(FORGOTTEN, {"email": "dana@example.org"})

    assert mailoutbox[0].subject == "A new password for Backbone"
    assert "example.com" not in str(mailoutbox[0].body)
    assert "&" not in str(mailoutbox[0].body)


def test_a_closed_account_does_not_open(client: Client, dana: User, password: str) -> None:
    dana.is_active = False
    dana.save()

    client.post(SIGN_IN, {"login": dana.email, "password": password})

    assert not signed_in(client)


def test_an_address_that_was_not_verified_gets_a_link_first(
    client: Client, db: None, password: str, mailoutbox: list[EmailMessage]
) -> None:
    User.objects.create_user("uma@example.org", password)

    response = client.post(SIGN_IN, {"login": "uma@example.org", "password": password})
    assert response.headers["Location"] == reverse("account_email_verification_sent")
    assert not signed_in(client)

    link = re.search(r"http://testserver(/account/email/confirm/\S+)", str(mailoutbox[0].body))
    assert link
    client.post(link[1])
    client.post(SIGN_IN, {"login": "uma@example.org", "password": password})
    assert signed_in(client)


def test_attempts_are_counted_in_the_database_and_end_with_a_wait(client: Client, dana: User, password: str) -> None:
    for _ in range(5):
        client.post(SIGN_IN, {"login": dana.email, "password": "something wrong"})

    response = client.post(SIGN_IN, {"login": dana.email, "password": password})

    assert not signed_in(client)
    assert "Too many attempts" in response.content.decode()


def test_asking_for_codes_is_counted_for_strangers_alike(client: Client, dana: User) -> None:
    answers = {}
    for address in ("dana@example.org", "nobody@example.org"):
        for _ in range(4):
            response = Client().post(CODE, {"email": address})
        answers[address] = (response.status_code, "Too many attempts" in response.content.decode())

    assert answers["dana@example.org"] == answers["nobody@example.org"] == (200, True)


def test_signing_out_takes_a_post(client: Client, dana: User) -> None:
    client.force_login(dana)

    assert client.get("/account/sign-out/").status_code == 200
    assert signed_in(client)
    client.post("/account/sign-out/")
    assert not signed_in(client)


def test_every_change_wants_the_token_of_its_form(dana: User, password: str) -> None:
    client = Client(enforce_csrf_checks=True)

    response = client.post(SIGN_IN, {"login": dana.email, "password": password})

    assert response.status_code == 403
    assert "Please send it again" in response.content.decode()


def test_next_leads_to_our_own_pages_only(client: Client, dana: User, password: str) -> None:
    response = client.post(f"{SIGN_IN}?next=https://elsewhere.example/", {"login": dana.email, "password": password})

    assert response.headers["Location"] == "/"


@pytest.mark.parametrize("name", ["account_email", "socialaccount_connections", "mfa_list_webauthn"])
def test_pages_that_nobody_needs_are_not_there(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(name)


def test_nobody_signs_up(client: Client, db: None) -> None:
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": "five herons over the weir"})

    assert not User.objects.filter(email="new@example.org").exists()


def test_whoever_was_signed_out_comes_back_to_a_page_that_opens(client: Client) -> None:
    """What was sent cannot be sent again, and its address may answer to POST only."""
    sent = "/a/b/rounds/autumn/release/"
    page = "http://testserver/a/b/rounds/autumn/"

    came_from_ours = client.post(sent, headers={"Referer": page})
    came_from_elsewhere = client.post(sent, headers={"Referer": "http://elsewhere.example/x"})
    opened = client.get(sent)

    assert came_from_ours["Location"] == f"{SIGN_IN}?next=/a/b/rounds/autumn/"
    assert came_from_elsewhere["Location"] == f"{SIGN_IN}?next=/"
    assert opened["Location"] == f"{SIGN_IN}?next={sent}"


def test_a_part_of_a_page_is_refused_rather_than_replaced_by_the_sign_in(client: Client) -> None:
    assert client.post("/a/b/rounds/autumn/", headers={"HX-Request": "true"}).status_code == 401
