"""Periods: their names, their neighbours, their overlap, and when a figure is out of date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.periods import (
    Frequency,
    Period,
    decimal_year,
    name,
    ordinal,
    out_of_date,
    previous,
    season,
    shift,
    without_overlap,
    year_before,
)

YEAR = Period(date(2024, 1, 1), date(2024, 12, 31))
SCHOOL_YEAR = Period(date(2024, 9, 1), date(2025, 8, 31))
QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))
MONTH = Period(date(2024, 2, 1), date(2024, 2, 29))
ROLLING = Period(date(2021, 4, 1), date(2024, 3, 31))
DAY = Period(date(2025, 4, 30), date(2025, 4, 30))
WEEKS = Period(date(2025, 1, 6), date(2025, 4, 6))


def test_a_reversed_period_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Period(date(2025, 2, 1), date(2025, 1, 1))


@pytest.mark.parametrize(
    ("period", "span", "months", "kind", "number"),
    [
        (YEAR, "year", 12, "year", 0),
        (SCHOOL_YEAR, "year", 12, "split_year", 0),
        (QUARTER, "quarter", 3, "quarter", 3),
        (MONTH, "month", 1, "month", 0),
        (ROLLING, "years", 36, "split_years", 0),
        (Period(date(2022, 1, 1), date(2024, 12, 31)), "years", 36, "years", 0),
        (Period(date(2024, 7, 1), date(2024, 12, 31)), "half_year", 6, "half_year", 2),
        (Period(date(2024, 2, 1), date(2024, 4, 30)), "quarter", 3, "dates", 0),
        (DAY, "point", None, "day", 0),
        (WEEKS, "dates", None, "dates", 0),
    ],
)
def test_what_a_period_is(period: Period, span: str, months: int | None, kind: str, number: int) -> None:
    called = name(period)

    assert (period.span, period.months, called.kind, called.number) == (span, months, kind, number)


def test_the_numbers_for_the_words() -> None:
    called = name(ROLLING)

    assert (called.year, called.last_year, called.month) == (2021, 2024, 4)


@pytest.mark.parametrize(
    ("period", "frequency", "before"),
    [
        (QUARTER, Frequency.QUARTERLY, Period(date(2026, 4, 1), date(2026, 6, 30))),
        (Period(date(2024, 3, 1), date(2024, 3, 31)), Frequency.MONTHLY, MONTH),
        (ROLLING, Frequency.ANNUAL, Period(date(2020, 4, 1), date(2023, 3, 31))),
        (DAY, Frequency.MONTHLY, Period(date(2025, 3, 30), date(2025, 3, 30))),
    ],
)
def test_the_period_before(period: Period, frequency: Frequency, before: Period) -> None:
    assert previous(period, frequency) == before


def test_the_same_period_of_last_year_keeps_the_end_of_february() -> None:
    assert year_before(MONTH) == Period(date(2023, 2, 1), date(2023, 2, 28))


@pytest.mark.parametrize(("period", "at"), [(YEAR, 2024.5), (SCHOOL_YEAR, 2025 + 1 / 6), (QUARTER, 2026.625)])
def test_the_middle_of_a_period(period: Period, at: float) -> None:
    assert period.at == pytest.approx(at)


def test_a_point_in_time_stands_at_its_day() -> None:
    assert DAY.at == decimal_year(date(2025, 4, 30))


@pytest.mark.parametrize(
    ("period", "frequency", "place"),
    [(QUARTER, Frequency.QUARTERLY, 2), (MONTH, Frequency.MONTHLY, 1), (SCHOOL_YEAR, Frequency.ANNUAL, 0)],
)
def test_the_season(period: Period, frequency: Frequency, place: int) -> None:
    assert season(period, frequency) == place
    assert ordinal(period, frequency) - ordinal(year_before(period), frequency) == frequency.per_year


def test_counts_on_changing_days_are_a_year_apart() -> None:
    first, second = (Period(day, day) for day in (date(2024, 4, 17), date(2025, 4, 30)))

    assert ordinal(second, Frequency.ANNUAL) - ordinal(first, Frequency.ANNUAL) == 1


def test_rolling_years_are_thinned_back_from_the_latest() -> None:
    rolling = [shift(ROLLING, -12 * back) for back in range(9)]

    assert without_overlap(rolling) == [shift(ROLLING, -72), shift(ROLLING, -36), ROLLING]


@given(st.lists(st.tuples(st.dates(date(2000, 1, 1), date(2020, 1, 1)), st.integers(0, 400)), max_size=20))
def test_what_is_kept_never_overlaps_and_holds_the_latest(starts: list[tuple[date, int]]) -> None:
    periods = [Period(start, date.fromordinal(start.toordinal() + days)) for start, days in starts]
    kept = without_overlap(periods)

    assert not any(a.overlaps(b) for i, a in enumerate(kept) for b in kept[i + 1 :])
    assert (kept[-1] if kept else None) == max(periods, default=None)


@pytest.mark.parametrize(
    ("today", "is_out"),
    [(date(2025, 12, 31), False), (date(2026, 3, 1), False), (date(2026, 3, 31), False), (date(2026, 4, 1), True)],
)
def test_out_of_date_once_the_next_period_and_its_lag_have_passed(today: date, is_out: bool) -> None:
    # the next year ends on 2025-12-31, its figure usually comes 90 days later
    assert out_of_date(YEAR, 90, today, Frequency.ANNUAL) is is_out
