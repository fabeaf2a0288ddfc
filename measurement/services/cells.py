"""What does a released cell hold of its total? A number, a rounded one, a bound, or nothing at all."""

from decimal import Decimal
from typing import Any

from measurement.models import Figure, Indicator, Observation, Release, ReleasedCell, Total
from measurement.rules.hiding.question import How
from measurement.rules.hiding.small import NEAR_END, rounded

# With more steps the coverage would tell what a single partner had sent the last time.
STEP_OF_COVERAGE = Decimal("0.05")


def cell_of(release: Release, total: Total, how: How) -> ReleasedCell:
    """The cell that tells a total in one way; not yet saved."""
    # Of a range nobody knows to which five or to which end it belongs.
    is_hidden = how is How.HIDDEN or (total.hidden > 0 and how is not How.EXACT)
    told = {"is_hidden": True} if is_hidden else _numbers(total, how)
    return ReleasedCell(
        release=release,
        initiative_id=total.initiative_id,
        indicator_id=total.indicator_id,
        breakdown_id=total.breakdown_id,
        period_start=total.period_start,
        period_end=total.period_end,
        **told,
    )


def own_cell_of(release: Release, initiative_id: int, figure: Observation, how: How) -> ReleasedCell:
    """The cell that tells a partner's own figure to those to whom an agreement opens it; not yet saved."""
    told: dict[str, Any] = {"is_hidden": True}
    if figure.presence != Figure.Presence.NUMBER:
        told = {"presence": figure.presence}
    elif how is not How.HIDDEN:
        told = _told(figure, figure.indicator, how, is_ratio=figure.denominator is not None)
    return ReleasedCell(
        release=release,
        initiative_id=initiative_id,
        subject_id=figure.subject_id,
        indicator_id=figure.indicator_id,
        breakdown_id=figure.breakdown_id,
        period_start=figure.period_start,
        period_end=figure.period_end,
        status=figure.status,
        **told,
    )


def _numbers(total: Total, how: How) -> dict[str, Any]:
    indicator: Indicator = total.indicator
    is_ratio = indicator.adds_over_partners == Indicator.Adds.RATIO_OF_SUMS
    told = _told(total, indicator, how, is_ratio=is_ratio)
    if total.hidden:
        told |= {"lower": total.lower, "upper": total.upper, "presence": ReleasedCell.Presence.SUPPRESSED}
    return told | {
        "contributors": total.contributors,
        "expected": total.expected,
        "coverage": total.coverage // STEP_OF_COVERAGE * STEP_OF_COVERAGE,
    }


def _told(figure: Total | Observation, indicator: Indicator, how: How, *, is_ratio: bool) -> dict[str, Any]:
    told: dict[str, Any] = {"shown_as": how.value}
    if how is How.LOW:
        return {**told, "lower": 0, "upper": _share(NEAR_END, indicator)}
    if how is How.HIGH:
        return {**told, "lower": _share(1 - NEAR_END, indicator)}
    if how is How.ROUNDED:
        return {**told, **(_rounded_ratio(figure, indicator) if is_ratio else {"value": _to_five(figure.value)})}
    parts = {"numerator": figure.numerator, "denominator": figure.denominator} if is_ratio else {}
    return {**told, **parts, "value": figure.value}


def _rounded_ratio(figure: Total | Observation, indicator: Indicator) -> dict[str, Any]:
    """Both counts rounded, and the rate of what is rounded: the rate of the counts themselves would give them away."""
    numerator, denominator = _to_five(figure.numerator), _to_five(figure.denominator)
    value = round(numerator / denominator * indicator.per, 8) if denominator else None
    return {"numerator": numerator, "denominator": denominator, "value": value}


def _to_five(count: Decimal | None) -> Decimal:
    return Decimal(rounded(float(count or 0)))


def _share(share: float, indicator: Indicator) -> Decimal:
    return Decimal(str(share)) * indicator.per
