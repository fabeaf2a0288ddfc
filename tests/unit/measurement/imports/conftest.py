"""What the other process would say of a file, said by this one: no database, no second process."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from communications.demo import colorado
from measurement.imports import child
from measurement.imports.carrier import Answer
from measurement.presenters.sidecars import sidecar

Preview = Callable[..., dict[str, Any]]
KINDS = {"%": "share", "pupils": "count", "USD": "amount"}


def known() -> dict[str, Any]:
    """The words of the demo's third tenant."""
    return {
        "indicators": [
            {
                "code": row["code"],
                "name": row["name"],
                "kind": KINDS[row["unit"]],
                "unit": row["unit"],
                "per": 100 if row["unit"] == "%" else 1,
                "asks_for_parts": row["needs"] != "value",
                "counts_whole_things": row["unit"] != "USD",
                "counts_people": row["unit"] != "USD",
                "year_starts_in": 1 if row["code"] in colorado.IN_CALENDAR_YEARS else 7,
            }
            for row in colorado.facts("indicator")
        ],
        "organizations": [[row["code"], row["name"]] for row in colorado.facts("organization")],
        "categories": [["ethnicity", "Ethnicity", row["code"], row["name"]] for row in colorado.facts("group")],
    }


@pytest.fixture
def preview(tmp_path: Path) -> Preview:
    """What would become of a file of this name and content, in the form of the sidecars."""

    def previewed(name: str, content: bytes | str, **said: Any) -> dict[str, Any]:
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        order = {
            "path": str(path), "name": name, "known": known(), "settings": said, "today": "2026-11-21",
            "limits": {"rows": 200_000, "columns": 60},
        }  # fmt: skip
        spoken = StringIO()
        child.write(child.answered(order), spoken)
        lines = [json.loads(line) for line in spoken.getvalue().splitlines()]
        refused = lines[-1]["end"] if lines[-1]["end"] != "row_by_row" else ""
        return sidecar(Answer(refusal=refused, lines=[line for line in lines if "is" in line]), name)

    return previewed
