"""Does every file of the collection give the outcome that stands beside it?"""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.integration.imports.conftest import Preview

MESSY = Path(__file__).parents[2] / "files" / "messy"
SIDECARS = sorted(MESSY.glob("*.expected.json"))


def test_the_collection_is_there() -> None:
    assert len(SIDECARS) >= 12


@pytest.mark.parametrize("sidecar", SIDECARS, ids=lambda path: path.name.split(".")[0])
def test_a_file_gives_its_expected_outcome(preview: Preview, sidecar: Path) -> None:
    said = json.loads(sidecar.read_text())

    found = preview(MESSY / said["file"], **said["settings"])

    expected = said["expect"]
    assert found["outcome"] == expected["outcome"]
    for kind in ("accepted", "rejected", "left_out"):
        assert found[f"{kind}_count"] == expected[f"{kind}_count"] == len(found[kind])
    for kind in ("accepted", "rejected", "left_out", "warnings"):
        assert [told_of(got, want) for got, want in zip(found[kind], expected[kind], strict=True)] == [
            {key: value for key, value in want.items() if key != "note"} for want in expected[kind]
        ]


def told_of(got: dict[str, Any], want: dict[str, Any]) -> dict[str, Any]:
    """What the sidecar speaks of; a group or a flag that it does not expect counts too."""
    unexpected = ("group", "flags", "numerator") if "value" in got else ()
    return {key: value for key, value in got.items() if key in want or key in unexpected}
