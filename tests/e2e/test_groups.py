"""Story: a group forms, gets a charter, a seat and an activity that the matrix shows; a sub-programme leaves."""

import pytest
from playwright.sync_api import Page, expect

from communications.sandbox.world import World
from tests.conftest import Cast
from tests.e2e.browser import check_page
from tests.e2e.stories import come_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_from_a_new_group_to_its_place_in_the_matrix(page: Page, cast: Cast) -> None:
    world = cast.ours
    come_in(page, cast.fay, world.path("groups/new/"))
    form(page)
    charter(page)
    seat(page, cast)
    activity(page, world)
    matrix(page, world)
    page.goto(world.path("groups/map/"))
    expect(page.get_by_role("link", name="Truancy")).to_be_visible()
    check_page(page, "map of groups")
    campaign(page, world)


def form(page: Page) -> None:
    page.get_by_label("Name").fill("Truancy")
    page.get_by_role("combobox", name="Strategy").select_option(index=1)
    page.get_by_role("button", name="Form this group").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Truancy")
    expect(page.get_by_text("No seat yet")).to_be_visible()


def charter(page: Page) -> None:
    page.get_by_role("link", name="Write the charter").click()
    page.get_by_label("what it is for").fill("Fewer empty chairs.")
    page.get_by_label("how it decides").fill("By consent.")
    page.get_by_role("button", name="Write the next version").click()
    expect(page.get_by_text("Fewer empty chairs.")).to_be_visible()


def seat(page: Page, cast: Cast) -> None:
    page.get_by_role("link", name="Make a seat").click()
    page.get_by_role("combobox", name="Organization").select_option("p2")
    page.get_by_role("combobox", name="Function").select_option("chair")
    page.get_by_role("button", name="Make this seat").click()
    page.get_by_role("combobox", name="Person").select_option(label=f"{cast.petra.user} ({cast.petra.user.email})")
    page.get_by_role("combobox", name="Level").first.select_option("director")
    page.get_by_role("button", name="Give the seat").click()
    expect(page.locator("tbody th").first).to_contain_text(str(cast.petra.user))
    check_page(page, "group")


def activity(page: Page, world: World) -> None:
    page.get_by_role("link", name="Plan an activity").click()
    page.get_by_label("Name").fill("Walking bus")
    page.get_by_label("What is done").fill("Ten children walk together.")
    page.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Walking bus")
    page.get_by_role("link", name="Change and add").click()
    page.get_by_text("Which part does a partner take?").click()
    page.get_by_role("combobox", name="Partner").select_option("p3")
    page.get_by_role("combobox", name="Part (optional)").select_option("leads")
    page.get_by_role("button", name="Say so").click()
    page.goto(world.path("activities/walking-bus/"))
    expect(page.get_by_text("Under way since").first).to_be_visible()
    check_page(page, "activity")


def matrix(page: Page, world: World) -> None:
    """The arrows lead from cell to cell, Enter to what stands behind one."""
    page.goto(world.path("activities/matrix/"))
    cells = page.locator("table.alignment tbody td")
    expect(cells.nth(2)).to_contain_text("leads")
    check_page(page, "alignment matrix")
    cells.nth(0).locator("a").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(cells.nth(2).locator("a")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Walking bus")).to_be_visible()


def campaign(page: Page, world: World) -> None:
    """A local initiative on the campaign's page, its checklist, and its place inside the group."""
    page.goto(world.path("campaign/"))
    expect(page.get_by_role("row", name="Second")).to_contain_text("Not yet")
    check_page(page, "campaign")
    page.get_by_role("row", name="Second").get_by_role("link", name="Checklist").click()
    expect(page.get_by_text("Local initiative of", exact=True)).to_be_visible()
    check_page(page, "checklist")
    page.get_by_role("link", name="Group MARK-A").click()
    page.get_by_role("link", name="Place an initiative, or let one leave").click()
    page.get_by_text("Let it leave").click()
    check_page(page, "sub-programmes")
    page.get_by_role("button", name="It leaves").click()
    expect(page.get_by_text("Let it leave")).to_have_count(0)
