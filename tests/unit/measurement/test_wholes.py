"""What whole do a year's periods make, or a dimension's groups, and why do they make none?"""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from backbone.core.exceptions import Refusal
from measurement.rules.adding_up import Division
from measurement.rules.periods import Frequency, Period, period_of
from measurement.rules.rates import chance_variation
from measurement.rules.totals import Figure, Total
from measurement.rules.ways import Measure
from measurement.rules.wholes import Year, by_year, whole_of_groups

D = Decimal
VISITS = Measure("count", "visits")
HIDDEN = Figure("suppressed")


def _quarters(*figures: Figure | None, first: date = date(2024, 1, 1)) -> dict[Period, Figure]:
    """Figures of quarters that follow each other; None where nothing was sent."""
    months = [(first.month - 1 + 3 * place, first.year) for place in range(len(figures))]
    periods = [
        period_of(date(year + month // 12, month % 12 + 1, 1), Frequency.QUARTERLY, first.month)
        for month, year in months
    ]
    return {period: each for period, each in zip(periods, figures, strict=True) if each is not None}


def _number(value: int, **more: Decimal) -> Figure:
    return Figure(value=D(value), **more)  # type: ignore[arg-type]


def _years(figures: dict[Period, Figure], measure: Measure = VISITS, **more: object) -> list[Year]:
    found = by_year(figures, measure, frequency=Frequency.QUARTERLY, **more)  # type: ignore[arg-type]
    assert isinstance(found, list)
    return found


def _made(year: Year) -> Any:
    assert isinstance(year.made, Total)
    return year.made


def test_four_quarters_make_a_year() -> None:
    [year] = _years(_quarters(*map(_number, (1, 2, 3, 4))))

    assert (year.period, _made(year).value, _made(year).coverage) == (
        Period(date(2024, 1, 1), date(2024, 12, 31)), D(10), D(1),
    )  # fmt: skip


def test_a_school_year_is_made_of_its_own_quarters() -> None:
    figures = _quarters(*map(_number, (1, 2, 3, 4, 5)), first=date(2023, 9, 1))

    first, second = _years(figures, year_starts_in=9)

    assert (first.period.end, _made(first).value) == (date(2024, 8, 31), 10)
    assert (_made(second).value, _made(second).coverage, _made(second).expected) == (5, D("0.25"), 4)


def test_a_quarter_that_has_not_come_lowers_the_coverage_and_a_hidden_one_makes_a_range() -> None:
    [year] = _years(_quarters(_number(1), None, _number(3), _number(4)))
    assert (_made(year).value, _made(year).coverage) == (8, D("0.75"))

    [year] = _years(_quarters(_number(1), HIDDEN, _number(3), _number(4)))
    assert (_made(year).value, _made(year).lower, _made(year).upper, _made(year).coverage) == (None, 8, None, 1)


def test_of_a_share_with_a_hidden_quarter_nothing_is_said() -> None:
    quarter = Figure(value=D(50), numerator=D(5), denominator=D(10))

    [year] = _years(_quarters(quarter, HIDDEN, quarter, quarter), Measure("share", "people", per=100))

    assert isinstance(year.made, Refusal)
    assert year.made.code == "hidden_part"


def test_a_year_in_which_the_definition_changed_makes_no_total() -> None:
    figures = _quarters(*map(_number, range(8)))

    first, second = _years(figures, breaks=[date(2024, 7, 1)])

    assert isinstance(first.made, Refusal)
    assert first.made.code == "series_breaks_within"
    assert _made(second).value == 4 + 5 + 6 + 7
    assert all(isinstance(each.made, Total) for each in _years(figures, breaks=[date(2025, 1, 1)]))


def test_people_counted_once_a_year_are_never_summed_from_quarters() -> None:
    people = Measure("count", "people", "partner_year")

    found = by_year(_quarters(_number(1), _number(2)), people, frequency=Frequency.QUARTERLY)

    assert isinstance(found, Refusal)
    assert found.code == "counted_once_a_year"


def test_a_stock_counted_on_a_day_of_each_month_has_its_last() -> None:
    days = {Period(date(2024, month, 15), date(2024, month, 15)): _number(month) for month in range(1, 12)}
    beds = Measure("count", "places", over_time="last")

    [year] = by_year(days, beds, frequency=Frequency.MONTHLY)  # type: ignore[misc]

    assert (_made(year).value, _made(year).coverage) == (11, 0)  # December has not come: provisional


AGE = Division("Age", True, frozenset({"young", "old"}))


@pytest.mark.parametrize(
    ("groups", "division", "expected"),
    [
        ({"young": _number(3), "old": _number(4)}, AGE, 7),
        ({"young": _number(3)}, AGE, "group_missing"),
        ({"young": _number(3), "old": _number(4)}, Division("Age", False, AGE.categories), "groups_overlap"),
    ],
)
def test_all_groups_of_a_partition_make_the_whole(
    groups: dict[str, Figure], division: Division, expected: object
) -> None:
    found = whole_of_groups(groups, division, VISITS)
    assert (found.code if isinstance(found, Refusal) else found.value) == expected


def test_a_hidden_group_is_never_told_by_the_whole() -> None:
    share = Measure("share", "people", per=100)
    groups = {"young": Figure(value=D(50), numerator=D(5), denominator=D(10)), "old": HIDDEN}

    found = whole_of_groups(groups, AGE, share)

    assert isinstance(found, Refusal)
    assert found.code == "hidden_part"


@pytest.mark.parametrize(
    ("kind", "unit", "numerator", "denominator", "value", "expected"),
    [
        ("share", "people", 81, 263, 30.8, (25.5, 36.6)),  # Newcombe 1998, table I: Wilson's score interval
        ("count", "events", None, None, 15, (8.39, 24.74)),
        ("count", "people", None, None, 3, (0.62, 8.77)),  # exact below ten
        ("share", "households", 81, 263, 30.8, None),
        ("amount", "money", None, None, 15, None),
        ("mean", "people", None, None, 15, None),
        ("share", "people", None, None, 30.8, None),  # a bare rate
        ("count", "events", None, None, 1.5, None),
    ],
)
def test_chance_is_said_of_people_and_events_only(
    kind: str, unit: str, numerator: int | None, denominator: int | None, value: float,
    expected: tuple[float, float] | None,
) -> None:  # fmt: skip
    per = 100 if kind == "share" else 1
    found = chance_variation(kind, unit, numerator=numerator, denominator=denominator, value=value, per=per)
    if expected is None or found is None:
        assert (found, expected) == (None, None)
    else:
        assert [found.lower, found.upper] == pytest.approx(expected, abs=0.05)
