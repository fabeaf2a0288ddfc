"""Can the browser tests run here? Without Chromium they say so and are skipped; where CI=true they fail instead."""

import os
import shutil

import pytest

REASON = "there is no Chromium here: as root, apt-get install chromium"


def chromium() -> str | None:
    """The system's browser: Playwright's own download is never used."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.path.is_relative_to(item.config.rootpath / "tests" / "e2e") and not chromium():
        if os.environ.get("CI") == "true":
            pytest.fail(REASON, pytrace=False)
        pytest.skip(REASON)
