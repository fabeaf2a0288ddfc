"""The official status by compound growth, by the thresholds of the monitoring reports."""

import pytest

from measurement.rules.growth import Status, towards_target, without_target, yearly_rate


def test_the_yearly_rate_leads_from_one_figure_to_the_other() -> None:
    assert yearly_rate(100, 121, 2) == pytest.approx(0.10)
    assert yearly_rate(50, 25, 1) == pytest.approx(-0.5)
    for first, last, years in ((0, 1, 1), (1, -1, 1), (1, 2, 0)):
        with pytest.raises(ValueError, match="positive"):
            yearly_rate(first, last, years)


@pytest.mark.parametrize(
    ("share", "status"),
    [
        (1.2, Status.SIGNIFICANT_PROGRESS), (0.951, Status.SIGNIFICANT_PROGRESS), (0.949, Status.MODERATE_PROGRESS),
        (0.601, Status.MODERATE_PROGRESS), (0.599, Status.INSUFFICIENT_PROGRESS), (0.0, Status.INSUFFICIENT_PROGRESS),
        (-0.01, Status.MOVEMENT_AWAY),
    ],
)  # fmt: skip
@pytest.mark.parametrize("required", [0.04, -0.04])
def test_towards_a_target(share: float, status: Status, required: float) -> None:
    target = 50 * (1 + required) ** 10
    last = 50 * (1 + required * share) ** 5

    found = towards_target(50, last, target, years=5, years_to_target=10)

    assert found.status is status
    assert found.required == pytest.approx(required)
    assert found.observed == pytest.approx(required * share)


@pytest.mark.parametrize(
    ("rate", "status"),
    [
        (0.011, Status.SIGNIFICANT_PROGRESS), (0.009, Status.MODERATE_PROGRESS), (0.0, Status.NO_PROGRESS),
        (-0.009, Status.MODERATE_MOVEMENT_AWAY), (-0.011, Status.MOVEMENT_AWAY),
    ],
)  # fmt: skip
@pytest.mark.parametrize("better", [1, -1])
def test_without_a_target(rate: float, status: Status, better: int) -> None:
    found = without_target(50, 50 * (1 + rate * better) ** 3, years=3, better=better)

    assert found.status is status


def test_who_begins_at_the_target_needs_no_growth() -> None:
    with pytest.raises(ValueError, match="first figure is the target"):
        towards_target(50, 51, 50, years=1, years_to_target=2)
