"""Days, weeks, cohorts and periods of their own: where they lie, and how they are judged."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from measurement.rules.periods import Frequency, Period, following, out_of_date, period_of, previous
from measurement.rules.series import Point, Polarity, Reason, Series, points_judged
from measurement.rules.targets import in_force
from measurement.rules.verdicts import Code, verdict

DAY = date(2026, 5, 6)  # a Wednesday


@pytest.mark.parametrize(
    ("frequency", "starts_in", "wanted"),
    [
        (Frequency.DAILY, 1, (DAY, DAY)),
        (Frequency.WEEKLY, 1, (date(2026, 5, 4), date(2026, 5, 10))),
        (Frequency.MONTHLY, 9, (date(2026, 5, 1), date(2026, 5, 31))),
        (Frequency.QUARTERLY, 1, (date(2026, 4, 1), date(2026, 6, 30))),
        (Frequency.QUARTERLY, 9, (date(2026, 3, 1), date(2026, 5, 31))),
        (Frequency.HALF_YEARLY, 4, (date(2026, 4, 1), date(2026, 9, 30))),
        (Frequency.ANNUAL, 1, (date(2026, 1, 1), date(2026, 12, 31))),
        (Frequency.ANNUAL, 9, (date(2025, 9, 1), date(2026, 8, 31))),  # a school year
        (Frequency.ANNUAL, 4, (date(2026, 4, 1), date(2027, 3, 31))),  # a fiscal year
    ],
)
def test_the_period_of_a_day(frequency: Frequency, starts_in: int, wanted: tuple[date, date]) -> None:
    found = period_of(DAY, frequency, starts_in)
    assert (found.start, found.end) == wanted
    assert found.start <= DAY <= found.end
    assert following(found, frequency).start == found.end + timedelta(days=1)
    assert following(previous(found, frequency), frequency) == found


@pytest.mark.parametrize("frequency", [Frequency.COHORT, Frequency.CUSTOM])
def test_named_periods_have_no_calendar(frequency: Frequency) -> None:
    with pytest.raises(ValueError, match="no calendar"):
        period_of(DAY, frequency)


def weekly(weeks: int) -> Series:
    monday = date(2021, 1, 4)
    starts = [monday + timedelta(weeks=week) for week in range(weeks)]
    points = tuple(
        Point(Period(start, start + timedelta(days=6)), Decimal(number)) for number, start in enumerate(starts)
    )
    return Series(points, Frequency.WEEKLY, Polarity.HIGHER_BETTER, 7)


def test_of_weeks_the_last_of_each_month_is_judged() -> None:
    judged = points_judged(weekly(260))
    months = [(point.period.start.year, point.period.start.month) for point in judged.points]
    assert len(months) == len(set(months)) <= 60
    assert judged.frequency is Frequency.MONTHLY
    assert {each.reason for each in judged.excluded} == {Reason.THINNED}
    assert judged.points[-1] == weekly(260).points[-1]


def test_a_rising_weekly_series_improves_and_a_short_one_cannot_be_judged() -> None:
    assert verdict(weekly(260), date(2026, 1, 1)).code is Code.IMPROVING
    assert verdict(weekly(52), date(2022, 1, 1)).code is Code.TOO_FEW_POINTS


def test_days_and_weeks_are_out_of_date_by_the_day() -> None:
    assert not out_of_date(Period(DAY, DAY), 2, DAY + timedelta(days=3), Frequency.DAILY)
    assert out_of_date(Period(DAY, DAY), 2, DAY + timedelta(days=4), Frequency.DAILY)
    assert not out_of_date(Period(DAY, DAY), 0, date(2036, 1, 1), Frequency.CUSTOM)


def cohorts(frequency: Frequency) -> Series:
    """Classes of four years: each shares three of them with the next one."""
    points = tuple(
        Point(Period(date(year, 9, 1), date(year + 4, 6, 30)), Decimal(year), name=f"Class of {year + 4}")
        for year in range(2010, 2022)
    )
    return Series(points, frequency, Polarity.HIGHER_BETTER, 100)


def test_cohorts_share_years_but_no_people() -> None:
    said = verdict(cohorts(Frequency.COHORT), date(2026, 1, 1))
    assert (said.code, said.n) == (Code.IMPROVING, 10)
    assert {each.reason for each in said.excluded} == {Reason.LONG_AGO}
    assert said.last is not None
    assert said.last.name == "Class of 2025"


def test_periods_of_their_own_that_overlap_are_thinned() -> None:
    said = verdict(cohorts(Frequency.CUSTOM), date(2026, 1, 1))
    assert Reason.OVERLAPPING in {each.reason for each in said.excluded}
    assert said.year_before is None


@pytest.mark.parametrize(
    ("dates", "wanted"),
    [
        ([date(2028, 1, 1), date(2026, 1, 1), date(2027, 1, 1)], date(2027, 1, 1)),
        ([date(2020, 1, 1), date(2021, 1, 1)], date(2021, 1, 1)),
        ([], None),
    ],
)
def test_the_target_in_force_is_the_next(dates: list[date], wanted: date | None) -> None:
    assert in_force(dates, date(2026, 6, 1)) == wanted
