"""Story: the data manager sees who has sent, reviews, returns, accepts and releases; everybody's scorecard moves."""

import pytest
from playwright.sync_api import Page, expect

from tests.conftest import Cast
from tests.e2e.browser import check_page
from tests.e2e.stories import come_in, go_out

pytestmark = pytest.mark.django_db(transaction=True)


def test_who_has_sent(page: Page, cast: Cast) -> None:
    world = cast.ours
    come_in(page, cast.dana, world.path())
    check_page(page, "home of the data manager")
    page.get_by_role("link", name="Data", exact=True).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Collection rounds")
    check_page(page, "rounds")
    page.get_by_role("link", name=world.round.name).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("partners have sent")
    check_page(page, "who has sent")
    page.get_by_role("link", name="To fix 1").click()
    expect(page.locator("tbody tr")).to_have_count(1)


def test_from_sent_to_released(page: Page, cast: Cast) -> None:
    world = cast.ours
    come_in(page, cast.dana, world.path(f"partners/p1/rounds/{world.round.slug}/"))
    enter_on_behalf(page)
    page.goto(world.path(f"rounds/{world.round.slug}/review/"))
    review(page)

    page.goto(world.path(f"rounds/{world.round.slug}/"))
    expect(page.locator("form.notice")).to_contain_text("the last one or two would have to wait")
    page.get_by_role("button", name="Release").click()
    expect(page.get_by_text("Released: everybody’s scorecard shows the new totals now.")).to_be_visible()
    page.goto(world.path("indicators/share/"))
    check_page(page, "indicator of the data manager")

    # One partner's accepted figure alone is no total for others: it stays hidden, in words.
    go_out(page)
    come_in(page, cast.stella, world.path("indicators/share/"))
    expect(page.locator("tbody tr", has_text="Hidden to protect people").first).to_be_visible()


def enter_on_behalf(page: Page) -> None:
    row = page.locator("table.grid tr.row").first
    page.get_by_label("You enter for").fill("Telephone call with the partner")
    row.get_by_label("Count").fill("44")
    row.get_by_label("Count").press("Tab")
    expect(row).to_contain_text("44.0%")
    check_page(page, "form on behalf")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_text("1 figure was sent for review.")).to_be_visible()


def review(page: Page) -> None:
    """Return the one entered on behalf, accept the other one."""
    expect(page.get_by_role("heading", level=1)).to_contain_text("2 figures await review")
    check_page(page, "review")
    mine = page.get_by_role("row").filter(has_text="You entered this yourself")
    mine.get_by_text("Return").first.click()
    mine.get_by_label("What should the partner do?").fill("Please enter it yourselves")
    mine.get_by_role("button", name="Return").click()
    expect(page.get_by_text("1 figure went back to its provider with your note.")).to_be_visible()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Accept the chosen").click()
    expect(page.get_by_text("1 figure was accepted.")).to_be_visible()
    expect(page.get_by_role("heading", name="Nothing awaits review")).to_be_visible()
