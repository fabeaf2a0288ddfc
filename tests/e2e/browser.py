"""How do stories look at a page? Widths, colour schemes, axe, overflow and what the console complained about."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Error, Page, Response, ViewportSize

WIDE: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
NARROWEST: ViewportSize = {"width": 320, "height": 640}
Scheme = Literal["light", "dark"]
EVERY: list[tuple[ViewportSize, Scheme]] = [(WIDE, "light"), (WIDE, "dark"), (PHONE, "light"), (PHONE, "dark")]
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@dataclass
class Complaints:
    """What the browser said while a story ran: console messages, uncaught errors, answers of 500 and more."""

    heard: list[str] = field(default_factory=list)
    forgiven: list[str] = field(default_factory=list)

    def listen(self, page: Page) -> None:
        page.on("console", self._message)
        page.on("pageerror", self._error)
        page.on("response", self._response)

    def forgive(self, pattern: str) -> None:
        """Let a message pass that a story provokes, such as the browser's own line about a 404 that was meant."""
        self.forgiven.append(pattern)

    def left(self) -> list[str]:
        return [line for line in self.heard if not any(re.search(pattern, line) for pattern in self.forgiven)]

    def _message(self, message: ConsoleMessage) -> None:
        self.heard.append(f"{message.type}: {message.text}")

    def _error(self, error: Error) -> None:
        self.heard.append(f"uncaught: {error}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.heard.append(f"{response.status}: {response.url}")


@contextmanager
def unrolled(page: Page) -> Iterator[None]:
    """Show the whole page at once, so that no bar that is fixed to the window lies over a link of the middle."""
    before = page.viewport_size or WIDE
    height = int(page.evaluate("document.documentElement.scrollHeight"))
    page.set_viewport_size({"width": before["width"], "height": max(before["height"], min(height, 16_000))})
    page.evaluate("window.scrollTo(0, 0)")  # a page that was scrolled keeps the bar over what stands on top
    yield
    page.set_viewport_size(before)


def axe(page: Page) -> list[str]:
    """Return what axe finds wrong with the page as it stands, one readable line per rule and place."""
    with unrolled(page):
        results = Axe().run(page, options={"runOnly": TAGS, "resultTypes": ["violations"]})
    return [
        f"{violation['id']} ({violation['impact']}): {violation['help']}\n  {node['html'][:200]}\n  "
        + node.get("failureSummary", "").replace("\n", " ")[:300]
        for violation in results.response["violations"]
        for node in violation["nodes"]
    ]


def sideways_scroll(page: Page) -> int:
    """Return by how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def no_sideways_scroll(page: Page) -> None:
    assert sideways_scroll(page) <= 0, f"{page.url} is {sideways_scroll(page)} px wider than its window"


def every_appearance(page: Page, name: str = "") -> Iterator[str]:
    """Show the page wide and light, and on a phone in the dark; yields the name of each, such as "390 dark".

    A named page is seen in one of the two, by its name; `script/test --full` sees both schemes at both widths.
    """
    before = page.viewport_size or WIDE
    usual = [EVERY[0], EVERY[-1]]
    if name:
        usual = [usual[sum(map(ord, name)) % 2]]
    for size, scheme in EVERY if os.environ.get("FULL") else usual:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        yield f"{size['width']} {scheme}"
    page.set_viewport_size(before)
    page.emulate_media(color_scheme="light", reduced_motion="reduce")


def check_page(page: Page, name: str = "") -> None:
    """Fail unless axe finds nothing and nothing scrolls sideways, in every appearance and at 320 px.

    With SCREENSHOTS set to a folder, each appearance of a named page is kept there to be looked at.
    """
    page.wait_for_load_state()  # a click ends as soon as the next page begins
    folder = os.environ.get("SCREENSHOTS")
    for appearance in every_appearance(page, name):
        if folder and name:
            with unrolled(page):
                page.screenshot(path=Path(folder) / f"{name} {appearance}.png")
        found = axe(page)
        assert not found, f"{page.url} at {appearance}:\n" + "\n".join(found)
        no_sideways_scroll(page)
    before = page.viewport_size or WIDE
    page.set_viewport_size(NARROWEST)
    no_sideways_scroll(page)
    page.set_viewport_size(before)
