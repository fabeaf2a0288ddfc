"""Is the same creation done once, however often and however fast it is sent?"""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from backbone.tenancy import scope
from backbone.tenancy.models import StoredReply
from backbone.tenancy.services import replies
from measurement.models import Entry
from tests.integration.api.world import Api, World, build

GOOD = {"numerator": "60", "denominator": "100"}


def test_a_repeated_request_repeats_its_answer(world: World, paolo: Api) -> None:
    values = [world.row(**GOOD)]

    first = paolo.batch(values, idempotency="one")
    second = paolo.batch(values, idempotency="one")
    fresh = paolo.batch(values, idempotency="two")

    assert (first.status_code, first.json()) == (second.status_code, second.json())
    assert first.json()["summary"]["created"] == 1
    assert "Idempotent-Replayed" not in first
    assert second["Idempotent-Replayed"] == "true"
    assert "RateLimit" in second
    assert fresh.json()["summary"]["unchanged"] == 1


def test_another_body_under_one_key_is_refused(world: World, paolo: Api, petra: Api) -> None:
    paolo.batch([world.row(**GOOD)], idempotency="one")

    other = paolo.batch([world.row(numerator="61", denominator="100")], idempotency="one")
    stranger = petra.batch([world.row("in-work", "sunderland", **GOOD)], idempotency="one")

    assert (other.status_code, other.json()["errors"][0]["code"]) == (422, "idempotency_key_reused")
    assert stranger.status_code == 200
    assert paolo.batch([world.row(**GOOD)], idempotency="x" * 201).status_code == 422


def test_a_refusal_is_not_kept(world: World, paolo: Api) -> None:
    assert paolo.batch([world.row(numerator="1")], idempotency="one").status_code == 422
    assert paolo.batch([world.row(**GOOD)], idempotency="one").status_code == 200


def test_answers_are_forgotten_after_a_day(world: World, paolo: Api) -> None:
    values = [world.row(**GOOD)]
    paolo.batch(values, idempotency="one")
    with scope.tenant(world.tenant.pk):
        StoredReply.objects.update(made_at=timezone.now() - timedelta(hours=25))

    assert paolo.batch(values, idempotency="one").json()["summary"]["unchanged"] == 1
    with scope.tenant(world.tenant.pk):
        assert replies.forget_replies(timezone.now()) == 0
        assert replies.forget_replies(timezone.now() + timedelta(hours=25)) == 1


@pytest.fixture
def alone(transactional_db: None) -> World:
    return build("alone")


def test_at_the_same_moment_one_creates_and_none_fails(alone: World) -> None:
    paolo = alone.api(alone.key("paolo", partner="gateshead"))
    values = [alone.row(**GOOD)]

    def send(key: str) -> tuple[int, int]:
        try:
            answer = Api(paolo.secret, paolo.base).batch(values, idempotency=key)
            return answer.status_code, answer.json().get("summary", {}).get("created", 0)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        same = list(pool.map(send, ["one"] * 4))
    with ThreadPoolExecutor(4) as pool:
        different = list(pool.map(send, ["a", "b", "c", "d"]))

    assert {status for status, _ in same} <= {200, 409}
    assert (200, 1) in same
    assert different == [(200, 0)] * 4
    with scope.tenant(alone.tenant.pk):
        assert Entry.objects.count() == 1


def test_without_a_key_the_first_figure_is_made_once(alone: World) -> None:
    paolo = alone.api(alone.key("paolo", partner="gateshead"))

    def send(number: int) -> int:
        try:
            body = [alone.row(numerator=str(number), denominator="100", kept_because="Counted.")]
            return int(Api(paolo.secret, paolo.base).batch(body).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        statuses = list(pool.map(send, range(50, 54)))

    assert statuses == [200] * 4
    with scope.tenant(alone.tenant.pk):
        assert Entry.objects.get().version == 4
