"""Who is let in, and what does everybody else hear?"""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from backbone.tenancy import scope
from backbone.tenancy.api import limits
from backbone.tenancy.forms import KeyForm
from backbone.tenancy.models import ApiKey
from backbone.tenancy.services.keys import revoke_key
from tests.integration.api.world import Api, World, build


def test_every_wrong_way_in_hears_the_same(world: World, ada: Api) -> None:
    olga = build("southern")
    others = olga.key("olga")
    revoked = world.key("old")
    with scope.tenant(world.tenant.pk):
        revoke_key(ApiKey.objects.get(name="old"), by=world.ada)
        world.key("past")
        ApiKey.objects.filter(name="past").update(expires_at=timezone.now() - timedelta(hours=1))

    answers = [
        world.api("bb_wrong").get("/initiatives"),
        world.api(revoked).get("/initiatives"),
        world.api(world.secrets["past"]).get("/initiatives"),
        world.api(others).get("/initiatives"),
        Api(ada.secret, "/api/v1/nowhere").get("/initiatives"),
        world.api(others).get("/no/such/address"),
    ]

    assert {answer.status_code for answer in answers} == {401}
    assert len({answer.content for answer in answers}) == 1
    assert answers[0]["Content-Type"] == "application/problem+json"
    assert answers[0]["WWW-Authenticate"].startswith("Bearer")


def test_a_signed_in_person_has_no_key(world: World) -> None:
    answer = Client().get(f"/api/v1/{world.tenant.slug}/initiatives")

    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (401, "not_authenticated")


def test_a_key_does_what_its_scopes_name(world: World) -> None:
    reader = world.api(world.key("reader", scopes=("read",), partner="gateshead"))
    sender = world.api(world.key("sender", scopes=("send",), partner="gateshead"))
    values = [world.row(numerator=60, denominator=100)]

    assert reader.get("/initiatives").status_code == 200
    assert reader.batch(values).status_code == 403
    assert sender.get("/initiatives").status_code == 403
    assert sender.batch(values).status_code == 200
    assert "send" in reader.batch(values).json()["detail"]


def test_a_tenants_key_sends_for_nobody(world: World, ada: Api) -> None:
    assert ada.batch([world.row(numerator=60, denominator=100)]).status_code == 403
    assert ada.get("/rounds").status_code == 403


def test_an_initiative_in_which_a_partner_has_no_part_is_not_there(world: World, paolo: Api, ada: Api) -> None:
    with scope.tenant(world.tenant.pk):
        world.initiative.pk, world.initiative._state.adding = None, True
        world.initiative.slug, world.initiative.uid = "elsewhere", world.asked.uid
        world.initiative.save()

    assert [each["slug"] for each in paolo.get("/initiatives").json()["results"]] == ["north-east"]
    assert len(ada.get("/initiatives").json()["results"]) == 2
    assert paolo.get("/initiatives/elsewhere").status_code == 404
    assert paolo.get("/initiatives/elsewhere").content == paolo.get("/initiatives/never-was").content
    assert ada.get("/initiatives/elsewhere").status_code == 200


def test_a_key_that_asks_too_often_waits(
    world: World, ada: Api, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted = iter(range(1, 9))
    monkeypatch.setattr(limits, "count", lambda name: next(counted))
    settings.API_REQUESTS_PER_MINUTE = 2

    answers = [ada.get("/initiatives") for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert answers[0]["RateLimit-Policy"] == '"key";q=2;w=60'
    assert answers[1]["RateLimit"].startswith('"key";r=0;t=')
    assert 0 < int(answers[2]["Retry-After"]) <= 60
    assert answers[2].json()["status"] == 429


def test_counting_is_shared_and_the_door_stays_open_without_it(
    world: World, ada: Api, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "_closed_until", 0.0)
    name = f"api:test:{world.tenant.uid}"
    assert [limits.count(name), limits.count(name)] == [1, 2]

    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    limits._client.cache_clear()
    try:
        assert ada.get("/initiatives").status_code == 200
        assert limits.count(name) is None
    finally:
        limits._client.cache_clear()


@pytest.mark.parametrize("path", ["/no/such/address", "/initiatives/north-east/nothing", "/"])
def test_nothing_there_is_a_problem_too(ada: Api, path: str) -> None:
    answer = ada.get(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_a_key_that_would_open_nothing_is_not_made() -> None:
    form = KeyForm({"name": "Nightly export", "expires_on": "2020-01-01"})

    assert not form.is_valid()
    assert "expires_on" in form.errors
