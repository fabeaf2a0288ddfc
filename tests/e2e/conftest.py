"""A browser for stories: the system's Chromium, a fresh context for each, and no complaint left in its console."""

import os
import time
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser import chromium as find_chromium
from tests.e2e.browser import ARGUMENTS, WIDE, Complaints

BUSY = """
SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND state IN ('active', 'idle in transaction')
"""


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    path = find_chromium()  # without it these tests are skipped or failed before they come here
    # Playwright's synchronous interface runs an event loop in this thread, and Django takes that for async code: it
    # would give each context a connection of its own. So it ends before other tests follow.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS, headless=True)
        yield browser
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def complaints() -> Complaints:
    return Complaints()


def wait_until_idle() -> None:
    """A page that closes may send its last words: the flush after the story would lock their tables under them."""
    quiet = 0
    for _ in range(100):
        with connection.cursor() as cursor:
            cursor.execute(BUSY)
            quiet = 0 if cursor.fetchone()[0] else quiet + 1
        if quiet == 3:
            return
        time.sleep(0.05)


@pytest.fixture
def page(chromium: Browser, live_server: object, complaints: Complaints) -> Iterator[Page]:
    """A page of its own, wide and light; the story fails if the browser complained about anything not forgiven."""
    context = chromium.new_context(
        base_url=str(live_server), viewport=WIDE, color_scheme="light", reduced_motion="reduce", locale="en-GB"
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    complaints.listen(page)
    yield page
    context.close()
    wait_until_idle()
    cache.clear()  # its table belongs to no model, so the flush after a story leaves counted attempts behind
    assert not complaints.left(), "The browser complained:\n" + "\n".join(complaints.left())
