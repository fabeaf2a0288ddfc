"""Gaps over time against Newcombe's published intervals of differences."""

import pytest

from measurement.rules.gaps import GapChange, Share, difference, gap_over_time
from measurement.rules.series import Polarity

# Newcombe (1998), Statistics in Medicine 17, 873-890, table II: method 10.
PUBLISHED = [
    ((56, 70), (48, 80), 0.0524, 0.3339),
    ((9, 10), (3, 10), 0.1705, 0.8090),
    ((6, 7), (2, 7), 0.0582, 0.8062),
    ((5, 56), (0, 29), -0.0381, 0.1926),
    ((0, 10), (0, 20), -0.1611, 0.2775),
    ((0, 10), (0, 10), -0.2775, 0.2775),
    ((10, 10), (0, 20), 0.6791, 1.0),
    ((10, 10), (0, 10), 0.6075, 1.0),
]


@pytest.mark.parametrize(("first", "second", "lower", "upper"), PUBLISHED)
def test_differences_of_shares(first: tuple[int, int], second: tuple[int, int], lower: float, upper: float) -> None:
    found = difference(Share(*first), Share(*second))

    assert (found.lower, found.upper) == pytest.approx((lower, upper), abs=5e-5)


def of(percent: float, total: int = 4000) -> Share:
    return Share(percent * total / 100, total)


@pytest.mark.parametrize(
    ("then", "now", "polarity", "code"),
    [
        ((60, 80), (72, 82), Polarity.HIGHER_BETTER, GapChange.NARROWS),
        ((80, 60), (82, 72), Polarity.HIGHER_BETTER, GapChange.NARROWS),
        ((60, 80), (55, 65), Polarity.HIGHER_BETTER, GapChange.LEVELLED_DOWN),
        ((60, 80), (60, 90), Polarity.HIGHER_BETTER, GapChange.WIDENS),
        ((60, 80), (60.4, 80), Polarity.HIGHER_BETTER, GapChange.CANNOT_TELL),
        ((60, 80), (85, 65), Polarity.HIGHER_BETTER, GapChange.TURNED_ROUND),
        ((30, 10), (20, 9), Polarity.LOWER_BETTER, GapChange.NARROWS),
        ((30, 10), (32, 25), Polarity.LOWER_BETTER, GapChange.LEVELLED_DOWN),
        ((30, 10), (40, 10), Polarity.LOWER_BETTER, GapChange.WIDENS),
    ],
)
def test_what_became_of_a_gap(
    then: tuple[float, float], now: tuple[float, float], polarity: Polarity, code: GapChange
) -> None:
    found = gap_over_time((of(then[0]), of(then[1])), (of(now[0]), of(now[1])), polarity)

    assert found.code is code


def test_the_same_shares_of_few_people_tell_nothing() -> None:
    few = gap_over_time((of(60, 20), of(80, 20)), (of(72, 20), of(82, 20)), Polarity.HIGHER_BETTER)

    assert few.code is GapChange.CANNOT_TELL
    assert not few.change.excludes_zero
