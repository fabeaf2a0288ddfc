"""Which reports are due, and which are missing?"""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communications.reports.rules.due import Rhythm, missing
from measurement.rules.periods import Period, shift_date

QUARTERS = Rhythm(first_start=date(2024, 1, 1), every_months=3, days_after=14)
Q3 = Period(date(2026, 7, 1), date(2026, 9, 30))
Q2 = Period(date(2026, 4, 1), date(2026, 6, 30))


def test_a_report_is_due_when_the_period_is_over_and_its_days_have_passed() -> None:
    assert QUARTERS.due_on(Q3) == date(2026, 10, 15)
    assert Q3 not in missing(QUARTERS, set(), date(2026, 10, 14))
    assert Q3 in missing(QUARTERS, set(), date(2026, 10, 15))


def test_without_days_after_it_is_due_on_the_day_after_the_period() -> None:
    at_once = Rhythm(date(2026, 7, 1), 3, 0)

    assert missing(at_once, set(), date(2026, 9, 30)) == []
    assert missing(at_once, set(), date(2026, 10, 1)) == [Q3]


def test_what_was_made_is_not_missing() -> None:
    assert missing(Rhythm(Q2.start, 3, 14), {Q2}, date(2026, 11, 21)) == [Q3]


def test_of_what_is_older_than_a_year_only_the_latest_is_made_up_for() -> None:
    years = Rhythm(date(2015, 1, 1), 12, 400)

    assert missing(years, set(), date(2026, 11, 21)) == [Period(date(2024, 1, 1), date(2024, 12, 31))]
    assert len(missing(QUARTERS, set(), date(2026, 11, 21))) == 4


def test_a_first_day_at_the_end_of_a_month_stays_there() -> None:
    months = Rhythm(date(2026, 1, 31), 1, 0)
    periods = months.periods()

    assert [next(periods) for _ in range(3)] == [
        Period(date(2026, 1, 31), date(2026, 2, 27)),
        Period(date(2026, 2, 28), date(2026, 3, 30)),
        Period(date(2026, 3, 31), date(2026, 4, 29)),
    ]


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        (Q3, True),
        (Period(date(2026, 7, 1), date(2026, 12, 31)), False),
        (Period(date(2026, 8, 1), date(2026, 10, 31)), False),
    ],
)
def test_a_schedule_knows_its_periods(period: Period, holds: bool) -> None:
    assert QUARTERS.holds(period) is holds


@given(
    first=st.dates(date(2015, 1, 1), date(2026, 1, 1)),
    every=st.sampled_from([1, 3, 6, 12]),
    after=st.integers(0, 366),
    today=st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    gap=st.integers(0, 60),
)
def test_looking_rarely_misses_nothing_that_is_a_year_old_or_less(
    first: date, every: int, after: int, today: date, gap: int
) -> None:
    rhythm = Rhythm(first, every, after)
    looking_daily: set[Period] = set()
    for day in range(gap + 1):
        looking_daily |= set(missing(rhythm, looking_daily, today + timedelta(days=day)))
    last = today + timedelta(days=gap)
    looking_once = set(missing(rhythm, set(), last))

    assert {each for each in looking_daily if each.end >= shift_date(last, -12)} <= looking_once <= looking_daily
