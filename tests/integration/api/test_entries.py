"""How is a draft corrected without losing what somebody else did?"""

from typing import Any

import pytest

from backbone.tenancy import scope
from measurement.models import Entry
from measurement.services.review import accept_entries
from tests.integration.api.world import Api, World


@pytest.fixture
def path(world: World, paolo: Api) -> str:
    paolo.batch([world.row(numerator="60", denominator="100", note="First count")])
    with scope.tenant(world.tenant.pk):
        return f"/entries/{Entry.objects.get().uid}"


def code(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["errors"][0]["code"]


def test_an_edit_says_which_version_it_was_made_from(paolo: Api, path: str) -> None:
    read = paolo.get(path)

    assert code(paolo.patch(path, {"numerator": "61"})) == (428, "precondition_required")
    edited = paolo.patch(path, {"numerator": "61"}, If_Match=read["ETag"])
    stale = paolo.patch(path, {"numerator": "62"}, If_Match=read["ETag"])

    assert edited.status_code == 200
    assert (edited.json()["numerator"], edited.json()["value"], edited.json()["version"]) == ("61", "61", 2)
    assert edited.json()["note"] == "First count"
    assert edited["ETag"] != read["ETag"]
    assert code(stale) == (412, "precondition_failed")
    assert paolo.get(path).json()["numerator"] == "61"
    assert paolo.get(path, If_None_Match=edited["ETag"]).status_code == 304


@pytest.mark.parametrize(
    ("body", "error", "pointer"),
    [
        ({"numerator": "101"}, "numerator_above_denominator", "#/numerator"),
        ({"numerator": "many"}, "not_a_number", "#/numerator"),
        ({"organization": "sunderland"}, "field_unknown", "#/organization"),
        ([], "not_a_row", "#"),
    ],
)
def test_an_edit_that_is_not_right_changes_nothing(paolo: Api, path: str, body: Any, error: str, pointer: str) -> None:
    answer = paolo.patch(path, body, If_Match=paolo.get(path)["ETag"])

    assert code(answer) == (422, error)
    assert answer.json()["errors"][0]["pointer"] == pointer
    assert paolo.get(path).json()["version"] == 1


def test_a_figure_becomes_nothing_to_report(paolo: Api, path: str) -> None:
    body = {"presence": "not_applicable", "note": "Nobody was there."}

    edited = paolo.patch(path, body, If_Match=paolo.get(path)["ETag"])

    assert (edited.status_code, edited.json()["numerator"], edited.json()["presence"]) == (200, None, "not_applicable")


def test_what_was_sent_or_accepted_is_not_edited(world: World, paolo: Api, petra: Api, path: str) -> None:
    assert paolo.post("/initiatives/north-east/rounds/open/send").json()["sent"] == 1
    assert code(paolo.patch(path, {"note": "x"}, If_Match=paolo.get(path)["ETag"])) == (409, "entry_under_review")
    with scope.tenant(world.tenant.pk):
        accept_entries([Entry.objects.get().uid], by=world.dana)
    assert code(paolo.patch(path, {"note": "x"}, If_Match=paolo.get(path)["ETag"])) == (409, "entry_not_in_state")
    assert petra.patch(path, {"note": "x"}, If_Match="*").status_code == 404
