"""Which figures of a series are judged, and why the others are not."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from measurement.rules.periods import Frequency, Period, shift
from measurement.rules.series import Point, Polarity, Reason, Series, points_judged

YEAR = Period(date(2000, 1, 1), date(2000, 12, 31))
QUARTER = Period(date(2015, 1, 1), date(2015, 3, 31))
MONTH = Period(date(2015, 1, 1), date(2015, 1, 31))


def series(points: list[Point], frequency: Frequency = Frequency.ANNUAL, breaks: tuple[date, ...] = ()) -> Series:
    return Series(tuple(points), frequency, Polarity.HIGHER_BETTER, 100, breaks)


def run(first: Period, n: int, step: int) -> list[Point]:
    return [Point(shift(first, step * i), Decimal(i)) for i in range(n)]


def reasons(given: Series) -> list[tuple[int, str]]:
    return [(each.period.start.year, each.reason) for each in points_judged(given).excluded]


def test_points_are_put_in_order() -> None:
    assert [p.value for p in points_judged(series(run(YEAR, 6, 12)[::-1])).points] == list(range(6))


def test_two_figures_of_one_period_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="one figure"):
        series([Point(YEAR, Decimal(1)), Point(YEAR, Decimal(2))])


def test_the_latest_ten_annual_points() -> None:
    judged = points_judged(series(run(YEAR, 13, 12)))

    assert [p.period.start.year for p in judged.points] == list(range(2003, 2013))
    assert {each.reason for each in judged.excluded} == {Reason.LONG_AGO}


def test_gap_years_do_not_count_among_the_ten() -> None:
    points = run(YEAR, 13, 12)

    assert len(points_judged(series(points[:5] + points[7:])).points) == 10


@pytest.mark.parametrize(
    ("first", "step", "frequency", "n"),
    [(QUARTER, 3, Frequency.QUARTERLY, 20), (MONTH, 1, Frequency.MONTHLY, 60)],
)
def test_five_years_of_shorter_periods(first: Period, step: int, frequency: Frequency, n: int) -> None:
    judged = points_judged(series(run(first, 100, step), frequency))

    assert len(judged.points) == n
    assert [len(each) for each in judged.seasons()] == [5] * frequency.per_year


def test_a_season_never_collected_is_no_season() -> None:
    without_summer = [point for point in run(QUARTER, 20, 3) if point.period.start.month != 7]

    assert [len(each) for each in points_judged(series(without_summer, Frequency.QUARTERLY)).seasons()] == [5, 5, 5]


def test_only_what_came_since_the_last_break() -> None:
    points = run(Period(date(2015, 9, 1), date(2016, 8, 31)), 9, 12)
    judged = points_judged(series(points, breaks=(date(2017, 9, 1), date(2021, 9, 1))))

    assert [p.period.start.year for p in judged.points] == [2021, 2022, 2023]
    assert {each.reason for each in judged.excluded} == {Reason.BEFORE_BREAK}


def test_a_rolling_period_across_a_break_lies_before_it() -> None:
    rolling = run(Period(date(2010, 1, 1), date(2012, 12, 31)), 9, 12)
    judged = points_judged(series(rolling, breaks=(date(2014, 1, 1),)))

    assert [p.period.start.year for p in judged.points] == [2015, 2018]


def test_a_break_announced_for_later_parts_nothing_yet() -> None:
    assert len(points_judged(series(run(YEAR, 6, 12), breaks=(date(2030, 1, 1),))).points) == 6


def test_rolling_years_are_judged_at_separate_periods_only() -> None:
    judged = points_judged(series(run(Period(date(2000, 1, 1), date(2002, 12, 31)), 16, 12)))

    assert [p.period.start.year for p in judged.points] == [2000, 2003, 2006, 2009, 2012, 2015]
    assert {each.reason for each in judged.excluded} == {Reason.OVERLAPPING}


def test_yearly_averages_that_appear_each_quarter_are_annual_once_thinned() -> None:
    rolling = run(Period(date(2010, 1, 1), date(2010, 12, 31)), 41, 3)
    judged = points_judged(series(rolling, Frequency.QUARTERLY))

    assert (judged.frequency, len(judged.points)) == (Frequency.ANNUAL, 10)
    assert len(judged.seasons()) == 1


def test_provisional_incomplete_and_set_aside_figures_are_named() -> None:
    points = run(YEAR, 8, 12)
    points[7] = Point(points[7].period, Decimal(9), is_provisional=True)
    points[6] = Point(points[6].period, Decimal(9), is_covered=False)
    given = Series(tuple(points), Frequency.ANNUAL, Polarity.NEUTRAL, 0, set_aside=frozenset({points[2].period}))

    assert reasons(given) == [(2002, "set_aside"), (2006, "not_covered"), (2007, "provisional")]
    assert len(points_judged(given).points) == 5


def test_no_figures() -> None:
    judged = points_judged(series([]))

    assert (judged.points, judged.excluded, judged.seasons()) == ((), (), [])


def test_a_programme_is_judged_on_totals_of_as_many_partners_as_now() -> None:
    points = [replace(point, of_partners=4 if i > 1 else 3) for i, point in enumerate(run(YEAR, 8, 12))]
    points.append(replace(run(YEAR, 9, 12)[8], of_partners=2, is_covered=False))

    assert reasons(series(points)) == [(2000, "other_partners"), (2001, "other_partners"), (2008, "not_covered")]
