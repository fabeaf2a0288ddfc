"""Can the browser tests run here? Without Chromium they say so and are skipped; where CI=true they fail instead."""

import os
import shutil
from pathlib import Path

import pytest

REASON = "there is no Chromium here: as root, apt-get install chromium"


def chromium() -> str | None:
    """The system's browser: Playwright's own download is never used."""
    return shutil.which("chromium") or shutil.which("chromium-browser")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if chromium():
        return
    folder = Path(config.rootpath) / "tests" / "e2e"
    for item in items:
        if item.path.is_relative_to(folder):
            if os.environ.get("CI") == "true":
                item.add_marker(pytest.mark.usefixtures("no_browser"))
            else:
                item.add_marker(pytest.mark.skip(reason=REASON))


@pytest.fixture
def no_browser() -> None:
    pytest.fail(REASON)
