"""Story: an untrained partner finds what is owed, types it, is corrected in plain words, and sends it."""

import pytest
from playwright.sync_api import Page, Route, expect

from tests.conftest import Cast
from tests.e2e.browser import PHONE, Complaints, check_page
from tests.e2e.stories import come_in

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_partner_sends_its_figures(page: Page, cast: Cast, complaints: Complaints) -> None:
    come_in(page, cast.paolo, cast.ours.path())
    expect(page.get_by_role("heading", level=1)).to_contain_text("1 thing is waiting for you")
    check_page(page, "home of a partner")
    page.get_by_role("link", name="Continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(cast.ours.round.name)

    row = page.locator("table.grid tr.row").first
    count = row.get_by_label("Count")
    check_page(page, "form of a partner")

    # A count above its total is told at the field as soon as it is left, and nothing typed is lost.
    count.fill("131")
    count.press("ArrowRight")
    expect(row).to_contain_text("The count is larger than what it is out of.")
    expect(row.get_by_label("Count")).to_have_attribute("aria-invalid", "true")
    page.get_by_role("button", name="Send for review").click()
    expect(page.get_by_role("alert").or_(page.locator(".notice.bad")).first).to_contain_text("Not sent yet: 1 to fix")
    check_page(page, "form with an error")

    # An unlikely figure can be kept with a reason.
    row.get_by_label("Count").fill("97")
    row.get_by_label("Count").press("Tab")
    expect(row).to_contain_text("If it is right, why did it change?")
    row.get_by_label("If it is right, why did it change?").fill("A second centre opened")
    row.get_by_label("Note to the data manager").focus()
    expect(page.locator("#grid-progress")).to_contain_text("1 of 1")
    page.get_by_role("button", name="Send for review").click()

    expect(page.get_by_text("1 figure was sent for review.")).to_be_visible()
    expect(row).to_contain_text("Sent")
    expect(row.get_by_label("Count")).to_have_attribute("readonly", "")


def test_a_partner_compares_itself(page: Page, cast: Cast, complaints: Complaints) -> None:
    """Its figures are judged on their own points, and stand beside others as far as there are enough."""
    come_in(page, cast.paolo, cast.ours.path("partners/p1/"))
    expect(page.get_by_role("heading", name="Why each verdict")).to_be_visible()
    check_page(page, "results of a partner")
    page.get_by_role("link", name="Beside other partners").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Partners beside each other")
    expect(page.get_by_role("paragraph").filter(has_text="Fewer than five others")).to_be_visible()
    check_page(page, "partners beside each other")


def test_on_a_phone_and_by_keyboard(page: Page, cast: Cast) -> None:
    page.set_viewport_size(PHONE)
    come_in(page, cast.paolo, cast.ours.path(f"partners/p1/rounds/{cast.ours.round.slug}/"))
    row = page.locator("table.grid tr.row").first

    row.get_by_label("Count").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("41")
    page.keyboard.press("ArrowRight")
    expect(row.get_by_label("Out of")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("100")
    page.keyboard.press("Tab")

    expect(row).to_contain_text("41.0%")
    expect(page.locator("#grid-progress")).to_contain_text("All saved")


@pytest.mark.parametrize("is_left_meanwhile", [False, True])
def test_what_is_typed_while_a_row_is_saved_is_kept(page: Page, cast: Cast, *, is_left_meanwhile: bool) -> None:
    """On a slow line the answer to one field comes while the next is typed, or after it is left: no digit is lost."""
    come_in(page, cast.paolo, cast.ours.path(f"partners/p1/rounds/{cast.ours.round.slug}/"))
    row = page.locator("table.grid tr.row").first
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if route.request.method == "POST" and not held:
            held.append(route)
        else:
            route.continue_()

    page.route("**/rows/**", hold_the_first)
    row.get_by_label("Count").fill("41")
    with page.expect_request(lambda request: request.method == "POST"):
        row.get_by_label("Count").press("Tab")
    row.get_by_label("Out of").press("Control+a")
    page.keyboard.type("10")
    if is_left_meanwhile:
        page.keyboard.type("1")
        page.keyboard.press("Tab")
    held[0].continue_()
    if not is_left_meanwhile:
        expect(row).to_contain_text("41.0%")  # of the 100 that stood there
        page.keyboard.type("1")
        page.keyboard.press("Tab")

    expect(row).to_contain_text("40.6%")  # 41 of 101
    page.reload()
    expect(row.get_by_label("Out of")).to_have_value("101")


def test_nothing_to_report(page: Page, cast: Cast) -> None:
    come_in(page, cast.paolo, cast.ours.path(f"partners/p1/rounds/{cast.ours.round.slug}/"))
    row = page.locator("table.grid tr.row").first

    row.get_by_label("Nothing to report").check()
    expect(row).to_contain_text("Nothing to report")
    note = row.get_by_label("Note to the data manager")
    note.fill("We ran no programme this year")
    note.press("Tab")
    page.get_by_role("button", name="Send for review").click()

    expect(page.get_by_text("1 figure was sent for review.")).to_be_visible()


def test_results_and_what_is_owed(page: Page, cast: Cast) -> None:
    come_in(page, cast.paolo, cast.ours.path("partners/p1/"))
    check_page(page, "results of a partner")
    page.goto(cast.ours.path("partners/p1/rounds/"))
    check_page(page, "data we owe")
    page.goto("/?stay")
    check_page(page, "where do you want to go")
