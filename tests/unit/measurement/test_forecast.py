"""Forecasts: the textbook's prediction interval, no sooner and no further than the figures allow."""

import random

import pytest
from scipy.stats import linregress
from scipy.stats import t as student

from measurement.rules.forecast import forecast


def test_the_band_is_the_prediction_interval_of_a_regression() -> None:
    values = [61.2, 62.9, 62.1, 64.4, 65.0, 64.2, 66.9, 67.1, 68.8]
    n, middle = len(values), 4.0
    line = linregress(range(n), values)
    residual = sum((y - line.intercept - line.slope * x) ** 2 for x, y in enumerate(values))

    found = forecast(values)

    assert found is not None
    assert [each.steps for each in found.ahead] == [1, 2, 3]
    for each in found.ahead:
        x = n - 1 + each.steps
        error = (residual / (n - 2) * (1 + 1 / n + (x - middle) ** 2 / 60)) ** 0.5
        assert each.value == pytest.approx(line.intercept + line.slope * x)
        assert each.upper - each.value == pytest.approx(error * student.ppf(0.9, n - 2))
        assert each.value - each.lower == pytest.approx(each.upper - each.value)


def test_too_few_points_give_none() -> None:
    assert forecast([1.0] * 7) is None
    assert forecast([1.0, 2.0] * 12, per_year=12) is None
    assert forecast([1.0, 2.0] * 13, per_year=12) is not None


def test_a_share_stays_a_share() -> None:
    found = forecast([80.0, 84.0, 88.0, 91.0, 94.0, 96.0, 98.0, 100.0], is_share=True)

    assert found is not None
    assert all(0 < each.lower < each.value < each.upper < 100 for each in found.ahead)


def test_a_band_has_the_noise_of_the_next_figure_from_the_first_step_on() -> None:
    noise = random.Random(3)
    values = [50 + noise.gauss(0, 2) for _ in range(12)]

    found = forecast(values)

    assert found is not None
    assert found.ahead[0].upper - found.ahead[0].lower > 2 * 1.28 * 1.5


def test_months_go_on_from_the_same_month_of_last_year() -> None:
    values = [100.0 + (30 if month == 11 else 0) + year for year in range(3) for month in range(12)][:-1]

    found = forecast(values, per_year=12)

    assert found is not None
    assert [each.value for each in found.ahead] == pytest.approx([132, 103, 103])


def test_it_says_how_often_it_was_right() -> None:
    noise = random.Random(11)
    inside = tried = 0
    for _ in range(200):
        found = forecast([noise.gauss(10 + 0.3 * year, 1) for year in range(12)])
        assert found is not None
        inside, tried = inside + found.back_test.inside, tried + found.back_test.tried

    assert tried == 200 * 7
    assert inside / tried == pytest.approx(0.80, abs=0.03)


def test_small_shares_keep_their_differences() -> None:
    found = forecast([0.2, 0.22, 0.25, 0.24, 0.3, 0.33, 0.0, 0.36], is_share=True)

    assert found is not None
    assert 0 < found.ahead[0].lower < found.ahead[0].value < 0.5


def test_a_band_is_cut_where_no_figure_can_lie() -> None:
    falling = [9.0, 8.0, 8.0, 6.0, 5.0, 3.0, 3.0, 1.0]

    free, cut = forecast(falling), forecast(falling, lowest=0)

    assert free is not None
    assert cut is not None
    assert free.ahead[2].lower < 0 == cut.ahead[2].lower
    assert cut.back_test == free.back_test
