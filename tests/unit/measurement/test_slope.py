"""The Theil-Sen line, its interval, and its seasonal form."""

import json
from decimal import Decimal
from pathlib import Path
from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import theilslopes

from measurement.rules.slope import seasonal_sen, theil_sen

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "mann_kendall.json").read_text())
CASES = {case["id"]: case for case in VECTORS["cases"]}

values = st.lists(st.integers(-100, 100), min_size=2, max_size=15)


def test_epa_example_with_unequal_spacing() -> None:
    case = CASES["epa2009_ex17_6_sulfate"]

    line = theil_sen(list(zip(case["input"]["x"], case["input"]["y"], strict=True)), level=0.95)

    assert line.per_unit == pytest.approx(case["expected"]["sen_slope"], rel=1e-6)
    assert [line.lower, line.upper] == pytest.approx(case["expected"]["slope_ci95_gilbert"], rel=1e-6)
    assert line.intercept == pytest.approx(case["expected"]["intercept_conover"], rel=1e-6)


@pytest.mark.parametrize("name", ["kendall_pkg_PrecipGL", "constant_series"])
def test_published_slopes(name: str) -> None:
    line = theil_sen(list(enumerate(CASES[name]["input"]["y"])))

    assert line.per_unit == pytest.approx(CASES[name]["expected"]["sen_slope"], rel=1e-9)


@given(values)
def test_it_agrees_with_scipy(ys: list[int]) -> None:
    line, (slope, intercept, _, _) = theil_sen(list(enumerate(ys))), theilslopes(ys)

    assert (line.per_unit, line.intercept) == pytest.approx((slope, intercept))


@given(values)
def test_the_interval_holds_the_slope(ys: list[int]) -> None:
    line = theil_sen(list(enumerate(ys)))

    assert line.lower is None or line.lower <= line.per_unit + 1e-9
    assert line.upper is None or line.upper >= line.per_unit - 1e-9


def test_equal_decimals_give_exactly_no_slope() -> None:
    line = theil_sen([(2020.5, Decimal("66.1")), (2021.5, Decimal("66.1")), (2022.5, Decimal("66.1"))])

    assert line.per_unit == 0.0
    assert line.value_at(2030.0) == pytest.approx(66.1)


def test_a_seasonal_swing_is_no_slope() -> None:
    summer = [(year + 0.5, 10 + 2 * year) for year in range(5)]
    winter = [(year + 0.0, 90 + 2 * year) for year in range(5)]

    assert seasonal_sen([summer, winter]).per_unit == 2.0


@given(values)
def test_the_line_runs_through_the_medians(ys: list[int]) -> None:
    line = theil_sen(list(enumerate(ys)))

    assert line.value_at(median(range(len(ys)))) == pytest.approx(median(ys), abs=1e-9)


def test_one_day_has_no_slope() -> None:
    with pytest.raises(ValueError, match="two different times"):
        theil_sen([(2020.0, 1), (2020.0, 2)])
