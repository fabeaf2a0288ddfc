"""Story: the data manager explores, shares a view and exports; a committee member meets what is hidden in it."""

import csv
import io

import pytest
from playwright.sync_api import Page, expect
from python_calamine import CalamineWorkbook

from tests.conftest import Cast
from tests.e2e.browser import check_page
from tests.e2e.stories import come_in, go_out

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_exploring_to_a_shared_view(page: Page, cast: Cast) -> None:
    world = cast.ours
    come_in(page, cast.dana, world.path("explore/"))
    check_page(page, "explore as a table")
    page.get_by_role("link", name="Small charts").click()
    page.wait_for_url("**view=charts")
    check_page(page, "explore as small charts")
    page.get_by_text("Show the figures as a table").first.click()
    expect(page.locator("details[open] table")).to_be_visible()
    page.get_by_role("link", name="Compare").click()
    page.get_by_label("First side").select_option("2018")
    page.get_by_label("Second side").select_option("2020")
    page.get_by_role("button", name="Compare").click()
    page.wait_for_url("**a=2018&b=2020**")
    expect(page.locator("main")).to_contain_text("From 41.0% in 2018 to 2.3% in 2020: −38.7 points.")
    check_page(page, "two periods beside each other")
    export(page)

    page.get_by_label("Name", exact=True).fill("2018 and 2020")
    page.get_by_label("Share it").check()
    page.get_by_role("button", name="Save view").click()
    expect(page.get_by_text("Saved: “2018 and 2020”.")).to_be_visible()
    check_page(page, "saved views")
    link = page.get_by_role("row").filter(has_text="2018 and 2020").locator(".address").inner_text()

    go_out(page)
    come_in(page, cast.stella, world.path("explore/views/"))
    page.goto(link)
    page.wait_for_url("**a=2018&b=2020**")
    row = page.get_by_role("row").filter(has_text="Indicator cells")
    expect(row).to_contain_text("41.0%")
    expect(row).to_contain_text("Hidden to protect people, so there is no difference to show.")
    expect(page.locator("main")).not_to_contain_text("2.3%")
    check_page(page, "a shared view with a hidden cell")
    page.get_by_role("link", name="What hidden means").click()
    page.wait_for_url("**/rules/#hidden")
    expect(page.locator("#hidden + p + p")).to_contain_text("A count of few people is hidden")


def export(page: Page) -> None:
    """Both files open, and say what the page says."""
    with page.expect_download() as download:
        page.get_by_role("link", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(download.value.path().read_bytes().decode("utf-8-sig"), newline="")))
    assert {"41", "2.33333333"} <= {row["value"] for row in rows if row["indicator"] == "cells"}
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel").click()
    book = CalamineWorkbook.from_path(download.value.path())
    assert len(book.get_sheet_by_name("figures").to_python()) == len(rows) + 1


def test_the_archive_is_asked_for_and_ready(page: Page, cast: Cast) -> None:
    come_in(page, cast.stella, cast.ours.path("export/"))
    check_page(page, "export")
    page.get_by_role("button", name="Make an archive").click()
    expect(page.get_by_text("Being made.")).to_be_visible()
    check_page(page, "an archive being made")
