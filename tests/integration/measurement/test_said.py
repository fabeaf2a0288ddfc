"""What is said beside a curve and of each series: rule and points, story, notes, official status, process."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db.models import F
from django.test import Client

from backbone.tenancy import scope
from communications.sandbox.world import Person, World
from initiatives.models import Outcome
from measurement.models import Adoption, ContextNote, CurveText, Indicator, Part, Target
from measurement.services.loading import LoadRow, load_history
from measurement.services.totals import rebuild
from tests.conftest import Cast

SignIn = Callable[[Person], Client]


def page(client: Client, world: World, path: str = "indicators/rate/", **query: str) -> str:
    answer = client.get(world.path(path), query)
    assert answer.status_code == 200, path
    text: str = " ".join(answer.content.decode().split())
    return text


@pytest.fixture
def aimed(cast: Cast) -> World:
    """The published rate from 50 in 2018 to 57 in 2025, on its way to 70 by 2030."""
    with scope.tenant(cast.ours.tenant.pk):
        adoption = Adoption.objects.get(initiative=cast.ours.initiative, indicator__code="rate")
        adoption.baseline_start, adoption.baseline_end = "2018-01-01", "2018-12-31"
        adoption.save()
        Target.objects.filter(adoption=adoption).delete()
        Target.objects.create(adoption=adoption, value=70, due_on="2030-12-31")
    return cast.ours


def test_the_way_and_the_pace_name_their_rule_and_their_points(cast: Cast, aimed: World, sign_in: SignIn) -> None:
    said = page(sign_in(cast.stella), aimed)
    assert "35% of the way is done from 50.0% in 2018 to the target of 70.0% by 31 December 2030." in said
    assert "Moderate progress: +1.0 points a year since then (to where the Theil-Sen line of 8 figures ends)" in said
    assert "+1.7 points a year needed; 0.60 of it, where 0.95 is on track and 0.60 moderate." in said


def test_the_official_status_is_said_only_where_it_was_asked_for(cast: Cast, aimed: World, sign_in: SignIn) -> None:
    assert "compound growth" not in page(sign_in(cast.stella), aimed)
    form = {"outcome": "outcome", "baseline": "2018-01-01/2018-12-31", "status_by": "compound_growth"}
    assert sign_in(cast.dana).post(aimed.path("indicators/rate/adoption/"), form).status_code == 302
    said = page(sign_in(cast.stella), aimed)
    assert "Official status by compound growth (Eurostat): moderate progress." in said
    assert "From 50.0% in 2018 to 57.0% in 2025 is 1.9% a year; 2.8% a year would lead to the target of 70.0%" in said


def test_each_group_has_a_verdict_in_words(cast: Cast, aimed: World, sign_in: SignIn) -> None:
    said = re.sub("<svg.*?</svg>", "", page(sign_in(cast.stella), aimed))
    assert said.count("Over 8 figures the direction is clear") == 3  # the whole, women, men
    assert f"female {aimed.mark} <span" in said


def test_a_partners_series_are_judged_on_its_own_points(cast: Cast, sign_in: SignIn) -> None:
    said = page(sign_in(cast.paolo), cast.ours, "partners/p1/")
    assert "From 40.0% in 2018 to 2.0% in 2024" in said
    assert "Over 7 figures" in said
    days = cast.ours.initiative.today() - timedelta(days=3)
    assert "No figure yet" in page(sign_in(cast.paolo), cast.ours, "partners/p1/", as_of=days.isoformat())


def test_the_story_keeps_every_answer_with_author_and_day(cast: Cast, sign_in: SignIn) -> None:
    path = cast.ours.path("indicators/rate/story/")
    for text in ("Tutoring helps.", "Tutoring in small groups helps."):
        assert sign_in(cast.wes).post(path, {"kind": "works", "text": text}).status_code == 302
    said = page(sign_in(cast.stella), cast.ours)
    assert said.index("Tutoring in small groups helps.") < said.index("Tutoring helps.")
    assert f"{cast.wes.user.name}, " in said
    again = sign_in(cast.wes).post(path, {"kind": "works", "text": "Tutoring in small groups helps."})
    assert "That is what stands there already." in again.content.decode()
    assert sign_in(cast.wes).post(path, {"kind": "works", "text": "   "}).status_code == 422
    with scope.tenant(cast.ours.tenant.pk):
        CurveText.objects.filter(text="Tutoring in small groups helps.").update(
            written_at=F("written_at") + timedelta(days=9)
        )
        CurveText.objects.exclude(text="Tutoring in small groups helps.").update(
            written_at=F("written_at") - timedelta(days=9)
        )
    yesterday = cast.ours.initiative.today() - timedelta(days=1)
    then = page(sign_in(cast.stella), cast.ours, as_of=yesterday.isoformat())
    assert "Tutoring helps." in then
    assert "in small groups" not in then


@pytest.mark.parametrize("name", ["paolo", "oscar"])
def test_who_may_not_tell_the_story(cast: Cast, sign_in: SignIn, name: str) -> None:
    person = cast.ours.people[name]
    for path, sent in (
        ("story", {"kind": "works", "text": "X"}),
        ("notes", {"happened_on": "2022-02-01", "text": "X"}),
    ):
        assert sign_in(person).post(cast.ours.path(f"indicators/rate/{path}/"), sent).status_code == 403
    assert "Answer<span" not in page(sign_in(person), cast.ours)


def test_a_note_is_drawn_on_its_curve_and_one_on_all_on_every_curve(cast: Cast, sign_in: SignIn) -> None:
    drawn = 'class="c-note"'
    before = page(sign_in(cast.stella), cast.ours)
    assert before.count(drawn) == 4  # two notes, wide and narrow
    path, sent = cast.ours.path("indicators/rate/notes/"), {"happened_on": "2022-02-01", "text": "A budget cut"}
    assert sign_in(cast.fay).post(path, sent).status_code == 302
    after = page(sign_in(cast.stella), cast.ours)
    assert after.count(drawn) == 6
    assert "3. 1 February 2022" in after
    assert "A budget cut" not in page(sign_in(cast.stella), cast.ours, "indicators/share/")
    sign_in(cast.fay).post(path, sent | {"text": "A recession", "of_all": "on"})
    assert "A recession" in page(sign_in(cast.stella), cast.ours, "indicators/share/")
    with scope.tenant(cast.ours.tenant.pk):
        note = ContextNote.objects.get(text="A budget cut")
    elsewhere = cast.ours.path(f"indicators/share/notes/{note.uid}/withdraw/")
    assert sign_in(cast.fay).post(elsewhere).status_code == 404
    sign_in(cast.fay).post(cast.ours.path(f"indicators/rate/notes/{note.uid}/withdraw/"))
    assert "A budget cut" not in page(sign_in(cast.stella), cast.ours)


@pytest.mark.parametrize(
    ("target", "words"),
    [
        (20, "it will meet the target of 20.0 every time"),
        (90, "it will not meet the target of 90.0"),
        (51, "it will now meet the target of 51.0 and now miss it"),
    ],
)
def test_whether_a_process_will_hit_its_target(cast: Cast, sign_in: SignIn, target: int, words: str) -> None:
    quarterly(cast, target)
    said = page(sign_in(cast.stella), cast.ours, "indicators/quarterly/")
    assert words in said
    assert "Show the figures as a table" in said


def quarterly(cast: Cast, target: int) -> None:
    """Four calm years of quarters between 50 and 52.5."""
    world = cast.ours
    quarters = [(year, month) for year in range(2021, 2025) for month in (1, 4, 7, 10)]
    rows = [
        LoadRow(
            "quarterly", world.initiative.area.code, f"{year}-{month:02d}-01",
            f"{year}-{month + 2:02d}-{30 if month in (4, 7) else 31}", str(50 + place * place * 7 % 11 / 4),
        )
        for place, (year, month) in enumerate(quarters)
    ]  # fmt: skip
    with scope.tenant(world.tenant.pk):
        indicator = Indicator.objects.create(
            code="quarterly", name="Quarterly", kind="rate", per=100, polarity="higher_better", frequency="quarterly",
            adds_over_partners="not_additive", usual_lag_days=60, decimals=1,
        )  # fmt: skip
        outcome = Outcome.objects.get(initiative=world.initiative)
        adoption = Adoption.objects.create(initiative=world.initiative, indicator=indicator, outcome=outcome)
        Target.objects.create(adoption=adoption, value=target, due_on="2030-12-31")
        load_history(rows, source="A", is_public=True, by=cast.dana.actor)


def test_a_programmes_totals_are_judged_on_the_partners_in_all_points(cast: Cast, sign_in: SignIn) -> None:
    """The third partner joined in 2020: the data manager's verdict is on the other two, and says so."""
    world = cast.ours
    with scope.tenant(world.tenant.pk):
        Indicator.objects.filter(pk=world.share.pk).update(level="programme")
        third = Part.objects.filter(adoption__indicator=world.share, subject__organization=world.partners[2])
        third.update(starts_on="2020-01-01")
        rebuild()
    manager = page(sign_in(cast.dana), world, "indicators/share/")
    assert "These are figures of the 2 partners, of 3, that are in all 7 of them." in manager
    assert "From 42.5% in 2018" in manager  # (40 + 45) of 200
    assert "Each is made of 3 partners." in page(sign_in(cast.stella), world, "indicators/share/")
    assert "42.5%" not in page(sign_in(cast.stella), world, "indicators/share/")
