"""Do figures add up along every axis, with ranges where one is hidden, and is what does not add up refused?"""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone.core.exceptions import Refusal
from measurement.rules.totals import MISSING, Figure, Total, add_up
from measurement.rules.ways import Measure, Way, over_groups, over_time

D = Decimal


def _number(value: str, numerator: str | None = None, denominator: str | None = None) -> Figure:
    return Figure("number", D(numerator) if numerator else None, D(denominator) if denominator else None, D(value))


def _hidden(lower: str | None = None, upper: str | None = None, denominator: str | None = None) -> Figure:
    low, high, out_of = (None if each is None else D(each) for each in (lower, upper, denominator))
    return Figure("suppressed", denominator=out_of, lower=low, upper=high)


def _total(figures: list[Figure], way: Way, kind: str, per: int = 1) -> Total:
    found = add_up(figures, way, kind=kind, per=per)
    assert isinstance(found, Total)
    return found


def _code(found: object) -> str:
    assert isinstance(found, Refusal)
    return str(found.code)


def test_a_sum_a_joint_rate_and_a_weighted_mean() -> None:
    assert _total([_number("12.5"), _number("7")], Way.SUM, "amount").value == D("19.5")
    rate = _total([_number("50", "1", "2"), _number("10", "10", "100")], Way.RATIO_OF_SUMS, "share", 100)
    assert (rate.numerator, rate.denominator, rate.value) == (D(11), D(102), D("10.78431373"))  # and not 30, their mean
    mean = _total([_number("4", None, "1"), _number("1", None, "3")], Way.WEIGHTED_MEAN, "mean")
    assert (mean.value, mean.denominator, mean.numerator) == (D("1.75"), D(4), None)


def test_a_stock_has_its_last() -> None:
    found = _total([_number("90"), _number("80"), MISSING], Way.LAST, "count")

    assert (found.value, found.contributors, found.coverage) == (D(80), 2, D(0))  # the year's last has not come


@pytest.mark.parametrize(
    ("way", "kind", "per", "known", "hidden", "expected"),
    [
        (Way.SUM, "count", 1, _number("50"), _hidden("0", "4"), ("50", "54")),
        (Way.SUM, "count", 1, _number("50"), _hidden("1", "4"), ("51", "54")),
        (Way.SUM, "count", 1, _number("50"), _hidden(), ("50", None)),  # nobody said fewer than what
        (Way.SUM, "amount", 1, _number("50"), _hidden(None, "4"), (None, "54")),  # it may be a deficit
        # "<5" of 20 is kept as 0 to 20 %; without a bound it may be any of the 20
        (Way.RATIO_OF_SUMS, "share", 100, _number("50", "40", "80"), _hidden("0", "20", "20"), ("40", "44")),
        (Way.RATIO_OF_SUMS, "share", 100, _number("50", "40", "80"), _hidden(None, None, "20"), ("40", "60")),
        (Way.RATIO_OF_SUMS, "share", 100, _number("50", "40", "80"), _hidden("0", "20"), (None, None)),
        (Way.RATIO_OF_SUMS, "ratio", 1000, _number("500", "40", "80"), _hidden(None, None, "20"), ("400", None)),
        (Way.WEIGHTED_MEAN, "mean", 1, _number("4", None, "3"), _hidden("0", "8", "1"), ("3", "5")),
        (Way.WEIGHTED_MEAN, "mean", 1, _number("4", None, "3"), _hidden(None, "8", "1"), (None, "5")),
        (Way.LAST, "count", 1, _number("50"), _hidden("0", "4"), ("0", "4")),
    ],
)
def test_what_is_hidden_makes_a_range_and_is_neither_zero_nor_missing(
    way: Way, kind: str, per: int, known: Figure, hidden: Figure, expected: tuple[str | None, str | None]
) -> None:
    found = _total([known, hidden], way, kind, per)

    assert found.value is None
    assert found.numerator is None
    assert (found.lower, found.upper) == tuple(None if each is None else D(each) for each in expected)
    assert (found.contributors, found.hidden, found.expected, found.coverage) == (1, 1, 2, D(1))


def test_a_rounded_bound_is_a_whole_count_again() -> None:
    found = _total([_number("0", "0", "3"), _hidden("0", "57.14285714", "7")], Way.RATIO_OF_SUMS, "share", 100)

    assert found.upper == 40  # 4 of 7 and none of 3


def test_what_has_not_come_lowers_coverage_and_what_does_not_apply_is_not_expected() -> None:
    figures = [
        Figure(value=D(5), last_known=D(30)), Figure("missing", last_known=D(70)), Figure("not_applicable")
    ]  # fmt: skip

    found = _total(figures, Way.SUM, "count")

    assert (found.value, found.contributors, found.expected) == (D(5), 1, 2)
    assert found.coverage == D("0.3")  # half of the partners, three tenths of the place


def test_a_figure_that_is_not_covered_wholly_covers_no_more() -> None:
    figures = [Figure(value=D(5), coverage=D("0.5")), Figure(value=D(5), is_provisional=True)]

    found = _total(figures, Way.SUM, "count")

    assert (found.coverage, found.is_provisional) == (D("0.75"), True)


@pytest.mark.parametrize(
    ("figures", "way", "code"),
    [
        ([MISSING], Way.SUM, "nothing_sent"),
        ([], Way.SUM, "nothing_sent"),
        ([_number("50")], Way.RATIO_OF_SUMS, "parts_unknown"),  # a bare rate
        ([_number("0", "0", "0")], Way.RATIO_OF_SUMS, "out_of_nothing"),
        ([_number("3", None, "0")], Way.WEIGHTED_MEAN, "out_of_nothing"),
    ],
)
def test_what_makes_no_total_is_refused(figures: list[Figure], way: Way, code: str) -> None:
    assert _code(add_up(figures, way, kind="ratio", per=10_000)) == code


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        (Measure("count", "visits"), "sum"),
        (Measure("amount", "money"), "sum"),
        (Measure("count", "people", "partner_period"), "sum"),  # enrolments
        (Measure("count", "people", "partner_year"), "counted_once_a_year"),
        (Measure("share", "people", "partner_year"), "counted_once_a_year"),
        (Measure("count", "people", "all_partners"), "same_people_again"),
        (Measure("count", "people"), "nobody_has_said_over_time"),
        (Measure("count", "places"), "nobody_has_said_over_time"),
        (Measure("count", "places", over_time="last"), "last"),
        (Measure("count", "people", "partner_year", over_time="last"), "last"),
        (Measure("count", "people", "partner_year", over_time="sum"), "counted_once_a_year"),
        (Measure("count", "visits", over_time="not_additive"), "declared_not_additive"),
        (Measure("share", "people", "partner_period"), "ratio_of_sums"),
        (Measure("ratio", "events"), "nobody_has_said_over_time"),
        (Measure("ratio", "events", over_time="ratio_of_sums"), "ratio_of_sums"),
        (Measure("mean", "none", over_partners="weighted_mean"), "weighted_mean"),
    ],
)
def test_how_a_years_figures_add_up(measure: Measure, expected: str) -> None:
    found = over_time(measure)
    assert (found.code if isinstance(found, Refusal) else found) == expected


@pytest.mark.parametrize(
    ("measure", "partitions", "expected"),
    [
        (Measure("count"), True, "sum"), (Measure("share"), True, "ratio_of_sums"),
        (Measure("share", over_partners="weighted_mean"), True, "weighted_mean"),
        (Measure("mean"), True, "weighted_mean"), (Measure("count"), False, "groups_overlap"),
    ],
)  # fmt: skip
def test_groups_add_up_only_where_nobody_is_in_two(measure: Measure, partitions: bool, expected: str) -> None:
    found = over_groups(measure, partitions=partitions, dimension="Needs")
    assert (found.code if isinstance(found, Refusal) else found) == expected


NUMBERS = st.decimals(0, 10**6, places=8)
PAIRS = st.lists(st.tuples(NUMBERS, st.integers(1, 10**6)), min_size=1, max_size=9)


@given(PAIRS, st.integers(0, 8))
def test_a_hidden_figure_lies_in_the_range_whatever_it_is(pairs: list[tuple[Decimal, int]], place: int) -> None:
    figures = [Figure(value=value, denominator=D(size)) for value, size in pairs]
    true = _total(figures, Way.WEIGHTED_MEAN, "mean").value
    place %= len(figures)
    value, size = pairs[place]
    figures[place] = Figure("suppressed", denominator=D(size), lower=value - 1, upper=value + 1)

    found = _total(figures, Way.WEIGHTED_MEAN, "mean")

    assert true is not None
    assert found.lower is not None
    assert found.upper is not None
    assert found.lower <= true <= found.upper
