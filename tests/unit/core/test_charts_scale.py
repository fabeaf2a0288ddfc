"""Scales: round numbers on the axis, labels that keep apart."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone.core.charts.paint import num
from backbone.core.charts.scale import Scale, apart, nice_ticks, plain_number, wrap

figures = st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: round(value, 3))


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (61, 75, [60, 65, 70, 75]),
        (0.06, 0.14, [0.06, 0.08, 0.1, 0.12, 0.14]),
        (3.9, 8.7, [2, 4, 6, 8, 10]),
        (152, 353, [150, 200, 250, 300, 350, 400]),
        (-9, -2.5, [-10, -8, -6, -4, -2]),
        (60, 60, [56, 58, 60, 62, 64]),
    ],
)
def test_ticks_are_round(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high, 5) == pytest.approx(ticks)


def test_ticks_of_a_share_stay_within_it() -> None:
    assert nice_ticks(90, 99.5, 5, 0, 100)[-1] == 100
    assert nice_ticks(97, 99, 3, 0, 100)[-1] <= 100


@given(figures, figures, st.integers(3, 6))
def test_ticks_enclose_the_figures_and_are_few(a: float, b: float, wanted: int) -> None:
    low, high = min(a, b), max(a, b)
    ticks = nice_ticks(low, high, wanted)

    assert ticks[0] <= low + 1e-6
    assert ticks[-1] >= high - 1e-6
    assert 2 <= len(ticks) <= wanted * 2 + 1


@pytest.mark.parametrize(("ticks", "words"), [([60.0, 65.0], "60"), ([0.06, 0.1], "0.06"), ([2.5, 5.0], "2.5")])
def test_tick_labels_have_no_needless_decimals(ticks: list[float], words: str) -> None:
    assert plain_number(ticks).format(ticks[0]) == words


@pytest.mark.parametrize(("value", "short"), [(3.0, "3"), (-0.04, "0"), (2.26, "2.3"), (-1.5, "-1.5"), (10, "10")])
def test_coordinates_are_short(value: float, short: str) -> None:
    assert num(value) == short


def test_a_scale_of_one_value_lies_in_the_middle() -> None:
    assert Scale(5, 5, 0, 100)(5) == 50


@given(st.lists(st.floats(0, 300), min_size=1, max_size=8))
def test_labels_keep_apart_and_stay_within(wanted: list[float]) -> None:
    placed = sorted(apart(wanted, 17, 0, 300))

    assert all(b - a >= 17 - 1e-6 for a, b in pairwise(placed))
    assert placed[0] >= -1e-6
    assert placed[-1] <= 300 + 1e-6


def test_labels_that_are_apart_stay_where_they_are() -> None:
    assert apart([10, 50, 90], 17, 0, 100) == [10, 50, 90]


def test_words_wrap_between_words_only() -> None:
    assert wrap("Children in care and youth justice", 60) == ["Children", "in care", "and", "youth", "justice"]
    assert wrap("", 60) == []
