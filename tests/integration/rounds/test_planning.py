"""Rounds are planned by hand and by schedule, changed while they are open, and closed before their day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from communications.sandbox.measurement import LAST
from communications.sandbox.world import World
from measurement.models import (
    Adoption,
    Assignment,
    CollectionRound,
    Entry,
    Indicator,
    Obligation,
    RoundIndicator,
    RoundSchedule,
)
from measurement.services.assignments import assign
from measurement.services.rounds import Request, ask_for, close_round, delete_round, open_round
from measurement.services.schedules import add_schedule, make_due_rounds
from tests.conftest import Cast


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=UTC)


def schedule_of(world: World, **more: Any) -> RoundSchedule:
    options = {"name": "Quarter", "every": 3, "first_period_start": date(2026, 1, 1), "rounds_ahead": 2} | more
    return RoundSchedule(initiative=world.initiative, **options)


def count_of(world: World, *, frequency: str, lag: int) -> Indicator:
    """One more indicator, asked of all partners."""
    outcome = world.initiative.outcomes.get()
    indicator = Indicator.objects.create(
        code=f"count-{frequency}", name="Visits", kind="count", polarity="higher_better", frequency=frequency,
        usual_lag_days=lag,
    )  # fmt: skip
    adoption = Adoption.objects.create(initiative=world.initiative, indicator=indicator, outcome=outcome)
    assign(Assignment(adoption=adoption), by=world.people["dana"].actor, now=timezone.now())
    return indicator


def test_a_round_by_hand_is_previewed_then_set(cast: Cast, sign_in: Any) -> None:
    world = cast.ours
    client = sign_in(cast.priya)
    body = {
        "name": "Spring 2026", "opens_on": "2026-11-01", "due_on": "2090-11-20", "closes_on": "2090-11-30",
        "grace_days": "2", "ask": f"{world.share.uid}_2024-01-01_2024-12-31",
    }  # fmt: skip

    seen = client.post(world.path("rounds/new/"), body | {"preview": "1"})

    assert "3 partners will owe 3 figures" in seen.content.decode()
    assert not client.get(world.path("rounds/")).content.decode().count("Spring 2026")
    answer = client.post(world.path("rounds/new/"), body | {"open": "1"}, follow=True)
    assert "0 of 3 partners have sent" in answer.content.decode()


def test_nobody_asked_is_said_before(cast: Cast, sign_in: Any) -> None:
    with scope.tenant(cast.ours.tenant.pk):
        rate = Indicator.objects.get(code="rate")
    body = {
        "name": "New", "opens_on": "2026-11-01", "due_on": "2090-11-20", "closes_on": "2090-11-30", "grace_days": "0",
        "ask": f"{rate.uid}_2024-01-01_2024-12-31", "preview": "1",
    }  # fmt: skip
    text = sign_in(cast.dana).post(cast.ours.path("rounds/new/"), body).content.decode()
    assert "Nobody would owe:" in text


def test_addresses_never_collide(in_ours: World) -> None:
    dana = in_ours.people["dana"].actor
    slugs = []
    for year in (2015, 2016, 2017):
        opened = open_round(
            in_ours.initiative, name="New", opens_on=date(2026, 1, 1), due_on=date(2026, 2, 1), by=dana,
            closes_on=date(2026, 3, 1), requests=[Request(in_ours.share, date(year, 1, 1), date(year, 12, 31))],
        )  # fmt: skip
        slugs.append(opened.slug)
    assert slugs == ["new-2", "new-3", "new-4"]


def test_an_indicator_is_put_in_and_taken_out_while_it_is_open(in_ours: World) -> None:
    dana = in_ours.people["dana"].actor
    share = Request(in_ours.share, *LAST)
    count = Request(count_of(in_ours, frequency="quarterly", lag=10), date(2025, 10, 1), date(2025, 12, 31))

    assert ask_for(in_ours.round, [share, count], by=dana).added == 3
    result = ask_for(in_ours.round, [count], by=dana)

    assert (result.withdrawn, result.deleted) == (3, 0)
    assert Entry.objects.filter(submission__round=in_ours.round).count() == 4
    with pytest.raises(RuleViolation, match="round_asks_for_nothing"):
        ask_for(in_ours.round, [], by=dana)


def test_closing_early_locks_and_a_later_day_opens_again(cast: Cast, sign_in: Any) -> None:
    world, dana = cast.ours, cast.dana.actor
    with scope.tenant(world.tenant.pk):
        close_round(world.round, by=dana)
        with pytest.raises(RuleViolation, match="round_is_not_open"):
            close_round(world.round, by=dana)
    page = sign_in(cast.paolo).get(world.path(f"partners/p1/rounds/{world.round.slug}/")).content.decode()
    assert "This round closed on" in page
    assert "Dana MARK-A can give you more time" in page
    assert ", in " not in sign_in(cast.paolo).get(world.path("partners/p1/rounds/")).content.decode()
    board = sign_in(cast.dana).get(world.path(f"rounds/{world.round.slug}/")).content.decode()
    assert "Closed on" in board
    assert "Closes on" not in board

    today = world.initiative.today()
    body = {
        "name": "Again", "opens_on": str(today), "due_on": str(today), "grace_days": "0",
        "closes_on": str(today + timedelta(days=3)), "ask": f"{world.share.uid}_{LAST[0]}_{LAST[1]}",
    }  # fmt: skip
    assert sign_in(cast.dana).post(world.path(f"rounds/{world.round.slug}/edit/"), body).status_code == 302
    with scope.tenant(world.tenant.pk):
        assert CollectionRound.objects.get(pk=world.round.pk).is_open


def test_only_an_unused_round_is_deleted(in_ours: World) -> None:
    dana = in_ours.people["dana"].actor
    with pytest.raises(RuleViolation, match="round_is_used"):
        delete_round(in_ours.round, by=dana)
    fresh = open_round(
        in_ours.initiative, name="Fresh", opens_on=date(2026, 1, 1), due_on=date(2026, 2, 1), by=dana,
        closes_on=date(2026, 3, 1), requests=[Request(in_ours.share, date(2015, 1, 1), date(2015, 12, 31))],
    )  # fmt: skip
    delete_round(fresh, by=dana)
    assert not Obligation.objects.filter(round=fresh.pk).exists()


def test_a_schedule_makes_the_open_rounds_and_so_many_ahead(in_ours: World) -> None:
    count_of(in_ours, frequency="quarterly", lag=10)
    dana = in_ours.people["dana"].actor

    made = add_schedule(schedule_of(in_ours), by=dana, now=at(date(2026, 7, 10)))

    assert [each.period_end for each in made] == [date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]
    assert (made[0].opens_on, made[0].due_on, made[0].closes_on) == (
        date(2026, 7, 1), date(2026, 7, 28), date(2026, 8, 11),
    )  # fmt: skip
    asked = RoundIndicator.objects.filter(round=made[0]).values_list("indicator__code", "period_start")
    assert list(asked) == [("count-quarterly", date(2026, 4, 1))]
    assert Obligation.objects.filter(round=made[0]).count() == 3


def test_however_often_and_late_somebody_looks_each_round_is_made_once(in_ours: World) -> None:
    count_of(in_ours, frequency="monthly", lag=5)
    dana = in_ours.people["dana"].actor
    add_schedule(schedule_of(in_ours, rounds_ahead=0), by=dana, now=at(date(2026, 1, 2)))
    day = date(2026, 1, 2)
    while day < date(2027, 2, 1):
        by = Actor.schedule(in_ours.tenant.pk)
        make_due_rounds(at(day), by=by)
        assert make_due_rounds(at(day), by=by) == []
        day += timedelta(days=23)
    rows = RoundIndicator.objects.filter(indicator__code="count-monthly").values_list("period_start", flat=True)
    assert sorted(rows) == [date(2026, month, 1) for month in range(1, 13)]


def test_an_annual_figure_is_asked_for_in_one_of_four_rounds(in_ours: World) -> None:
    count_of(in_ours, frequency="annual", lag=90)
    dana = in_ours.people["dana"].actor
    add_schedule(schedule_of(in_ours, rounds_ahead=6), by=dana, now=at(date(2026, 1, 2)))
    rows = RoundIndicator.objects.filter(indicator__code="count-annual")
    assert [(each.round.due_on, each.period_end) for each in rows.order_by("period_end")] == [
        (date(2026, 4, 28), date(2025, 12, 31)),
        (date(2027, 4, 28), date(2026, 12, 31)),
    ]


def test_of_two_schedules_each_asks_for_what_suits_its_pace(in_ours: World) -> None:
    """The yearly round of a year once took its last quarter, and the quarterly one was not made."""
    count_of(in_ours, frequency="quarterly", lag=10)
    count_of(in_ours, frequency="annual", lag=20)
    dana, now = in_ours.people["dana"].actor, at(date(2026, 1, 2))
    yearly = schedule_of(in_ours, name="Year", every=12, rounds_ahead=1)
    add_schedule(yearly, by=dana, now=now)

    add_schedule(schedule_of(in_ours, rounds_ahead=6), by=dana, now=now)
    make_due_rounds(now, by=dana)

    asked = RoundIndicator.objects.filter(indicator__code__startswith="count-", period_start__year=2026)
    found = asked.order_by("round__schedule__name", "period_start")
    assert list(found.values_list("round__schedule__name", "indicator__code", "period_start")) == [
        *(("Quarter", "count-quarterly", date(2026, month, 1)) for month in (1, 4, 7, 10)),
        ("Year", "count-annual", date(2026, 1, 1)),
    ]  # fmt: skip


def test_a_round_to_come_follows_what_is_assigned_until_it_is_changed_by_hand(in_ours: World) -> None:
    count_of(in_ours, frequency="quarterly", lag=10)
    dana, now = in_ours.people["dana"].actor, at(date(2090, 1, 2))
    made = add_schedule(schedule_of(in_ours, first_period_start=date(2090, 1, 1)), by=dana, now=now)
    late = count_of(in_ours, frequency="monthly", lag=5)
    make_due_rounds(now, by=dana)
    assert RoundIndicator.objects.filter(round=made[0], indicator=late).count() == 3

    rows = RoundIndicator.objects.filter(round=made[0]).exclude(indicator=late)
    ask_for(made[0], [Request(each.indicator, each.period_start, each.period_end) for each in rows], by=dana)
    make_due_rounds(now, by=dana)
    assert not RoundIndicator.objects.filter(round=made[0], indicator=late).exists()


def test_days_are_those_of_the_initiatives_own_zone(in_ours: World) -> None:
    """Half past eleven at night in London is the next day in Auckland: its round is made first."""
    count_of(in_ours, frequency="quarterly", lag=10)
    dana = in_ours.people["dana"].actor
    moment = datetime(2026, 3, 31, 23, 30, tzinfo=UTC)
    options: dict[str, Any] = {"rounds_ahead": 0, "opens_after_days": 1}
    assert add_schedule(schedule_of(in_ours, name="L", **options), by=dana, now=moment - timedelta(hours=2)) == []
    type(in_ours.initiative).objects.filter(pk=in_ours.initiative.pk).update(time_zone="Pacific/Auckland")
    assert len(make_due_rounds(moment - timedelta(hours=2), by=dana)) == 1
