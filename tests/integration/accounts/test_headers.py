"""Every page of an account: the policy, the cookies, nothing inline, nothing from elsewhere, nothing of a tenant."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern

from backbone.accounts.models import User
from backbone.accounts.urls import urlpatterns

POLICY = {
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "font-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
}
SAMPLES = {"account_confirm_email": "email/confirm/none/", "account_reset_password_from_key": "password/new/1-none/"}
TABLES_OF_SIGNING_IN = re.compile(r'"(accounts_|account_|mfa_|django_session|backbone_cache|auth_)')


def address(pattern: URLPattern) -> str:
    return f"/account/{SAMPLES.get(str(pattern.name)) or pattern.pattern}"


PATHS = [address(pattern) for pattern in urlpatterns]


@pytest.mark.parametrize("known", [False, True], ids=["stranger", "dana"])
@pytest.mark.parametrize("path", [*PATHS, "/nowhere/", "/static/css/base.css"])
def test_the_policy_stands_on_every_page(client: Client, dana: User, path: str, known: bool) -> None:
    if known:
        client.force_login(dana)

    response = client.get(path)

    assert response.status_code in {200, 302, 404}
    assert set(response.headers["Content-Security-Policy"].split("; ")) == POLICY


@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_inline_and_nothing_comes_from_elsewhere(client: Client, dana: User, path: str) -> None:
    for known in (False, True):
        if known:
            client.force_login(dana)
        text = client.get(path, follow=True).content.decode()
        assert not re.search(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=|javascript:", text), path
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', text), path


@pytest.mark.parametrize("path", PATHS)
def test_signing_in_reads_no_table_of_a_tenant(client: Client, dana: User, path: str) -> None:
    client.force_login(dana)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(path)

    touched = {table for query in queries for table in re.findall(r'(?:FROM|INTO|UPDATE) ("\w+)', query["sql"])}
    assert not {table for table in touched if not TABLES_OF_SIGNING_IN.match(table)}


def test_cookies_are_for_this_site_and_not_for_scripts(
    client: Client, dana: User, password: str, settings: Any
) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    client.get("/account/sign-in/")
    client.post("/account/sign-in/", {"login": dana.email, "password": password})

    for name in (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME):
        cookie = client.cookies[name]
        assert cookie["httponly"]
        assert cookie["secure"]
        assert cookie["samesite"] == "Lax"


@pytest.mark.parametrize(("remember", "lasts"), [("", False), ("on", True)])
def test_a_session_ends_with_the_browser_unless_asked_to_stay(
    client: Client, dana: User, password: str, remember: str, lasts: bool, settings: Any
) -> None:
    client.post("/account/sign-in/", {"login": dana.email, "password": password, "remember": remember})

    assert bool(client.cookies[settings.SESSION_COOKIE_NAME]["max-age"]) is lasts
