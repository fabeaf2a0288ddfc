"""Are rates standardised where every group of the standard population has its counts, and refused where not?"""

from decimal import Decimal

import pytest

from backbone.core.exceptions import Refusal
from measurement.rules.rates import Standardised
from measurement.rules.standardising import may_be_standardised, standardised
from measurement.rules.totals import Figure
from measurement.rules.ways import Measure

D = Decimal
STANDARD = {"young": D(60), "old": D(40)}


def _rate(count: int, people: int) -> Figure:
    return Figure(value=D(0), numerator=D(count), denominator=D(people))


def test_an_old_place_has_a_lower_rate_with_the_standard_ages() -> None:
    found = standardised(
        {"young": _rate(10, 1000), "old": _rate(90, 3000)}, STANDARD, partitions=True, dimension="Age", per=1000
    )

    assert isinstance(found, Standardised)
    assert found.value == pytest.approx(0.6 * 10 + 0.4 * 30)  # and 25 as it is
    assert found.interval is not None
    assert found.interval.lower is not None
    assert found.interval.lower < 18 < found.interval.upper


@pytest.mark.parametrize(
    ("groups", "partitions", "code"),
    [
        ({"young": _rate(10, 1000)}, True, "group_missing"),
        ({"young": _rate(10, 1000), "old": Figure("suppressed")}, True, "hidden_part"),
        ({"young": _rate(4, 1000), "old": _rate(5, 1000)}, True, "fewer_than_ten_events"),
        ({"young": _rate(10, 1000), "old": Figure(value=D(3))}, True, "parts_unknown"),
        ({"young": _rate(10, 1000), "old": _rate(0, 0)}, True, "out_of_nothing"),
        ({"young": _rate(10, 1000), "old": _rate(10, 1000)}, False, "groups_overlap"),
    ],
)
def test_what_cannot_be_standardised_is_refused(groups: dict[str, Figure], partitions: bool, code: str) -> None:
    found = standardised(groups, STANDARD, partitions=partitions, dimension="Age", per=1000)

    assert isinstance(found, Refusal)
    assert found.code == code


def test_only_rates_of_people_and_events_are() -> None:
    assert may_be_standardised(Measure("ratio", "events"))
    assert may_be_standardised(Measure("share", "people"))
    assert not may_be_standardised(Measure("share", "households"))
    assert not may_be_standardised(Measure("count", "events"))
