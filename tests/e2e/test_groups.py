"""Story: a group forms, gets a charter and a seat with its holder, plans an activity, and the matrix shows it."""

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
