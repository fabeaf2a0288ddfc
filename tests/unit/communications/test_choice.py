"""Which indicators does a report show in full?"""

from datetime import date
from decimal import Decimal

from communications.reports.rules.choice import Because, Candidate, choose
from measurement.rules.periods import Frequency, Period
from measurement.rules.series import Point, Polarity, Series
from measurement.rules.verdicts import Standing, verdict


def candidate(code: str, *values: int, standing: Standing = Standing.CONFIRMED) -> Candidate:
    points = tuple(
        Point(Period(date(2010 + i, 1, 1), date(2010 + i, 12, 31)), Decimal(value)) for i, value in enumerate(values)
    )
    series = Series(points=points, frequency=Frequency.ANNUAL, polarity=Polarity.HIGHER_BETTER, lag_days=400)
    return Candidate(code, verdict(series, date(2020, 1, 1)), standing)


UP = candidate("up", 1, 2, 3, 4, 5, 6, 7, 8)
BUMPY = candidate("bumpy", 10, 30, 20, 40, 30, 60, 50, 70)
DOWN = candidate("down", 8, 7, 6, 5, 4, 3, 2, 1)
FALL = candidate("fall", 700, 500, 600, 300, 400, 200, 300, 100)
FLAT = candidate("flat", 5, 6, 5, 6, 5, 6, 5, 6)
FEW = candidate("few", 1, 2)


def test_both_directions_are_shown_the_steepest_for_how_much_it_varies_first() -> None:
    chosen = [(each.code, each.because) for each in choose([FLAT, BUMPY, UP, FALL, DOWN, FEW])]

    assert chosen == [
        ("down", Because.STEEPEST_WORSE), ("up", Because.STEEPEST_BETTER), ("fall", Because.STEEPEST_WORSE)
    ]  # fmt: skip


def test_a_verdict_that_turned_comes_first_and_the_other_direction_next() -> None:
    turned = candidate("turned", 8, 7, 6, 5, 4, 3, 2, 1, standing=Standing.NEW)
    turned_flat = candidate("turned-flat", 5, 6, 5, 6, 5, 6, 5, 6, standing=Standing.NEW)

    chosen = choose([FALL, UP, turned_flat, turned])

    assert [each.code for each in chosen] == ["turned", "up", "fall"]
    assert chosen[0].because is Because.TURNED


def test_a_story_keeps_its_indicator_whatever_its_verdict() -> None:
    chosen = choose([UP, DOWN, FALL, FLAT, FEW], with_story={"few", "flat"})

    assert [each.code for each in chosen] == ["flat", "few", "down"]


def test_where_nothing_moves_nothing_is_chosen() -> None:
    assert choose([FLAT, FEW]) == []
