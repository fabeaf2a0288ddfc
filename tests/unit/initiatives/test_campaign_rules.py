"""Which initiative may become a local one of which campaign? One level, and no more."""

import pytest

from initiatives.rules.campaigns import refusal_of_place

FREE = {"is_same": False, "is_local": False, "has_locals": False, "campaign_is_local": False}


def test_one_that_stands_by_itself_may_become_local() -> None:
    assert refusal_of_place("Town", "North", **FREE) is None


@pytest.mark.parametrize(
    ("what", "code", "name"),
    [
        ("is_same", "campaign_of_itself", "Town"),
        ("is_local", "local_has_campaign", "Town"),
        ("has_locals", "local_has_locals", "Town"),
        ("campaign_is_local", "campaign_is_local", "North"),
    ],
)
def test_what_would_make_a_second_level_is_refused(what: str, code: str, name: str) -> None:
    found = refusal_of_place("Town", "North", **FREE | {what: True})
    assert found
    assert (found.code, found.values["name"]) == (code, name)
