"""Does every refusal have the one shape, and has it written nothing?"""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from backbone.tenancy import scope
from measurement.models import Entry
from tests.integration.api.world import Api, World

BATCH = "/initiatives/north-east/values:batch"


def is_problem(answer: Any, status: int, code: str) -> None:
    body = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert body.keys() == {"type", "title", "status", "detail", "errors"}
    assert body["status"] == status
    assert body["type"] == f"/api/docs/problems#{code}"
    assert all(each.keys() == {"code", "detail", "pointer"} for each in body["errors"])


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("{", 400, "malformed"),
        ("[" * 100_000, 400, "malformed"),
        ('{"values": [NaN]}', 400, "malformed"),
        ("[]", 422, "invalid"),
        ("{}", 422, "invalid"),
        ('{"values": []}', 422, "invalid"),
        ('{"values": [{}], "dryrun": true}', 422, "invalid"),
        ('{"values": [{}], "mode": "most"}', 422, "invalid"),
        ('{"values": [{}]}', 422, "values_at_fault"),
        ('{"values": [7, null, [], "x"]}', 422, "values_at_fault"),
    ],
)
def test_a_body_that_is_not_right(paolo: Api, body: str, status: int, code: str) -> None:
    is_problem(paolo.post(BATCH, body), status, code)


def test_what_is_too_much(paolo: Api, settings: Settings) -> None:
    is_problem(paolo.batch([{}] * 5001), 413, "too_many_values")
    settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 10
    is_problem(paolo.batch([{}]), 413, "too_large")


def test_what_the_protocol_refuses(world: World, paolo: Api) -> None:
    base, headers = paolo.base, {"Authorization": f"Bearer {paolo.secret}"}

    is_problem(paolo.patch("/initiatives", {}), 405, "method_not_allowed")
    is_problem(paolo.client.options(base + "/initiatives", headers=headers), 405, "method_not_allowed")
    is_problem(paolo.get("/initiatives", Accept="text/csv"), 406, "not_acceptable")
    is_problem(
        paolo.client.post(base + BATCH, "a=1", content_type="text/csv", headers=headers), 415, "unsupported_media_type"
    )
    assert paolo.patch("/initiatives", {})["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize(
    ("query", "pointer"),
    [
        ({"limit": "501"}, "?limit"),
        ({"limit": "many"}, "?limit"),
        ({"cursor": "made-up"}, "?cursor"),
        ({"indicator": "never-was"}, "?indicator"),
        ({"subject": "never-was"}, "?subject"),
        ({"subject": "a\x00b"}, "?subject"),
        ({"as_of": "soon"}, "?as_of"),
        ({"as_of": "2999-01-01"}, "?as_of"),
    ],
)
def test_a_query_that_is_not_right(paolo: Api, query: dict[str, str], pointer: str) -> None:
    answer = paolo.get("/initiatives/north-east/series", query)

    is_problem(answer, 422, "invalid")
    assert answer.json()["errors"][0]["pointer"] == pointer


def test_a_rule_of_the_field_is_409_with_its_sentence(world: World, paolo: Api) -> None:
    answer = paolo.post("/initiatives/north-east/rounds/open/send")

    is_problem(answer, 409, "nothing_to_send")
    assert answer.json()["detail"] == "There is nothing new to send."


def test_a_fault_of_ours_is_a_problem_and_writes_nothing(
    world: World, paolo: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("measurement.api.sending._batch", fail)
    paolo.client.raise_request_exception = False

    is_problem(paolo.batch([world.row(numerator=60, denominator=100)]), 500, "server_error")
    with scope.tenant(world.tenant.pk):
        assert not Entry.objects.exists()


def test_below_api_but_outside_any_tenant(client: Client) -> None:
    is_problem(client.get("/api/v2/anything"), 404, "not_found")
    is_problem(client.post("/api/"), 404, "not_found")
