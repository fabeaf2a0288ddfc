"""At a steady pace each figure is asked for exactly once, when it can be had."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.periods import Period
from measurement.rules.rhythm import Dates, Pace, own_periods, rounds_wanted, suits

QUARTERS = Pace(date(2026, 1, 1), 3)
DATES = Dates(opens_after=1, due_after=28, closes_after=42)


def test_months_and_weeks() -> None:
    assert QUARTERS.period(1) == Period(date(2026, 4, 1), date(2026, 6, 30))
    assert Pace(date(2026, 1, 5), 2, in_weeks=True).period(1) == Period(date(2026, 1, 19), date(2026, 2, 1))
    assert Pace(date(2026, 1, 31), 1).period(1).start == date(2026, 2, 28)


def test_rounds_that_are_open_and_so_many_to_come() -> None:
    wanted = rounds_wanted(QUARTERS, DATES, date(2026, 7, 10), 2)
    assert [each.period.end for each in wanted] == [date(2026, 6, 30), date(2026, 9, 30), date(2026, 12, 31)]


def test_closed_rounds_are_not_made_up_for() -> None:
    assert rounds_wanted(QUARTERS, DATES, date(2026, 9, 1), 0) == []


def test_a_lagging_indicator_is_asked_for_its_own_period() -> None:
    """Due on 28 July; a year's figure that takes 90 days was to be had on 31 March."""
    since, until = date(2026, 1, 28), date(2026, 4, 28)
    assert own_periods(12, 1, 90, since=since, until=until) == [Period(date(2025, 1, 1), date(2025, 12, 31))]
    assert own_periods(12, 1, 90, since=until, until=date(2026, 7, 28)) == []
    months = own_periods(1, 1, 20, since=since, until=until)
    assert [each.start.month for each in months] == [1, 2, 3]


def test_years_begin_where_they_do() -> None:
    [school] = own_periods(12, 9, 30, since=date(2026, 7, 1), until=date(2026, 12, 1))
    assert school == Period(date(2025, 9, 1), date(2026, 8, 31))


def test_weeks_begin_on_a_monday_and_days_are_days() -> None:
    weeks = own_periods(0, 1, 3, since=date(2026, 1, 1), until=date(2026, 1, 31), days=7)
    assert [each.start for each in weeks] == [
        date(2025, 12, 29),
        date(2026, 1, 5),
        date(2026, 1, 12),
        date(2026, 1, 19),
    ]
    days = own_periods(0, 1, 0, since=date(2026, 1, 1), until=date(2026, 1, 4), days=1)
    assert [each.start.day for each in days] == [2, 3, 4]


@given(
    months=st.sampled_from([1, 3, 6, 12]),
    year_starts_in=st.integers(1, 12),
    lag=st.integers(0, 700),
    cuts=st.lists(st.dates(date(2015, 1, 1), date(2030, 1, 1)), min_size=2, max_size=8),
)
def test_each_figure_is_asked_for_once_however_the_rounds_fall(
    months: int, year_starts_in: int, lag: int, cuts: list[date]
) -> None:
    cuts.sort()
    found = [
        each
        for since, until in pairwise(cuts)
        for each in own_periods(months, year_starts_in, lag, since=since, until=until)
    ]
    assert found == own_periods(months, year_starts_in, lag, since=cuts[0], until=cuts[-1])
    assert len(set(found)) == len(found)
    for before, after in pairwise(found):
        assert after.start == before.end + timedelta(days=1)
    assert all(each.months == months for each in found)


YEAR, QUARTER, WEEKS = Pace(date(2026, 1, 1), 12), QUARTERS, Pace(date(2026, 1, 1), 4, in_weeks=True)


@pytest.mark.parametrize(
    ("per_year", "pace"), [(1, YEAR), (2, QUARTER), (4, QUARTER), (12, WEEKS), (52, WEEKS), (365, WEEKS)]
)
def test_each_indicator_has_the_pace_nearest_its_own(per_year: int, pace: Pace) -> None:
    assert [each for each in (YEAR, QUARTER, WEEKS) if suits(each, per_year, (YEAR, QUARTER, WEEKS))] == [pace]


def test_thirteen_weeks_are_a_quarter_and_equal_paces_suit_alike() -> None:
    thirteen = Pace(date(2026, 1, 1), 13, in_weeks=True)

    assert suits(thirteen, 4, [YEAR])
    assert not suits(YEAR, 4, [thirteen])
    assert suits(QUARTER, 4, [Pace(date(2026, 3, 1), 3)])
    assert suits(YEAR, 4, [])
