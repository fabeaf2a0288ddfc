"""Story: a round is planned with a look at who will owe what; those who owe are reminded, and the mail leads in."""

import re

import pytest
from django.core import mail
from playwright.sync_api import Page, expect

from backbone.accounts.models import User
from tests.conftest import Cast, work_off
from tests.e2e.browser import PHONE, check_page
from tests.e2e.stories import come_in, go_out

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_planning_to_the_partners_form(page: Page, cast: Cast) -> None:
    world = cast.ours
    User.objects.update(mail_on_weekends=True, mail_from_hour=0, mail_until_hour=24)
    come_in(page, cast.dana, world.path("rounds/"))
    check_page(page, "rounds with planning")
    page.get_by_role("link", name="New round").click()
    page.get_by_label("Name").fill("Year 2024, once more")
    page.get_by_label("Indicator share MARK-A, 2025", exact=True).uncheck()
    page.get_by_label("Indicator share MARK-A, 2024", exact=True).check()
    page.get_by_label("Indicator cells MARK-A, 2024", exact=True).uncheck()
    page.get_by_role("button", name="Look who will owe what").click()
    expect(page.get_by_role("heading", name="3 partners will owe 3 figures")).to_be_visible()
    check_page(page, "new round with preview")
    page.get_by_role("button", name="Set this round").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("0 of 3 partners have sent")
    check_page(page, "board")

    page.get_by_label("Partner", exact=True).fill("P3")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("table.board tbody tr")).to_have_count(1)
    page.get_by_role("link", name="Remind the 1 shown").click()
    expect(page.get_by_role("heading", name="The mail to Pia MARK-A")).to_be_visible()
    expect(page.locator("pre")).to_contain_text("Year 2024, once more")
    check_page(page, "remind those shown")
    page.get_by_role("button", name="Send this mail").click()
    expect(page.get_by_text("1 mail is on its way.")).to_be_visible()
    work_off(world)
    page.goto(world.path("mails/"))
    expect(page.get_by_role("row").filter(has_text="once more")).to_contain_text("Sent")
    check_page(page, "mails")

    go_out(page)
    follow_the_mail(page, cast)


def follow_the_mail(page: Page, cast: Cast) -> None:
    """The button, the code that is mailed, and the form; by phone."""
    page.set_viewport_size(PHONE)
    letter = next(str(each.body) for each in mail.outbox if each.to == [cast.pia.user.email])
    link = re.findall(r"https?://[^/]+(/account/sign-in/mail/\S+)", letter)[0]
    page.goto(link)
    expect(page.get_by_role("heading", level=1)).to_have_text("One step to your form")
    check_page(page, "one step to your form")
    page.get_by_role("button", name="Send me the code").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code")
    code = str(mail.outbox[-1].body).split("code to sign in is")[1].split()[0]
    page.get_by_label("Code").fill(code)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(re.compile(r"/partners/p3/rounds/"))
    expect(page.get_by_role("button", name="Send for review")).to_be_visible()


def test_the_pages_around_a_round(page: Page, cast: Cast) -> None:
    world = cast.ours
    here = f"rounds/{world.round.slug}/"
    come_in(page, cast.dana, world.path(f"{here}edit/"))
    expect(page.get_by_label("Due on")).to_have_value(str(world.round.due_on))
    for name, path in {
        "change the round": f"{here}edit/",
        "exceptions": f"{here}exceptions/?partner=p1",
        "board as a list": f"{here}?view=list",
        "assignments": "rounds/assignments/",
        "schedules of rounds": "rounds/schedules/",
        "rules for reminders": "rounds/reminders/",
        "partners": "people/partners/",
        "one partner": "people/partners/p1/",
        "sectors": "people/sectors/",
        "form with an exception": f"partners/p3/{here}",
    }.items():
        page.goto(world.path(path))
        check_page(page, name)
    page.goto("/account/preferences/")
    check_page(page, "language and mails")
