"""What does a key read, page by page, and what stays hidden from it?"""

from datetime import timedelta
from json import loads
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from backbone.tenancy import scope
from communications.sandbox import world as sandbox
from measurement.models import Breakdown, Entry, Observation
from measurement.selectors.answering import told
from measurement.services.review import accept_entries
from tests.integration.api.world import Api, World

SERIES = "/initiatives/north-east/series"
GOOD = {"numerator": "60", "denominator": "100"}


def series(api: Api, **query: Any) -> dict[tuple[str, str], list[dict[str, Any]]]:
    answer = api.get(SERIES, query)
    assert answer.status_code == 200, answer.content
    return {(each["subject"]["code"], each["indicator"]): each["figures"] for each in answer.json()["results"]}


def test_indicators_with_definitions_and_filters(world: World, ada: Api, paolo: Api) -> None:
    assert [each["code"] for each in ada.get("/indicators").json()["results"]] == ["in-work", "plain-01", "plain-02"]
    assert ada.get("/indicators", {"outcome": "other"}).json()["results"] == []
    found = paolo.get("/indicators", {"initiative": "north-east", "code": ["plain-01"]}).json()["results"]
    assert [each["adopted_by"][0]["initiative"] for each in found] == ["north-east"]

    detail = paolo.get("/indicators/in-work").json()
    assert detail["versions"][0]["definition"] == "As the law defines it."
    assert detail["adopted_by"][0]["baseline_start"] == "2018-04-01"
    assert paolo.get("/indicators/never-was").status_code == 404


def test_a_hidden_cell_holds_no_number(ada: Api) -> None:
    totals = ada.get("/initiatives/north-east/totals").json()["results"]

    figures = {each["period_start"]: each for each in totals[0]["figures"]}
    assert [each["indicator"] for each in totals] == ["in-work"]
    assert figures["2019-04-01"] == {
        "breakdown": "all", "period_start": "2019-04-01", "period_end": "2020-03-31", "hidden": True,
    }  # fmt: skip
    assert figures["2018-04-01"] | {"lower": None} == {
        "breakdown": "all", "period_start": "2018-04-01", "period_end": "2019-03-31", "hidden": False,
        "numerator": "206", "denominator": "400", "value": "51.5", "lower": None, "upper": None,
        "presence": "number", "status": "normal", "provisional": False, "contributors": 4, "expected": 4,
        "coverage": "1", "shown_as": "exact",
    }  # fmt: skip


def test_a_partner_reads_its_own_in_every_state_and_never_anothers(
    world: World, paolo: Api, petra: Api, ada: Api
) -> None:
    paolo.batch([world.row(**GOOD)], send=True)
    with scope.tenant(world.tenant.pk):
        accept_entries([Entry.objects.get().uid], by=world.dana)

    own = series(paolo)[("gateshead", "in-work")]
    assert [own[1]["value"], own[-1]["value"]] == ["1", "60"]
    assert series(paolo, subject="gateshead") == {("gateshead", "in-work"): own}
    assert all(code != "gateshead" for code, _ in series(petra))
    assert all(code != "gateshead" for code, _ in series(ada))
    assert series(ada, subject="gateshead") == {}

    others, never = (petra.get(SERIES, {"subject": code}) for code in ("gateshead", "never-was"))
    assert (others.status_code, others.content) == (never.status_code, never.content)
    assert "2024-04-01" not in [each["period_start"] for each in series(petra)[("northern", "in-work")]]


def test_the_community_alone_and_public_figures(world: World, paolo: Api) -> None:
    assert {code for code, _ in series(paolo, subject="community")} == {"northern"}
    assert [each["value"] for each in series(paolo, indicator="plain-01")[("northern", "plain-01")]][-1] == "23"


def test_a_past_day_knows_nothing_of_what_came_later(world: World, paolo: Api) -> None:
    assert all(rows == [] for rows in series(paolo, as_of="2001-01-01").values())
    assert series(paolo, as_of=world.initiative.today().isoformat()) == series(paolo)


def test_verdicts_of_a_past_day(ada: Api) -> None:
    """The figures were all recorded today: yesterday there were none."""
    yesterday = (timezone.localdate() - timedelta(days=1)).isoformat()
    then = ada.get(f"/initiatives/north-east/verdicts?as_of={yesterday}").json()
    assert then["as_of"] == yesterday
    assert {each["verdict"] for each in then["results"]} <= {"no_figures"}
    ahead = (timezone.localdate() + timedelta(days=3)).isoformat()
    refused = ada.get(f"/initiatives/north-east/verdicts?as_of={ahead}")
    assert (refused.status_code, refused.json()["errors"][0]["code"]) == (422, "day_ahead")


def test_verdicts(ada: Api) -> None:
    body = ada.get("/initiatives/north-east/verdicts").json()

    judged = {each["indicator"]: each for each in body["results"]}
    assert body["headline"]["total"] == 3
    assert (judged["plain-01"]["verdict"], judged["plain-01"]["n"]) == ("improving", 9)
    assert judged["plain-01"]["slope"]["per_year"] == pytest.approx(1)
    assert judged["plain-02"]["verdict"] == "no_figures"


def test_pages_hold_still_while_rows_come(world: World, ada: Api) -> None:
    first = ada.get("/indicators", {"limit": 1}).json()
    with scope.tenant(world.tenant.pk):
        early = world.indicators[1]
        early.pk, early.uid, early.code, early._state.adding = None, uuid4(), "aaa", True
        early.save()

    codes, cursor = [each["code"] for each in first["results"]], first["next_cursor"]
    while cursor:
        page = ada.get("/indicators", {"limit": 1, "cursor": cursor}).json()
        codes += [each["code"] for each in page["results"]]
        cursor = page["next_cursor"]

    assert codes == ["in-work", "plain-01", "plain-02"]
    assert ada.get("/rounds", {"cursor": first["next_cursor"]}).status_code in (403, 422)
    assert ada.get("/initiatives", {"cursor": first["next_cursor"]}).status_code == 422


def test_what_is_known_already_is_not_sent_again(ada: Api) -> None:
    first = ada.get("/indicators")
    again = ada.get("/indicators", If_None_Match=first["ETag"])

    assert (again.status_code, again.content) == (304, b"")
    assert first["Cache-Control"] == "no-cache, private" or set(first["Cache-Control"].split(", ")) == {
        "no-cache", "private",
    }  # fmt: skip


def test_a_partner_reads_what_it_owes(world: World, paolo: Api, petra: Api) -> None:
    paolo.batch([world.row(**GOOD)])

    owed = {each["indicator"]: each for each in paolo.get("/rounds").json()["results"][0]["owed"]}
    assert {code: each["state"] for code, each in owed.items()} == {
        "in-work": "draft", "plain-01": "not_started", "plain-02": "not_started",
    }  # fmt: skip
    assert {each["organization"] for each in owed.values()} == {"gateshead"}
    assert paolo.get(f"/entries/{owed['in-work']['entry']}").json()["value"] == "60"
    strange, never = petra.get(f"/entries/{owed['in-work']['entry']}"), petra.get(f"/entries/{uuid4()}")
    assert (strange.status_code, strange.content) == (never.status_code, never.content) == (404, never.content)


def test_a_group_is_told_alike_by_itself_and_among_all(in_ours: sandbox.World) -> None:
    """Its code is made JSON by Python where one group is asked for, and by PostgreSQL where all are."""
    strange = 'sex=f\u00e9minin "x" \\ / \u2028'
    Breakdown.objects.filter(code=Breakdown.ALL).update(code=strange)
    figures = Observation.objects.filter(superseded_at=None, breakdown__code=strange)

    alone, among = (
        told(figures, by="indicator_id", least_coverage=90, breakdown=breakdown) for breakdown in (strange, None)
    )

    assert alone
    assert alone == among
    assert all(each["breakdown"] == strange for text in alone.values() for each in loads(f"[{text}]"))


@pytest.mark.parametrize("who", ["ada", "paolo", "petra"])
@pytest.mark.parametrize("asked", [{}, {"breakdown": "*"}, {"subject": "gateshead"}, {"breakdown": "sex=female"}])
def test_the_database_tells_figures_as_python_does(
    world: World, request: pytest.FixtureRequest, who: str, asked: dict[str, str]
) -> None:
    """Past days are told by `api.answers.figure`, today by `selectors.answering`: today as a past day is the same."""
    key: Api = request.getfixturevalue(who)
    today = world.initiative.today().isoformat()

    now = key.get(f"{SERIES}", asked)
    then = key.get(f"{SERIES}", {**asked, "as_of": today})

    assert now.status_code == then.status_code
    assert now.json() == then.json()
