"""Which key opens what? Every route of the API, with every key, from both tenants and from outside."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from backbone.tenancy import scope
from backbone.tenancy.models import ApiKey
from backbone.tenancy.services.people import hash_of
from communications.sandbox.world import World
from measurement.models import Entry
from tests.conftest import Cast
from tests.isolation.conftest import SignedIn
from tests.isolation.registry import Door, doors, fingerprint
from tests.isolation.secret_numbers import DRAFT_OF_P1, HISTORY_OF_P1, SENT_BY_P2, hide_secrets

ROUTES = {door.name: door for door in doors() if door.is_of_api and door.is_of_tenant}
KEYS = ("tenant", "p1", "p2", "p3")
Body = Callable[[World], Any]


@dataclass(frozen=True)
class Sample:
    """How one route is tried."""

    methods: str = "GET"
    own: Callable[[World], dict[str, Any]] = lambda world: {}
    body: Body = lambda world: None
    queries: tuple[str, ...] = ("",)


def of_entry(world: World) -> dict[str, Any]:
    return {"uid": Entry.objects.get(submission__provider=world.partners[0]).uid}


def values(world: World) -> Any:
    key = {"indicator": "share", "organization": "p1", "period_start": "2025-01-01", "period_end": "2025-12-31"}
    return {"values": [{**key, "numerator": "66", "denominator": "100", "kept_because": "Right"}]}


SAMPLES: dict[str, Sample] = {
    "api:initiatives": Sample(queries=("", "limit=1")),
    "api:initiative": Sample(),
    "api:indicators": Sample(queries=("", "limit=1")),
    "api:indicator": Sample(own=lambda world: {"code": world.share.code}),
    "api:series": Sample(queries=(
        "", "indicator=share", "indicator=cells", "indicator=share&subject=p1", "indicator=share&organization=p1",
        "indicator=share&subject=p2", "subject=p1", "subject=p2", "breakdown=sex%3Dfemale")),
    "api:published": Sample(queries=("", "limit=3")),
    "api:partners": Sample(own=lambda world: {"code": world.share.code}, queries=("", "limit=1", "breakdown=*")),
    "api:totals": Sample(queries=("", "indicator=share", "indicator=cells")),
    "api:values": Sample("POST", body=values),
    "api:send-round": Sample("POST", own=lambda world: {"round": world.round.slug}),
    "api:rounds": Sample(),
    "api:entry": Sample("GET PATCH", own=of_entry, body=lambda world: {"numerator": "61"}),
    "api:verdicts": Sample(),
    "api:groups": Sample(queries=("", "limit=1")),
    "api:activities": Sample(queries=("", "limit=1")),
    "api/v1/<slug:tenant>/<path:rest>": Sample("GET POST PUT PATCH DELETE", own=lambda world: {"rest": "no/such"}),
    "api/v1/<slug:tenant>/": Sample("GET POST PUT PATCH DELETE"),
}  # fmt: skip
NOWHERE = {name for name in SAMPLES if name.startswith("api/")}
WRITES = ("INSERT", "UPDATE", "DELETE", "MERGE", "COPY")


@pytest.fixture(scope="module", autouse=True)
def secrets(module_cast: Cast, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        hide_secrets(module_cast.ours)


@pytest.fixture(autouse=True)
def uncounted(settings: Any) -> None:
    """Each test asks far more than a key may in a minute."""
    settings.API_REQUESTS_PER_MINUTE = 100_000


def path_of(world: World, name: str, **other: Any) -> str:
    with scope.tenant(world.tenant.pk):
        own = SAMPLES[name].own(world)
    return ROUTES[name].path({"tenant": world.tenant.slug, "initiative": world.initiative.slug} | own | other)


def ask(method: str, path: str, key: str, body: Any = None, **headers: str) -> Any:
    sent = {"Authorization": f"Bearer {key}", **headers}
    data = json.dumps(body) if body is not None else ""
    return Client().generic(method, path, data, content_type="application/json", headers=sent)


def body_of(world: World, name: str) -> Any:
    with scope.tenant(world.tenant.pk):
        return SAMPLES[name].body(world)


def test_every_route_is_known_with_a_sample() -> None:
    assert set(SAMPLES) == set(ROUTES)


@pytest.mark.parametrize("name", SAMPLES)
def test_without_a_key_of_this_tenant_nothing_opens(cast: Cast, signed_in: SignedIn, name: str) -> None:
    """Nobody, a wrong key, the other tenant's, a person's session: all alike, and nothing is written."""
    before = fingerprint(cast.ours)
    path, theirs = path_of(cast.ours, name), cast.theirs.keys
    for method in SAMPLES[name].methods.split():
        answers = [Client().generic(method, path), signed_in(cast.dana).generic(method, path)]
        answers += [ask(method, path, key) for key in ("bb_wrong", theirs["tenant"], theirs["p1"])]
        unknown = path.replace("/tenant-a/", "/nowhere/")
        answers.append(ask(method, unknown, cast.ours.keys["tenant"]))
        assert [answer.status_code for answer in answers] == [401] * len(answers)
        assert len({answer.content for answer in answers[2:]}) == 1
        assert all("MARK" not in answer.content.decode() for answer in answers)
        assert all(answer.headers["Content-Type"] == "application/problem+json" for answer in answers)
    assert fingerprint(cast.ours) == before


@pytest.mark.parametrize("name", [name for name in SAMPLES if "uid" in ROUTES[name].parts])
def test_one_tenants_rows_do_not_open_with_anothers_key(cast: Cast, name: str) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        own = SAMPLES[name].own(cast.ours)
    path = path_of(cast.theirs, name, uid=own["uid"])
    for key in KEYS:
        for method in SAMPLES[name].methods.split():
            answer = ask(method, path, cast.theirs.keys[key], body_of(cast.ours, name), **{"If-Match": '"1"'})
            assert answer.status_code == 404, f"{key} {method}"


@pytest.mark.parametrize("key", KEYS)
def test_no_answer_holds_what_is_not_the_keys(cast: Cast, key: str) -> None:
    number = int(key[1]) if key != "tenant" else 0
    wrong = [re.compile("MARK-B"), *(re.compile(f"MARK-A-P{n}-OWN") for n in (1, 2, 3) if n != number)]
    wrong += [] if number == 1 else [DRAFT_OF_P1, HISTORY_OF_P1]
    wrong += [] if number == 2 else [SENT_BY_P2]
    found, statuses = [], set()
    for name, sample in SAMPLES.items():
        for query in sample.queries:
            answer = ask("GET", f"{path_of(cast.ours, name)}?{query}", cast.ours.keys[key])
            statuses.add(answer.status_code)
            text = answer.content.decode()
            found += [f"{name} {query}: {hit[0]}" for pattern in wrong if (hit := pattern.search(text))]
    assert found == []
    assert 200 in statuses


def test_a_partners_key_does_read_its_own(cast: Cast) -> None:
    """Or the test above would find nothing because nothing is told at all."""
    texts = [
        ask("GET", f"{path_of(cast.ours, name)}?{query}", cast.ours.keys["p1"]).content.decode()
        for name, sample in SAMPLES.items()
        for query in sample.queries
    ]
    for pattern in (DRAFT_OF_P1, HISTORY_OF_P1, re.compile("MARK-A-P1-OWN")):
        assert any(pattern.search(text) for text in texts), pattern.pattern


@pytest.mark.parametrize("name", SAMPLES)
def test_reading_writes_nothing_and_other_methods_are_refused(cast: Cast, name: str) -> None:
    before = _own_rows(fingerprint(cast.ours))
    for key in ("tenant", "p1"):
        for method in ("GET", "POST", "PUT", "PATCH", "DELETE"):
            if method in SAMPLES[name].methods.split() and method != "GET":
                continue
            with CaptureQueriesContext(connection) as queries:
                answer = ask(method, path_of(cast.ours, name), cast.ours.keys[key], {})
            wanted = {200, 403, 404, 422} if method in SAMPLES[name].methods.split() else {403, 405}
            assert answer.status_code in wanted, f"{key} {method}: {answer.content!r}"
            assert [q["sql"] for q in queries if q["sql"].startswith(WRITES)] == []
    assert _own_rows(fingerprint(cast.ours)) == before


CHANGING = [
    (name, method)
    for name, sample in SAMPLES.items()
    for method in sample.methods.split()
    if method != "GET" and name not in NOWHERE
]


@pytest.mark.parametrize(("name", "method"), CHANGING)
def test_only_the_partners_own_key_changes_its_figures(cast: Cast, name: str, method: str) -> None:
    before = fingerprint(cast.ours)
    version = ask("GET", path_of(cast.ours, name), cast.ours.keys["p1"]).headers.get("ETag", "")
    for key in ("tenant", "p2", "p3", "p1"):
        with transaction.atomic():
            answer = ask(
                method, path_of(cast.ours, name), cast.ours.keys[key], body_of(cast.ours, name),
                **{"If-Match": version},
            )  # fmt: skip
            unchanged = _own_rows(fingerprint(cast.ours)) == _own_rows(before)
            transaction.set_rollback(True)
        if key == "p1":
            assert (answer.status_code in {200, 201}, unchanged) == (True, False), answer.content
        elif name == "api:send-round" and key == "p3":  # sends its own, which came back to it: not another's
            assert answer.status_code in {200, 201, 409}
        else:
            assert (answer.status_code >= 400 or name == "api:values", unchanged) == (True, True), f"{key} {answer}"


def _own_rows(tables: dict[str, str]) -> dict[str, str]:
    """All but the moment at which a key was last used."""
    return {table: rows for table, rows in tables.items() if table not in {"tenancy_apikey", "tenancy_storedreply"}}


@pytest.mark.parametrize(("name", "method"), CHANGING)
def test_a_key_that_may_only_read_changes_nothing(cast: Cast, name: str, method: str) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        ApiKey.objects.filter(key_hash=hash_of(cast.ours.keys["p1"])).update(scopes="read")
    before = _own_rows(fingerprint(cast.ours))
    answer = ask(method, path_of(cast.ours, name), cast.ours.keys["p1"], body_of(cast.ours, name))
    assert answer.status_code == 403
    assert _own_rows(fingerprint(cast.ours)) == before


@pytest.mark.parametrize("name", [name for name in SAMPLES if "initiative" in ROUTES[name].parts])
def test_a_partner_has_no_key_to_an_initiative_without_it(cast: Cast, name: str) -> None:
    path = path_of(cast.ours, name, initiative=cast.ours.other_initiative.slug)
    for method in SAMPLES[name].methods.split():
        assert ask(method, path, cast.ours.keys["p1"], body_of(cast.ours, name)).status_code == 404


@pytest.mark.parametrize("door", ROUTES.values(), ids=lambda door: door.name)
def test_answers_are_kept_by_nobody_else(cast: Cast, door: Door) -> None:
    answer = ask("GET", path_of(cast.ours, door.name), cast.ours.keys["p1"])
    assert "private" in answer.headers["Cache-Control"]
    assert "public" not in answer.headers["Cache-Control"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
