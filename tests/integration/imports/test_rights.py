"""Whose rights count in a preview, and does it tell of what is not the person's?"""

import pytest
from django.core.management.base import CommandError

from tests.integration.imports.conftest import SUBMITTER, Preview
from tests.unit.measurement.imports.files import DENVER, text


def test_a_submitter_names_its_own_organization_only(preview: Preview) -> None:
    found = preview(
        "a.csv",
        text(
            ["CO16", "D046", "2013-14", "", "61982", "88839", "", ""], ["CO16", "D087", "2013-14", "", "1", "2", "", ""]
        ),
        who=SUBMITTER,
    )
    assert [each["organization"] for each in found["accepted"]] == ["D046"]
    assert found["rejected"] == [{"row": 3, "reason": "unknown_organization", "column": "B"}]


def test_nobody_from_elsewhere_previews_anything(preview: Preview) -> None:
    with pytest.raises(CommandError):
        preview("a.csv", text(DENVER), who="olga@riverside.example")


def test_settings_may_stand_in_a_whole_sidecar_and_what_is_unknown_is_ignored(preview: Preview) -> None:
    found = preview("a.csv", text(DENVER, headings=list("abcdefgh")), settings={"header_map": "by position", "moon": 1})
    assert found["accepted_count"] == 1
