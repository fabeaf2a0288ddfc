"""What does a released cell hold of its total? A number, a rounded one, a bound, or nothing at all."""

from decimal import Decimal
from typing import Any

from measurement.models import Indicator, Release, ReleasedCell, Total
from measurement.rules.hiding.question import How
from measurement.rules.hiding.small import NEAR_END, rounded

# With more steps the coverage would tell what a single partner had sent the last time.
STEP_OF_COVERAGE = Decimal("0.05")


def cell_of(release: Release, total: Total, how: How) -> ReleasedCell:
    """The cell that tells a total in one way; not yet saved."""
    told: dict[str, Any] = {How.HIDDEN: {"is_hidden": True}}.get(how) or _numbers(total, how)
    return ReleasedCell(
        release=release,
        initiative_id=total.initiative_id,
        indicator_id=total.indicator_id,
        breakdown_id=total.breakdown_id,
        period_start=total.period_start,
        period_end=total.period_end,
        **told,
    )


def _numbers(total: Total, how: How) -> dict[str, Any]:
    indicator: Indicator = total.indicator
    told: dict[str, Any] = {
        "shown_as": how.value,
        "contributors": total.contributors,
        "expected": total.expected,
        "coverage": total.coverage // STEP_OF_COVERAGE * STEP_OF_COVERAGE,
    }
    if how is How.LOW:
        return {**told, "lower": 0, "upper": _share(NEAR_END, indicator)}
    if how is How.HIGH:
        return {**told, "lower": _share(1 - NEAR_END, indicator)}
    is_ratio = indicator.adds_over_partners == Indicator.Adds.RATIO_OF_SUMS
    if how is How.ROUNDED:
        return {**told, **(_rounded_ratio(total, indicator) if is_ratio else {"value": _to_five(total.value)})}
    parts = {"numerator": total.numerator, "denominator": total.denominator} if is_ratio else {}
    return {**told, **parts, "value": total.value}


def _rounded_ratio(total: Total, indicator: Indicator) -> dict[str, Any]:
    """Both counts rounded, and the rate of what is rounded: the rate of the counts themselves would give them away."""
    numerator, denominator = _to_five(total.numerator), _to_five(total.denominator)
    value = round(numerator / denominator * indicator.per, 8) if denominator else None
    return {"numerator": numerator, "denominator": denominator, "value": value}


def _to_five(count: Decimal | None) -> Decimal:
    return Decimal(rounded(float(count or 0)))


def _share(share: float, indicator: Indicator) -> Decimal:
    return Decimal(str(share)) * indicator.per
