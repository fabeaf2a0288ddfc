"""The few scripts of our own, each on the smallest page that needs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

SCRIPTS = Path(__file__).parents[2] / "static" / "js"
GRID = """
<table class="grid"><tbody>
  <tr class="group"><th colspan="3"><h2>Reading</h2></th></tr>
  <tr class="row"><th>All</th>
    <td><input aria-label="a1" value="214"></td><td><input aria-label="a2" value="342"></td></tr>
  <tr class="row"><th>Girls</th><td></td><td><input aria-label="b2" value="9"></td></tr>
  <tr class="group"><th colspan="3"><h2>Absence</h2></th></tr>
  <tr class="row"><th>All</th>
    <td><input aria-label="c1" value="96"></td><td><input aria-label="c2" value="511"></td></tr>
</tbody></table>
"""


@pytest.fixture
def blank(chromium: Browser) -> Iterator[Page]:
    page = chromium.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    page.close()
    assert not errors


def show(page: Page, html: str, script: str) -> None:
    page.set_content(html)
    page.add_script_tag(path=SCRIPTS / script)


@pytest.mark.parametrize(
    ("start", "keys", "end"),
    [
        ("a1", "Enter", "c1"),  # over a cell that is not asked for and over a heading
        ("c1", "Shift+Enter", "a1"),
        ("a2", "ArrowDown", "b2"),
        ("b2", "ArrowUp", "a2"),
        ("a1", "ArrowRight", "a2"),
        ("a2", "ArrowLeft", "a1"),
        ("c1", "Enter", "c1"),  # the last row stays
        ("a2", "ArrowRight", "a2"),
    ],
)
def test_keys_move_through_a_grid(blank: Page, start: str, keys: str, end: str) -> None:
    show(blank, GRID, "grid-keys.js")
    blank.get_by_label(start).select_text()

    blank.keyboard.press(keys)

    expect(blank.get_by_label(end)).to_be_focused()


def test_inside_a_figure_the_arrows_move_the_caret(blank: Page) -> None:
    show(blank, GRID, "grid-keys.js")
    blank.get_by_label("a1").select_text()
    blank.keyboard.press("End")

    blank.keyboard.press("ArrowLeft")

    expect(blank.get_by_label("a1")).to_be_focused()


def test_enter_sends_no_form(blank: Page) -> None:
    show(blank, f'<form action="/sent">{GRID}<button>Send</button></form>', "grid-keys.js")
    blank.get_by_label("c2").focus()

    blank.keyboard.press("Enter")

    expect(blank.get_by_label("c2")).to_be_focused()
    assert "sent" not in blank.url


def test_a_toast_comes_with_an_answer_and_can_be_closed(blank: Page) -> None:
    show(blank, '<div id="toasts" role="status"></div>', "toast.js")

    blank.evaluate("document.body.dispatchEvent(new CustomEvent('toast', {bubbles: true, detail: {text: '<b>Saved'}}))")

    expect(blank.get_by_role("status")).to_have_text("<b>Saved")


@pytest.mark.parametrize(
    ("verb", "status", "said"), [("post", 401, "Signed out"), ("post", 500, "No answer"), ("get", 500, "")]
)
def test_what_could_not_be_saved_is_said(blank: Page, verb: str, status: int, said: str) -> None:
    show(
        blank,
        '<div id="toasts" role="status" data-unsaved="No answer" data-signed-out="Signed out"></div>'
        '<p class="saved">All saved</p>',
        "toast.js",
    )

    blank.evaluate(
        "([verb, status]) => document.body.dispatchEvent(new CustomEvent('htmx:responseError', "
        "{bubbles: true, detail: {requestConfig: {verb}, xhr: {status}}}))",
        [verb, status],
    )

    expect(blank.get_by_role("status")).to_have_text(said)
    expect(blank.locator(".saved")).to_have_text("All saved" if not said else "")


def test_a_dialog_opens_and_closes_and_gives_the_focus_back(blank: Page) -> None:
    show(
        blank,
        '<button data-opens="d">Ask</button><dialog id="d"><p>Sure?</p><button data-close>Not yet</button></dialog>',
        "dialog.js",
    )
    blank.get_by_role("button", name="Ask").click()
    expect(blank.get_by_role("dialog")).to_be_visible()
    blank.get_by_role("button", name="Not yet").click()
    expect(blank.get_by_role("dialog")).to_be_hidden()
    expect(blank.get_by_role("button", name="Ask")).to_be_focused()
