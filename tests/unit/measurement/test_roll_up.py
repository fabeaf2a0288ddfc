"""What do local initiatives' figures add up to, of which period, and when do they make no total?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from backbone.core.exceptions import Refusal
from measurement.rules.composition import Piece
from measurement.rules.periods import Period
from measurement.rules.roll_up import common_period, covered_twice, roll_up, way_over_locals
from measurement.rules.totals import Figure, Total
from measurement.rules.ways import Way

D = Decimal
HIDDEN = Figure("suppressed")
NOT_APPLICABLE = Figure("not_applicable")


def year(number: int) -> Period:
    return Period(date(number, 1, 1), date(number, 12, 31))


def share(count: int, out_of: int) -> Figure:
    return Figure(numerator=D(count), denominator=D(out_of), value=D(count) * 100 / out_of)


def of_shares(*figures: Figure | None, **more: Any) -> Total | Refusal:
    return roll_up(figures, Way.RATIO_OF_SUMS, kind="share", per=100, **more)


def test_a_total_is_made_of_what_stands_beside_it() -> None:
    made = of_shares(share(133, 300), share(153, 300))
    assert isinstance(made, Total)
    assert (made.numerator, made.denominator, round(made.value or D(0), 1)) == (D(286), D(600), D("47.7"))
    counted = roll_up([Figure(value=D(3)), Figure(value=D(4))], Way.SUM, kind="count")
    assert isinstance(counted, Total)
    assert counted.value == 7
    mean = roll_up(
        [Figure(value=D(10), denominator=D(1)), Figure(value=D(20), denominator=D(3))], Way.WEIGHTED_MEAN, kind="mean"
    )
    assert isinstance(mean, Total)
    assert mean.value == D("17.5")


@pytest.mark.parametrize(
    ("figures", "unshared", "values"),
    [
        ([share(1, 2), HIDDEN, share(1, 2)], 0, (3, 3, 1, 0)),
        ([share(1, 2), None, share(1, 2)], 0, (2, 3, 0, 0)),
        ([share(1, 2), share(1, 2)], 1, (2, 3, 0, 1)),
        ([share(1, 2), HIDDEN, None], 1, (2, 4, 1, 1)),
    ],
)
def test_one_that_is_missing_withheld_or_unshared_leaves_no_total(
    figures: list[Figure | None], unshared: int, values: tuple[int, ...]
) -> None:
    made = of_shares(*figures, unshared=unshared)
    assert isinstance(made, Refusal)
    assert made.code == "locals_not_all_there"
    assert tuple(made.values[each] for each in ("released", "of", "withheld", "unshared")) == values


def test_the_refusal_is_the_same_whatever_is_withheld() -> None:
    exact = Figure("suppressed", lower=D(1), upper=D(9))
    assert of_shares(share(1, 2), exact) == of_shares(share(1, 2), HIDDEN)


def test_a_local_to_which_it_does_not_apply_is_not_waited_for() -> None:
    assert isinstance(of_shares(share(1, 2), share(1, 2), NOT_APPLICABLE), Total)
    alone = of_shares(share(1, 2), NOT_APPLICABLE)
    assert isinstance(alone, Refusal)
    assert alone.code == "local_alone"


def test_rates_without_what_they_are_out_of_make_no_total() -> None:
    made = of_shares(share(1, 2), Figure(value=D(50)))
    assert isinstance(made, Refusal)
    assert made.code == "parts_unknown"


@pytest.mark.parametrize(
    ("kind", "way", "found"),
    [
        ("share", Way.NOT_ADDITIVE, "not_composable"), ("share", Way.SUM, "kind_is_no_sum"),
        ("count", Way.WEIGHTED_MEAN, "kind_is_no_mean"), ("count", Way.SUM, Way.SUM),
    ],
)  # fmt: skip
def test_what_does_not_add_up_is_refused_as_elsewhere(kind: str, way: Way, found: str | Way) -> None:
    said = way_over_locals(kind, way)
    assert (said.code if isinstance(said, Refusal) else said) == found


def test_the_latest_period_that_all_have_comes_first_unless_it_is_old() -> None:
    old, before, last, new = year(2015), year(2023), year(2024), year(2025)
    assert common_period({"a": [before, last, new], "b": [before, last], "c": [last, before]}) == last
    assert common_period({"a": [old, last, new], "b": [old, new], "c": [old]}) == new, (
        "one that stopped holds nobody up"
    )
    assert common_period({"a": [last], "b": [new]}) is None
    assert common_period({"a": [last, last]}) is None, "one alone shares with nobody"


def test_nobody_is_counted_by_two_locals() -> None:
    partner, other = Piece("partner:1", ""), Piece("partner:2", "")
    region, town = Piece("area:1", ""), Piece("area:2", "", within=frozenset({"area:1"}))
    assert covered_twice([("North", [partner]), ("South", [other])]) is None
    for north, south in (([partner, other], [partner]), ([region], [town])):
        found = covered_twice([("North", north), ("South", south)])
        assert found
        assert (found.code, found.values) == ("part_covered_twice", {"part": "North", "other": "South"})
    left = Piece("partner:1", "", ends_on=date(2020, 1, 1))
    came = Piece("partner:1", "", starts_on=date(2020, 1, 2))
    assert covered_twice([("North", [left]), ("North", [came])]) is None
