"""Limits and signals of process charts against NHSRplotthedots, nhspy-plotthedots and NIST."""

import json
from pathlib import Path
from typing import Any

import pytest

from measurement.rules import process
from measurement.rules.process import Assurance, Limits, Rule

VECTORS = json.loads((Path(__file__).parents[2] / "vectors" / "spc.json").read_text())


def cases(prefix: str) -> list[Any]:
    found = [pytest.param(each["input"], each["expected"], id=each["id"]) for each in VECTORS["cases"]
             if each["id"].startswith(prefix)]  # fmt: skip
    assert found
    return found


@pytest.mark.parametrize(("given", "wanted"), cases("shift_flag"))
def test_the_seventh_on_one_side(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert process.shift_ends(given["relative_to_mean"]) == [bool(each) for each in wanted["seventh_point_flag"]]


@pytest.mark.parametrize(("given", "wanted"), cases("trend_flag"))
def test_the_seventh_in_one_direction(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert process.trend_ends(given["y"]) == [bool(each) for each in wanted["seventh_point_flag"]]


@pytest.mark.parametrize(("given", "wanted"), cases("part_of_seven"))
def test_points_of_a_run(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert process.part_of_run([bool(each) for each in given["flag"]]) == [bool(each) for each in wanted["part_of_run"]]


@pytest.mark.parametrize(("given", "wanted"), cases("two_in_three"))
def test_two_in_three_near_a_limit(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    near = [bool(each) for each in given["close_to_limits"]]
    assert process.two_in_three(near, given["relative_to_mean"]) == [bool(each) for each in wanted["in_such_a_triple"]]


@pytest.mark.parametrize(("given", "wanted"), cases("limits_") + cases("ptd_snapshot"))
def test_limits(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = process.limits(given["y"], screen=given.get("screen_outliers", True))

    for name, value in wanted.items():
        if value is not None:
            assert getattr(found, name) == pytest.approx(value, abs=1e-5), name


@pytest.mark.parametrize(("given", "wanted"), cases("nist_individuals"))
def test_limits_of_nist(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = process.limits(given["y"], sigmas=3 / 1.128, screen=False)

    assert found.mean == pytest.approx(wanted["mean"])
    assert found.mean_range == pytest.approx(wanted["mean_moving_range"], abs=1e-4)
    assert (found.lower, found.upper) == pytest.approx((wanted["lower"], wanted["upper"]), abs=1e-4)
    assert [value for value in given["y"] if not found.lower <= value <= found.upper] == wanted["out_of_control"]


@pytest.mark.parametrize(("given", "wanted"), cases("assurance"))
def test_assurance(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    found = [
        process.assurance(Limits(mean, low, high, low, high, 1), given["target"], better=-1)
        for mean, low, high in zip(given["mean"], given["lower"], given["upper"], strict=True)
    ]

    assert found == wanted["assurance"]


def test_assurance_where_more_is_better() -> None:
    own = Limits(80, 70, 90, 73, 87, 3)

    assert process.assurance(own, 70, better=1) is Assurance.PASSES
    assert process.assurance(own, 90.1, better=1) is Assurance.FAILS
    assert process.assurance(own, 80, better=1) is Assurance.EITHER


@pytest.mark.parametrize(("given", "wanted"), cases("rebase"))
def test_a_new_stretch_begins_where_it_is_re_based(given: dict[str, Any], wanted: dict[str, Any]) -> None:
    places = [place for place, flag in enumerate(given["rebase"]) if flag]
    groups = wanted["rebase_group"]
    values = [float(place) for place in range(len(groups))] * 2  # twice as long: a stretch needs twelve points

    found = process.chart(values, rebased_at=[2 * place for place in places])

    assert [(each.start, each.end) for each in found] == [
        (2 * groups.index(group), 2 * (len(groups) - groups[::-1].index(group))) for group in sorted(set(groups))
    ]


def test_limits_stand_from_the_first_twenty_points() -> None:
    calm = [50.0, 52.0] * 10

    [stretch] = process.chart([*calm, *[60.0] * 8])

    assert (stretch.baseline, stretch.limits.mean) == (20, 51)
    assert all(Rule.OUTSIDE in each for each in stretch.signals[20:])
    assert not any(stretch.signals[:19])
    assert Rule.SHIFT in stretch.signals[27]


def test_a_short_series_has_no_chart() -> None:
    assert process.chart([1.0] * 11) == []
    assert process.chart([1.0] * 20, rebased_at=[9]) == []
    with pytest.raises(ValueError, match="two figures"):
        process.limits([1.0])


def test_limits_are_cut_where_no_figure_can_lie() -> None:
    found = process.limits([2.0, 8.0] * 6, lowest=0, highest=100)

    assert (found.lower, found.near_lower) == (0, 0)


def test_equal_figures_give_no_signal() -> None:
    [stretch] = process.chart([5.0] * 12)

    assert not any(stretch.signals)


def test_a_point_outside_is_not_near() -> None:
    """As in NHSRplotthedots: what lies outside is a signal already."""
    own = process.limits([50.0, 52.0] * 10)  # 51, limits 45.68 and 56.32, near 47.45 and 54.55

    found = process.signals([55.0, 51.5, 60.0, 51.5, 55.0], own)
    near = process.signals([55.0, 51.5, 55.0], own)

    assert [Rule.NEAR_LIMIT in each for each in found] == [False] * 5
    assert [Rule.NEAR_LIMIT in each for each in near] == [True] * 3


def test_a_strong_season_is_found_whatever_the_slope() -> None:
    season = [0.0, 5.0, 9.0, 3.0]
    noise = [0.5, -0.4, 0.3, -0.6, 0.2, 0.4, -0.3, -0.1, 0.6, -0.5, 0.1, -0.2]
    seasonal = [50 + 0.8 * place + season[place % 4] + noise[place] for place in range(12)]
    plain = [50 + 0.8 * place + 3 * noise[place] for place in range(12)]

    assert process.is_seasonal(seasonal, 4)
    assert not process.is_seasonal(plain, 4)
    assert not process.is_seasonal(seasonal[:11], 4)  # not three years yet
    assert not process.is_seasonal([5.0] * 12, 4)
    assert not process.is_seasonal(seasonal, 1)
    assert process.on_last_year([1.0, 2.0, 3.0, 5.0, 7.0], 2) == [2.0, 3.0, 4.0]
