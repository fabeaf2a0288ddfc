"""Story: an invited person signs in, with a password or with a code from a mail, and turns on a second step."""

import re
import time

import pytest
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from backbone.accounts import services
from backbone.accounts.models import User
from tests.e2e.browser import PHONE, Complaints, check_page

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD = "a quiet harbour at dawn"
HOME_IS_NOT_THERE_YET = r"404 \(Not Found\)"


@pytest.fixture
def dana(transactional_db: None) -> User:
    user = services.find_or_invite("dana@example.org", "Dana Whitfield")
    services.set_first_password(user, PASSWORD)
    services.mark_email_verified(user)
    return user


def sign_in(page: Page, password: str = PASSWORD) -> None:
    page.goto("/account/sign-in/?next=/account/second-step/")
    page.get_by_label("E-mail address").fill("dana@example.org")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def totp(secret: str, ahead: int = 0) -> str:
    """What the app shows now, or so many half minutes ahead: a code works once, and the next one is accepted early."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + ahead)))


def test_sign_in_with_a_password_and_out_again(page: Page, dana: User) -> None:
    sign_in(page)

    expect(page.get_by_role("heading", level=1)).to_have_text("Two-step sign-in")
    page.get_by_role("button", name="DW, your account").click()
    expect(page.get_by_text("dana@example.org")).to_be_visible()
    check_page(page, "account menu")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sign in")
    expect(page.get_by_role("status")).to_contain_text("You are signed out.")


def test_a_wrong_password_is_told_at_the_top_and_takes_the_focus(page: Page, dana: User) -> None:
    sign_in(page, "not this one at all")

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("There is a problem")
    expect(summary).to_contain_text("do not belong together")
    expect(summary).to_be_focused()
    check_page(page, "sign in, wrong password")


def test_sign_in_with_a_code_on_a_phone(page: Page, dana: User, mailoutbox: list[EmailMessage]) -> None:
    page.set_viewport_size(PHONE)
    page.goto("/account/sign-in/?next=/account/second-step/")
    page.get_by_role("link", name="Send me a code by e-mail").click()
    check_page(page, "ask for a code")
    page.get_by_label("E-mail address").fill("Dana@Example.org")
    page.get_by_role("button", name="Send me a code").click()
    check_page(page, "enter the code")
    code = re.search(r"^([A-Z0-9-]{6,})$", str(mailoutbox[0].body), re.MULTILINE)
    assert code
    page.get_by_label("Code").fill(code[1])
    page.get_by_role("button", name="Sign in").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Two-step sign-in")


def test_turn_on_a_second_step_and_sign_in_with_it(page: Page, dana: User) -> None:
    sign_in(page)
    page.get_by_role("link", name="Turn on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Is it still you?")
    check_page(page, "is it still you")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Go on").click()
    check_page(page, "turn on the second step")
    secret = page.locator("main code").inner_text()
    page.get_by_label("The six digits").fill(totp(secret))
    page.get_by_role("button", name="Turn on").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Recovery codes")
    check_page(page, "recovery codes")
    page.get_by_role("link", name="Done").click()
    check_page(page, "two-step sign-in, on")
    page.context.clear_cookies()

    sign_in(page)
    check_page(page, "second step")
    page.get_by_label("Code from your authenticator app").fill("000000")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_contain_text("This code is not right")
    page.get_by_label("Code from your authenticator app").fill(totp(secret, ahead=1))
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Two-step sign-in")


def test_choose_a_new_password(page: Page, dana: User, mailoutbox: list[EmailMessage], live_server: object) -> None:
    page.goto("/account/sign-in/")
    check_page(page, "sign in")
    page.get_by_role("link", name="Forgotten your password?").click()
    check_page(page, "forgotten password")
    page.get_by_label("E-mail address").fill("dana@example.org")
    page.get_by_role("button", name="Send me a link").click()
    check_page(page, "look into your mail")
    link = re.search(r"http\S+", str(mailoutbox[0].body))
    assert link
    page.goto(link[0].replace("http://testserver", str(live_server)))
    page.get_by_label("New password", exact=True).fill("short")
    page.get_by_label("The new password again").fill("short")
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("alert")).to_contain_text("too short")
    check_page(page, "choose a new password")
    page.get_by_label("New password", exact=True).fill("five herons over the weir")
    page.get_by_label("The new password again").fill("five herons over the weir")
    page.get_by_role("button", name="Keep this password").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your new password holds")


def test_a_page_that_is_not_there(page: Page, dana: User, complaints: Complaints) -> None:
    complaints.forgive(HOME_IS_NOT_THERE_YET)
    page.goto("/nowhere/at/all/")
    expect(page.get_by_role("heading", level=1)).to_have_text("This page is not on the map")
    check_page(page, "404")
