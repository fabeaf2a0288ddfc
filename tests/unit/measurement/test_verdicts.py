"""Verdicts and the headline made of them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from measurement.rules.headline import headline
from measurement.rules.periods import Frequency, Period, shift
from measurement.rules.series import Point, Polarity, Series
from measurement.rules.verdicts import Code, Standing, Verdict, Why, code_before, verdict, verdict_and_standing

TODAY = date(2026, 11, 21)
HIGHER, LOWER, NEUTRAL = Polarity.HIGHER_BETTER, Polarity.LOWER_BETTER, Polarity.NEUTRAL
LAST_YEAR = Period(date(2025, 1, 1), date(2025, 12, 31))
LAST_QUARTER = Period(date(2026, 7, 1), date(2026, 9, 30))

decimals = st.lists(st.integers(0, 1000).map(lambda n: Decimal(n) / 10), min_size=1, max_size=12)


def annual(values: list[float] | list[Decimal] | str, polarity: Polarity = HIGHER) -> Series:
    """A series of the latest years, oldest value first."""
    given = [Decimal(each) for each in values.split()] if isinstance(values, str) else [Decimal(v) for v in values]
    first = len(given) - 1
    points = tuple(Point(shift(LAST_YEAR, 12 * (i - first)), value) for i, value in enumerate(given))
    return Series(points, Frequency.ANNUAL, polarity, 200)


def quarterly(values: list[int], polarity: Polarity = HIGHER) -> Series:
    first = len(values) - 1
    points = tuple(Point(shift(LAST_QUARTER, 3 * (i - first)), Decimal(value)) for i, value in enumerate(values))
    return Series(points, Frequency.QUARTERLY, polarity, 60)


def judge(series: Series) -> Verdict:
    return verdict(series, TODAY)


@pytest.mark.parametrize(
    ("values", "polarity", "code", "why"),
    [
        ("1 2 3 4 5", HIGHER, Code.IMPROVING, Why.TREND),
        ("1 2 3 4 5", LOWER, Code.WORSENING, Why.TREND),
        ("1 2 3 4 5", NEUTRAL, Code.RISING, Why.TREND),
        ("5 4 3 2 1", HIGHER, Code.WORSENING, Why.TREND),
        ("5 4 3 2 1", LOWER, Code.IMPROVING, Why.TREND),
        ("5 4 3 2 1", NEUTRAL, Code.FALLING, Why.TREND),
        ("1 2 3 5 4", HIGHER, Code.IMPROVING, Why.TREND),  # S = 8, p = 10/120 = 0.083
        ("1 2 5 3 4", HIGHER, Code.NO_CLEAR_CHANGE, Why.NO_TREND),  # S = 6, p = 28/120 = 0.233
        ("3 3 3 3 3", HIGHER, Code.NO_CLEAR_CHANGE, Why.TOO_MANY_TIES),
        ("3 3 3 3 4", HIGHER, Code.NO_CLEAR_CHANGE, Why.TOO_MANY_TIES),  # even a perfect order would be p = 0.4
        ("1 2 3 4", HIGHER, Code.TOO_FEW_POINTS, Why.FEWER_THAN_FIVE),
        ("", HIGHER, Code.NO_FIGURES, Why.NONE_AT_ALL),
    ],
)
def test_codes(values: str, polarity: Polarity, code: Code, why: Why) -> None:
    found = judge(annual(values, polarity))

    assert (found.code, found.why) == (code, why)
    assert (found.test is not None) == found.code.is_judged


def test_a_real_series_with_ties() -> None:
    """Children in care in Yorkshire and The Humber: 63 67 71 75 78 80 81 81 79 77 per 10,000."""
    found = judge(annual("63 67 71 75 78 80 81 81 79 77", NEUTRAL))

    assert found.code is Code.RISING
    assert found.test is not None
    assert found.slope is not None
    assert (found.test.s, found.n) == (28, 10)  # 36 pairs rise, 8 fall, 1 is tied
    assert (found.change, found.year_change) == (Decimal(14), Decimal(-2))
    assert found.test.p == pytest.approx(0.01199, abs=5e-6)
    assert found.slope.per_unit == pytest.approx(2.0, abs=0.4)
    assert found.slope.lower is not None
    assert found.slope.lower > 0


def test_nothing_comparable() -> None:
    series = annual("1 2 3")

    found = judge(Series(tuple(Point(p.period, p.value, is_provisional=True) for p in series.points), *rest(series)))

    assert (found.code, found.why, found.latest) == (Code.NO_FIGURES, Why.NONE_COMPARABLE, found.latest)
    assert (found.first, found.last, found.change, found.year_change) == (None, None, None, None)


def rest(series: Series) -> tuple[Frequency, Polarity, int]:
    return series.frequency, series.polarity, series.lag_days


def test_a_perfect_ordering_that_could_not_show_gives_the_change_on_last_year() -> None:
    found = judge(quarterly([10, 20, 30, 40, 15]))

    assert (found.code, found.why) == (Code.TOO_FEW_POINTS, Why.NO_ORDERING_COULD)
    assert found.year_before is not None
    assert (found.year_before.value, found.year_change, found.slope) == (Decimal(10), Decimal(5), None)


def test_a_season_is_compared_with_itself_only() -> None:
    swinging = judge(quarterly([10, 50, 90, 50] * 5))
    rising = judge(quarterly([base + year for year in range(5) for base in (10, 50, 90, 50)]))

    assert (swinging.code, rising.code) == (Code.NO_CLEAR_CHANGE, Code.IMPROVING)
    assert rising.slope is not None
    assert rising.slope.per_unit == pytest.approx(1.0)


def test_out_of_date_stands_beside_the_verdict() -> None:
    series = annual("1 2 3 4 5")

    in_time, late = verdict(series, date(2027, 7, 19)), verdict(series, date(2027, 7, 20))

    assert (in_time.code, late.code) == (Code.IMPROVING, Code.IMPROVING)
    assert (in_time.is_out_of_date, late.is_out_of_date) == (False, True)


@given(decimals, st.sampled_from([HIGHER, LOWER]))
def test_negated_values_under_the_other_polarity_say_the_same(values: list[Decimal], polarity: Polarity) -> None:
    other = LOWER if polarity is HIGHER else HIGHER

    found, negated = judge(annual(values, polarity)), judge(annual([-value for value in values], other))

    assert (found.code, found.chance, found.why) == (negated.code, negated.chance, negated.why)


@given(decimals, st.integers(-500, 500))
def test_shifted_values_say_the_same(values: list[Decimal], shifted: int) -> None:
    found, moved = judge(annual(values)), judge(annual([value + shifted for value in values]))

    assert (found.code, found.test, found.change) == (moved.code, moved.test, moved.change)


@given(decimals)
def test_a_clear_verdict_and_its_slope_point_the_same_way(values: list[Decimal]) -> None:
    found = judge(annual(values))

    if found.code is Code.IMPROVING:
        assert found.slope is not None
        assert found.slope.per_unit >= 0


@pytest.mark.parametrize(
    ("values", "standing"),
    [
        ("1 2 3 4 5 6", Standing.CONFIRMED),
        ("1 2 3 4 5", Standing.FIRST),
        ("1 2 5 3 4 6 7", Standing.CONFIRMED),
        ("1 2 5 3 4 6", Standing.NEW),
        ("4 4 4 4 4 4", Standing.CONFIRMED),
        ("1", Standing.FIRST),
        ("", Standing.CONFIRMED),
    ],
)
def test_a_verdict_that_turned_is_to_be_confirmed(values: str, standing: Standing) -> None:
    series = annual(values)

    assert verdict_and_standing(series, TODAY) == (judge(series), standing)


def test_what_is_kept_of_a_verdict_goes_by_all_its_numbers_and_the_day() -> None:
    """Else a corrected figure, another break, polarity or day would be told what was said of the one before."""
    series = annual("1 2 3 4 5 6")
    last = series.points[-1]
    others = [
        replace(series, points=(*series.points[:-1], replace(last, value=Decimal(0)))),
        replace(series, points=(*series.points[:-1], replace(last, is_provisional=True))),
        replace(series, points=(*series.points[:-1], replace(last, is_covered=False))),
        replace(series, points=(*series.points[:-1], replace(last, of_partners=3))),
        replace(series, polarity=LOWER),
        replace(series, lag_days=0),
        replace(series, breaks=(last.period.start,)),
        replace(series, set_aside=frozenset({last.period})),
    ]

    said = [verdict_and_standing(each, day)[0] for each in (series, *others) for day in (TODAY, date(2030, 1, 1))]

    assert said == [verdict(each, day) for each in (series, *others) for day in (TODAY, date(2030, 1, 1))]


def test_the_verdict_before_leaves_out_the_newest_judged_figure_and_later_ones() -> None:
    series = annual("1 2 3 4 5 6 7")
    points = (*series.points[:-1], Point(series.points[-1].period, Decimal(0), is_provisional=True))

    assert code_before(Series(points, *rest(series))) is Code.IMPROVING  # of 1 2 3 4 5
    assert code_before(Series(points[1:], *rest(series))) is Code.TOO_FEW_POINTS  # of 2 3 4 5


def test_headline_counts_and_what_chance_would_show() -> None:
    verdicts = [
        judge(each)
        for each in (
            annual("1 2 3 4 5"),
            annual("1 2 3 4 5", LOWER),
            annual("1 2 3 4 5", NEUTRAL),
            annual("5 4 3 2 1", NEUTRAL),
            annual("1 2 5 3 4"),
            annual("3 3 3 3 3"),
            annual("1 2"),
            annual(""),
        )
    ]

    found = headline(verdicts)

    assert (found.total, found.judged, found.improving, found.worsening, found.no_clear_change) == (8, 6, 1, 1, 2)
    assert (found.rising, found.falling, found.too_few_points, found.no_figures) == (1, 1, 1, 1)
    assert (found.cannot_be_judged, found.out_of_date) == (2, 0)
    # five untied points: S of 8 or 10 in the good direction, 5 of 120 orders; three such series can improve
    assert found.improving_by_chance == pytest.approx(3 * 5 / 120)


@given(st.permutations([Decimal(n) for n in range(5)]))
def test_headline_of_nothing_and_of_one(values: list[Decimal]) -> None:
    assert headline([]).improving_by_chance == 0
    one = headline([judge(annual(values))])
    assert one.improving + one.worsening + one.no_clear_change == one.judged == 1
