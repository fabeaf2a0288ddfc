"""The fonts of the package are found where the style sheet asks for them."""

import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

ROOT = Path(__file__).parents[3]


def test_every_font_of_the_style_sheet_is_found() -> None:
    wanted = re.findall(r'url\("\.\./(fonts/[^"]+)"\)', (ROOT / "static/css/base.css").read_text())

    assert len(wanted) == 3
    assert all(finders.find(path) for path in wanted)


def test_the_licence_goes_with_them() -> None:
    assert finders.find("fonts/LICENSE.txt")


@pytest.mark.parametrize("path", ["fonts/SourceSansPro-Black.ttf", "fonts/../__init__.py", "SourceSansPro-Bold.ttf"])
def test_nothing_else_of_the_package_is_served(path: str) -> None:
    assert finders.find(path) is None
