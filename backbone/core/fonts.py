"""Where do the fonts come from? From the font-source-sans-pro package, served under static `fonts/` beside its licence.

So that no font file lies in this repository. Only TrueType is there (290 KB a weight, 128 KB as sent), hence three
weights and no more; `font-display: swap` shows the text before they arrive.
"""

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path
from typing import Any

from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage

PACKAGE = "font_source_sans_pro"
PREFIX = "fonts"
NAMES = ("SourceSansPro-Regular.ttf", "SourceSansPro-Semibold.ttf", "SourceSansPro-Bold.ttf", "LICENSE.txt")


def folder() -> Path:
    return Path(str(files(PACKAGE))) / "files"


class FontFinder(BaseFinder):
    """Finds `fonts/<name>` for the few names above, for `collectstatic` as for the development server."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        missing = [name for name in NAMES if not (folder() / name).is_file()]
        return [Error(f"{PACKAGE} lacks {', '.join(missing)}", id="core.E001")] if missing else []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        prefix, _, name = path.partition("/")
        if prefix != PREFIX or name not in NAMES:
            return []  # what Django's own finders say for "not here", whatever was asked
        found = str(folder() / name)
        return [found] if find_all else found

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterable[Any]:
        storage = FileSystemStorage(location=folder())
        storage.prefix = PREFIX  # type: ignore[attr-defined]  # how collectstatic learns where files go
        for name in NAMES:
            yield name, storage
