"""What becomes of a partner's values in bulk?"""

from collections import Counter
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backbone.tenancy import scope
from backbone.tenancy.models import TrailRecord
from measurement.models import Entry, Submission
from measurement.services.review import accept_entries, return_entry
from tests.integration.api.world import Api, World, build

GOOD = {"numerator": "60", "denominator": "100"}


def entries(world: World) -> list[tuple[str, str, str]]:
    with scope.tenant(world.tenant.pk):
        rows = Entry.objects.order_by("pk").values_list("obligation__indicator__code", "state", "value")
        return [(code, state, "" if value is None else f"{value.normalize():f}") for code, state, value in rows]


def codes(answer: Any) -> list[tuple[str, str]]:
    return [(each["code"], each["pointer"]) for each in answer.json()["errors"]]


def test_values_become_drafts_and_the_same_again_changes_nothing(world: World, paolo: Api) -> None:
    values = [world.row(**GOOD), world.row("plain-01", value="12.5")]

    first, second = paolo.batch(values), paolo.batch(values)
    values[1]["value"] = 13
    third = paolo.batch(values)

    assert first.json()["summary"] == {"created": 2, "updated": 0, "unchanged": 0, "failed": 0}
    assert second.json()["summary"] == {"created": 0, "updated": 0, "unchanged": 2, "failed": 0}
    assert [row["status"] for row in third.json()["rows"]] == ["unchanged", "updated"]
    assert entries(world) == [("in-work", "draft", "60"), ("plain-01", "draft", "13")]


def test_send_puts_them_before_the_reviewer_with_the_moment(world: World, paolo: Api) -> None:
    answer = paolo.batch([world.row(**GOOD)], send=True)

    assert answer.json()["rows"][0]["state"] == "submitted"
    with scope.tenant(world.tenant.pk):
        entry = Entry.objects.get()
        assert entry.received_at is not None
        assert (entry.typed_by_id, entry.typed_by_staff, entry.typed_from) == (None, False, "")
        assert TrailRecord.objects.filter(event="submission.sent", key__name="paolo").count() == 1
    assert paolo.batch([world.row(**GOOD)], send=True).json()["summary"]["unchanged"] == 1


def test_a_draft_that_stands_already_is_sent_without_being_changed(world: World, paolo: Api) -> None:
    paolo.batch([world.row(**GOOD)])

    answer = paolo.batch([world.row(**GOOD)], send=True)

    assert (answer.json()["rows"][0]["status"], answer.json()["rows"][0]["state"]) == ("unchanged", "submitted")
    assert entries(world) == [("in-work", "submitted", "60")]


def test_atomic_tells_every_fault_and_writes_nothing(world: World, paolo: Api) -> None:
    answer = paolo.batch(
        [
            world.row(**GOOD),
            world.row("plain-01", value="twelve"),
            world.row("plain-02", value="1", period_start="2025-02-30"),
            world.row("never-was", value="1"),
            world.row("in-work", "never-was", **GOOD),
            world.row("in-work", "sunderland", **GOOD),
            world.row("plain-01", value="1", breakdown="sex=Female"),
            world.row("plain-01", value="1", period_start="2020-04-01"),
            world.row("plain-02", value="1", numerator="1", colour="red"),
        ]
    )

    assert answer.status_code == 422
    assert codes(answer) == [
        ("not_a_number", "#/values/1/value"),
        ("not_a_date", "#/values/2/period_start"),
        ("indicator_unknown", "#/values/3/indicator"),
        ("organization_unknown", "#/values/4/organization"),
        ("organization_unknown", "#/values/5/organization"),
        ("breakdown_unknown", "#/values/6/breakdown"),
        ("not_owed", "#/values/7"),
        ("field_unknown", "#/values/8/colour"),
    ]
    assert entries(world) == []


def test_another_partners_code_is_like_one_that_never_was(world: World, paolo: Api) -> None:
    other = paolo.batch([world.row("in-work", "sunderland", **GOOD)]).json()
    never = paolo.batch([world.row("in-work", "sunderlund", **GOOD)]).json()

    assert other == {**never, "errors": [{**never["errors"][0], "detail": other["errors"][0]["detail"]}]}
    assert other["errors"][0]["detail"].replace("sunderland", "sunderlund") == never["errors"][0]["detail"]


@pytest.mark.parametrize(
    ("value", "code", "field"),
    [
        ({"numerator": "101", "denominator": "100"}, "numerator_above_denominator", "/numerator"),
        ({"numerator": "-1", "denominator": "100"}, "number_negative", "/numerator"),
        ({"numerator": "0", "denominator": "0"}, "out_of_nothing", "/denominator"),
        ({"numerator": "60"}, "number_missing", "/denominator"),
        ({"value": "60"}, "number_not_asked_for", "/value"),
        ({"presence": "not_applicable"}, "reason_missing", "/note"),
        ({"presence": "not_applicable", "note": "None", "numerator": 1}, "number_not_asked_for", "/numerator"),
        ({"presence": "maybe"}, "presence_unknown", "/presence"),
        ({"numerator": True, "denominator": "100"}, "not_a_number", "/numerator"),
        ({"numerator": "1,000", "denominator": "1 100"}, "not_a_number", "/numerator"),
        ({"numerator": "1e400", "denominator": "100"}, "not_a_number", "/numerator"),
        ({"numerator": "9" * 20, "denominator": "100"}, "not_a_number", "/numerator"),
        ({**GOOD, "note": "a\x00b"}, "not_storable", "/note"),
        ({**GOOD, "note": "x" * 2001}, "too_long", "/note"),
        ({**GOOD, "note": 7}, "not_text", "/note"),
        ({**GOOD, "indicator": ""}, "required", "/indicator"),
        ({**GOOD, "period_end": "2020-01-01"}, "period_reversed", "/period_end"),
    ],
)
def test_what_is_impossible_is_refused_at_its_field(
    world: World, paolo: Api, value: dict[str, Any], code: str, field: str
) -> None:
    answer = paolo.batch([world.row(**value)])

    assert codes(answer)[0] == (code, f"#/values/0{field}")
    assert entries(world) == []


def test_partial_writes_the_good_rows(world: World, paolo: Api) -> None:
    answer = paolo.batch(
        [world.row(numerator="101", denominator="100"), world.row("plain-01", value="2")], mode="partial"
    )

    assert answer.status_code == 200
    assert answer.json()["summary"] == {"created": 1, "updated": 0, "unchanged": 0, "failed": 1}
    assert [row["status"] for row in answer.json()["rows"]] == ["failed", "created"]
    assert answer.json()["rows"][0]["errors"][0]["pointer"] == "#/values/0/numerator"
    assert entries(world) == [("plain-01", "draft", "2")]


@pytest.mark.parametrize("mode", ["atomic", "partial"])
def test_a_dry_run_answers_the_same_and_writes_nothing(world: World, paolo: Api, mode: str) -> None:
    values = [world.row(**GOOD), world.row("plain-01", value="2")]

    dry = paolo.batch(values, mode=mode, send=True, dry_run=True)
    with scope.tenant(world.tenant.pk):
        assert not Submission.objects.exists()
        assert not TrailRecord.objects.filter(event="submission.sent").exists()
    real = paolo.batch(values, mode=mode, send=True)

    assert dry.json() == real.json()
    assert len(entries(world)) == 2


def test_the_same_figure_twice_in_one_request(world: World, paolo: Api) -> None:
    values = [world.row(**GOOD), world.row(numerator="61", denominator="100")]

    assert codes(paolo.batch(values)) == [("twice_in_request", "#/values/1")]
    assert paolo.batch(values, mode="partial").json()["summary"]["created"] == 1
    assert entries(world) == [("in-work", "draft", "60")]


def test_group_is_another_word_for_breakdown(world: World, paolo: Api) -> None:
    assert paolo.batch([world.row(**GOOD, group="all")]).json()["summary"]["created"] == 1
    assert paolo.batch([world.row(**GOOD, breakdown="all")]).json()["summary"]["unchanged"] == 1


def test_an_unusual_value_is_a_warning_and_is_sent_with_a_reason_only(world: World, paolo: Api) -> None:
    unusual = world.row(numerator="99", denominator="100")

    kept = paolo.batch([unusual])
    refused = paolo.batch([unusual], send=True)
    sent = paolo.batch([{**unusual, "kept_because": "A new employer came."}], send=True)

    assert [each["code"] for each in kept.json()["rows"][0]["warnings"]] == ["unusual_value"]
    assert codes(refused) == [("unusual_value", "#/values/0/numerator")]
    assert sent.json()["rows"][0]["state"] == "submitted"


def test_what_is_under_review_stands_and_what_came_back_may_be_corrected(world: World, paolo: Api) -> None:
    paolo.batch([world.row(**GOOD)], send=True)
    changed = world.row(numerator="61", denominator="100")
    assert codes(paolo.batch([changed])) == [("entry_under_review", "#/values/0")]

    with scope.tenant(world.tenant.pk):
        return_entry(Entry.objects.get().uid, note="Please check.", by=world.dana)
    assert paolo.batch([changed], send=True).json()["rows"][0]["status"] == "updated"

    with scope.tenant(world.tenant.pk):
        accept_entries([Entry.objects.get().uid], by=world.dana)
    again = paolo.batch([world.row(numerator="62", denominator="100")])
    assert again.json()["rows"][0] | {"warnings": []} == {
        "index": 0, "status": "created", "state": "draft", "errors": [], "warnings": [],
    }  # fmt: skip
    assert Counter(state for _, state, _ in entries(world)) == {"accepted": 1, "draft": 1}


def test_a_closed_round_takes_nothing(world: World, paolo: Api) -> None:
    with scope.tenant(world.tenant.pk):
        world.asked.opens_on = world.asked.due_on = world.asked.closes_on = world.asked.opens_on.replace(year=2020)
        world.asked.save()

    assert codes(paolo.batch([world.row(**GOOD)])) == [("round_closed", "#/values/0")]


def test_53_values_cost_a_handful_of_queries(db: None) -> None:
    world = build("big", plain=52)
    paolo = world.api(world.key("paolo", partner="gateshead"))
    values = [world.row(**GOOD), *(world.row(f"plain-{n:02d}", value=n) for n in range(1, 53))]

    counts = []
    for send in (False, True):
        with CaptureQueriesContext(
            connection,
        ) as asked:
            answer = paolo.batch(values, send=send)
        assert answer.status_code == 200
        counts.append(len(asked))
    one = world.api(world.key("petra", partner="sunderland"))
    with CaptureQueriesContext(connection) as asked:
        one.batch([world.row("in-work", "sunderland", **GOOD)])

    assert len(entries(world)) == 54
    assert counts[0] == len(asked) <= 28
    assert counts[1] <= 26


def test_a_bound_and_a_number_at_once_are_refused(paolo: Api, world: World) -> None:
    both = world.row("in-work", **(GOOD | {"bound": "<5"}))

    answer = paolo.batch([both], mode="partial")

    assert [each["code"] for each in answer.json()["rows"][0]["errors"]] == ["bound_and_number"]
