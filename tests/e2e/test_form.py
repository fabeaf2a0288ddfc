"""Story: a partner fills a form of many rows: pastes from Excel, takes back, adds evidence, meets a colleague in it."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from backbone.tenancy import scope
from measurement.models import Entry, EntryChange, Obligation
from measurement.services.breakdowns import ensure_breakdowns
from tests.conftest import Cast
from tests.e2e.browser import PHONE, WIDE, check_page
from tests.e2e.stories import come_in

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def place(cast: Cast) -> str:
    """The form of paolo's organization, which owes one figure for all, one for girls and one for boys."""
    with scope.tenant(cast.ours.tenant.pk):
        whole = Obligation.objects.get(round=cast.ours.round, provider=cast.ours.partners[0])
        Entry.objects.filter(obligation=whole).update(note="", kept_because="")
        groups = ensure_breakdowns([{"sex": "female"}, {"sex": "male"}])
        for position, code in enumerate(("sex=female", "sex=male"), 1):
            Obligation.objects.create(
                round=whole.round, provider=whole.provider, subject=whole.subject, indicator=whole.indicator,
                breakdown_id=groups[code], period_start=whole.period_start, period_end=whole.period_end,
                position=position,
            )  # fmt: skip
    return cast.ours.path(f"partners/p1/rounds/{cast.ours.round.slug}/")


@pytest.fixture
def second_page(chromium: Browser, live_server: object) -> Iterator[Page]:
    """A colleague's own browser."""
    context = chromium.new_context(base_url=str(live_server), viewport=WIDE, locale="en-GB")
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


def rows(page: Page) -> Locator:
    return page.locator("table.grid tr.row")


def paste(page: Page, into: Locator, text: str) -> None:
    into.focus()
    into.evaluate(
        """(field, text) => {
            const clipboardData = new DataTransfer();
            clipboardData.setData("text/plain", text);
            field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
        }""",
        text,
    )


def test_a_block_from_excel_is_pasted_checked_and_taken_back(page: Page, cast: Cast, place: str) -> None:
    come_in(page, cast.paolo, place)
    check_page(page, "form with groups")

    paste(page, rows(page).nth(0).get_by_label("Count"), "50\t100\n30\t60\n25\t40\n1\t2\n")

    expect(page.locator("#grid-many")).to_have_text("6 cells pasted. 2 cells found no field")
    expect(rows(page).nth(1)).to_contain_text("50.0%")
    # The groups are 55, the whole is 50: said at the whole, as it stands beside them.
    expect(rows(page).nth(0)).to_contain_text("the groups add up to 55, and the figure for all is 50")
    check_page(page, "form whose groups do not add up")

    rows(page).nth(2).get_by_label("Count").fill("20")
    rows(page).nth(2).get_by_label("Count").press("Enter")
    expect(rows(page).nth(0)).not_to_contain_text("add up")

    page.keyboard.press("Control+z")
    expect(rows(page).nth(2).get_by_label("Count")).to_have_value("25")
    expect(rows(page).nth(0)).to_contain_text("add up")
    with page.expect_response("**/rows/"):
        page.get_by_role("button", name="Undo").click()
    expect(rows(page).nth(1).get_by_label("Count")).to_have_value("")
    expect(rows(page).nth(0).get_by_label("Count")).to_have_value("55")  # as before the block
    page.reload()
    expect(rows(page).nth(0).get_by_label("Count")).to_have_value("55")


def test_a_number_that_may_not_be_told(page: Page, cast: Cast, place: str) -> None:
    come_in(page, cast.paolo, place)
    row = rows(page).nth(1)

    row.get_by_label("Out of").fill("40")
    row.get_by_label("Count").fill("fewer than 5")
    row.get_by_label("Count").press("Tab")

    expect(row).to_contain_text("10.0% or less")
    expect(row.get_by_label("Count")).to_have_value("fewer than 5")
    expect(row).to_contain_text("Saved, not sent yet")


def test_evidence_is_added_opened_and_taken_off(page: Page, cast: Cast, place: str) -> None:
    come_in(page, cast.paolo, place)
    rows(page).nth(0).get_by_role("link", name="1 file as evidence").click()
    check_page(page, "evidence")

    page.set_input_files("input[type=file]", {"name": "run.exe", "mimeType": "text/plain", "buffer": b"MZ"})
    page.get_by_role("button", name="Add", exact=True).click()
    expect(page.get_by_text("“run.exe” is of a kind that is not taken.")).to_be_visible()
    page.set_input_files("input[type=file]", {"name": "count.csv", "mimeType": "text/csv", "buffer": b"girls,30"})
    page.get_by_role("button", name="Add", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="count.csv").click()
    assert download.value.path().read_bytes() == b"girls,30"
    page.get_by_role("button", name="Take off count.csv").click()

    expect(page.get_by_role("link", name="count.csv")).to_have_count(0)


def test_two_people_in_one_form_see_each_other_and_lose_nothing(
    page: Page, second_page: Page, cast: Cast, place: str
) -> None:
    come_in(page, cast.paolo, place)
    come_in(second_page, cast.rita, place)
    mine, hers = rows(page), rows(second_page)

    hers.nth(1).get_by_label("Count").fill("30")
    hers.nth(1).get_by_label("Out of").fill("60")
    hers.nth(1).get_by_label("Out of").press("Tab")
    expect(hers.nth(1)).to_contain_text("50.0%")
    # Mine learns of it without my doing anything, and not in the row in which I am typing.
    mine.nth(0).get_by_label("Count").click()
    page.keyboard.type("7")
    expect(mine.nth(1).get_by_label("Count")).to_have_value("30", timeout=20_000)
    expect(mine.nth(1)).to_contain_text("Saved by Rita")
    expect(mine.nth(0).get_by_label("Count")).to_be_focused()

    # We type in the same row at once: what I typed is shown beside hers, and comes back with one press.
    hers.nth(0).get_by_label("Count").fill("44")
    hers.nth(0).get_by_label("Count").press("Tab")
    expect(hers.nth(0)).to_contain_text("44.0%")
    mine.nth(0).get_by_label("Count").fill("46")
    mine.nth(0).get_by_label("Count").press("Tab")
    expect(mine.nth(0)).to_contain_text("Somebody else saved this figure meanwhile")
    expect(mine.nth(0)).to_contain_text("You had typed: 46")
    expect(mine.nth(0).get_by_label("Count")).to_have_value("44")
    mine.nth(0).get_by_role("button", name="Put mine back").click()
    expect(mine.nth(0)).to_contain_text("46.0%")


def test_what_stands_in_a_field_as_the_tab_goes_is_kept(page: Page, cast: Cast, place: str) -> None:
    come_in(page, cast.paolo, place)
    rows(page).nth(1).get_by_label("Out of").fill("61")

    with page.expect_response("**/rows/"):
        page.evaluate("""() => {
            Object.defineProperty(document, "visibilityState", { get: () => "hidden" });
            document.dispatchEvent(new Event("visibilitychange"));
        }""")
    page.goto(place)

    expect(rows(page).nth(1).get_by_label("Out of")).to_have_value("61")
    with scope.tenant(cast.ours.tenant.pk):
        assert EntryChange.objects.filter(entry__obligation__position=1, denominator=61, act="saved").exists()


def test_the_form_of_groups_on_a_phone(page: Page, cast: Cast, place: str) -> None:
    page.set_viewport_size(PHONE)
    come_in(page, cast.paolo, place)
    rows(page).nth(2).get_by_label("Count").fill("12")
    rows(page).nth(2).get_by_label("Out of").fill("24")
    rows(page).nth(2).get_by_label("Out of").press("Tab")
    expect(rows(page).nth(2)).to_contain_text("50.0%")
    page.get_by_role("button", name="Undo").click()
    expect(rows(page).nth(2).get_by_label("Out of")).to_have_value("")
    check_page(page, "form with groups on a phone")
