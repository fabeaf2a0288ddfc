"""Story: a chief executive gets a mail, reads scorecard, indicator and report on a phone, and saves the PDF."""

import re
from datetime import date

import pytest
from django.core.mail import EmailMessage
from playwright.sync_api import Page, expect

from backbone.tenancy import scope
from communications.reports.models import ProgressReport, ReportSchedule
from communications.reports.services.schedules import add_schedule
from tests.conftest import Cast, work_off
from tests.e2e.browser import PHONE, check_page
from tests.e2e.stories import come_in, go_out

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def schedule(cast: Cast) -> ReportSchedule:
    """A schedule of its own, of which one period is over and nothing was asked yet."""
    with scope.tenant(cast.ours.tenant.pk):
        wanted = ReportSchedule(
            initiative=cast.ours.initiative, name="Asked for by hand", every_months=12,
            first_period_start=date(2025, 1, 1), days_after_period=60,
        )  # fmt: skip
        return add_schedule(wanted, by=cast.priya.actor)


def test_a_report_is_made_issued_and_read(
    page: Page, cast: Cast, schedule: ReportSchedule, mailoutbox: list[EmailMessage]
) -> None:
    world = cast.ours
    come_in(page, cast.priya, world.path("reports/"))
    check_page(page, "reports")
    page.get_by_label("Period").select_option(label="2025 (Asked for by hand)")
    with page.expect_navigation():
        page.get_by_role("button", name="Make progress report").click()
    work_off(world)
    with scope.tenant(world.tenant.pk):
        report = ProgressReport.objects.get(schedule=schedule)
    page.goto(world.path(f"reports/{report.uid}/"))
    check_page(page, "draft report")
    story = page.locator("textarea").first
    story.fill("Attendance coaches reached every school.")
    with page.expect_response("**/story/"):
        story.blur()
    page.get_by_role("button", name="Issue the report").click()
    with page.expect_navigation():
        page.get_by_role("button", name="Issue and tell the committee").click()
    work_off(world)
    letter = [each for each in mailoutbox if each.to == [cast.stella.user.email]][-1]
    link = re.search(r"https?://[^/]+(/\S+/reports/\S+)", str(letter.body))
    assert link
    assert str(report.uid) in link[1]

    go_out(page)
    page.set_viewport_size(PHONE)
    come_in(page, cast.stella, link[1])
    expect(page.locator("main")).to_contain_text("Attendance coaches reached every school.")
    check_page(page, "issued report")
    with page.expect_download() as download:
        page.get_by_role("link", name=re.compile("PDF")).first.click()
    assert download.value.path().read_bytes().startswith(b"%PDF")


def test_scorecard_and_indicator(page: Page, cast: Cast) -> None:
    world = cast.ours
    come_in(page, cast.stella, world.path())
    check_page(page, "home of a steering member")
    page.goto(world.path("scorecard/"))
    expect(page.get_by_role("heading", level=1)).to_contain_text("judged")
    check_page(page, "scorecard")
    page.get_by_role("link", name="Small charts").click()
    page.wait_for_url("**view=charts")
    check_page(page, "scorecard as small charts")
    page.goto(world.path("scorecard/"))
    page.get_by_role("link", name=re.compile("Indicator rate")).click()
    page.wait_for_url("**/indicators/rate/")
    check_page(page, "indicator with groups")
    page.get_by_role("link", name="How this is judged").click()
    page.wait_for_url("**/rules/")
    check_page(page, "how this is judged")


def test_find_or_do(page: Page, cast: Cast) -> None:
    come_in(page, cast.stella, cast.ours.path("scorecard/"))
    page.keyboard.press("Control+k")
    expect(page.locator("#find")).to_be_focused()
    page.keyboard.type("rate")
    page.keyboard.press("Enter")
    page.wait_for_url("**/find/?q=rate")
    expect(page.locator("#found")).to_contain_text("Indicator rate MARK-A")
    expect(page.locator("#found")).not_to_contain_text("Partners")
    page.get_by_label("A page, an indicator").fill("nothing like this")
    expect(page.locator("#found")).to_contain_text("Nothing found")
    page.get_by_label("A page, an indicator").fill("")
    expect(page.locator("#found")).to_contain_text("Scorecard")
    check_page(page, "find or do")
