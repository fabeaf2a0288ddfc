"""The tenant into which strangers' files come, and the command that says what would become of them."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from communications.demo import colorado

Preview = Callable[..., dict[str, Any]]
INITIATIVE = "colorado-partnership/partnership"
MANAGER = "dana.colorado@partnership.example"
SUBMITTER = "diego@denver.example"


@pytest.fixture
def partnership(db: None) -> None:
    """The demo's third tenant."""
    colorado.load()


@pytest.fixture
def preview(partnership: None, tmp_path: Path) -> Preview:
    """What the command prints of a file, or of a text or bytes under a name."""

    def previewed(
        file: Path | str,
        content: bytes | str | None = None,
        *,
        who: str = MANAGER,
        today: str = "2026-11-21",
        **said: Any,
    ) -> dict[str, Any]:
        path = Path(file)
        if content is not None:
            path = tmp_path / path.name
            path.write_bytes(content.encode() if isinstance(content, str) else content)
        settings = tmp_path / "settings.json"
        settings.write_text(json.dumps(said))
        told = StringIO()
        call_command(
            "preview_import", str(path), "--initiative", INITIATIVE, "--as", who, "--today", today,
            "--settings", str(settings), "--json", stdout=told, stderr=StringIO(),
        )  # fmt: skip
        found: dict[str, Any] = json.loads(told.getvalue())
        return found

    return previewed
