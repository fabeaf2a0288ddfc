"""What would Eurostat and Statistics Canada say? The official status by compound growth, for those who report by it.

Annex on method of Eurostat's monitoring of the Sustainable Development Goals; Statistics Canada's indicator framework
grades by the same ratio. It stands beside the verdict and the pace, named as what it is: two figures decide it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

ON_TRACK, MODERATE = 0.95, 0.60
# A change of one per cent a year, where there is no target to hold it against.
MARKED = 0.01


class Status(StrEnum):
    """The words of the monitoring reports."""

    SIGNIFICANT_PROGRESS = "significant_progress"
    MODERATE_PROGRESS = "moderate_progress"
    INSUFFICIENT_PROGRESS = "insufficient_progress"
    NO_PROGRESS = "no_progress"
    MODERATE_MOVEMENT_AWAY = "moderate_movement_away"
    MOVEMENT_AWAY = "movement_away"


@dataclass(frozen=True, slots=True)
class Growth:
    """A status with the yearly rates it rests on, 0.01 being one per cent; `required` is None without a target."""

    status: Status
    observed: float
    required: float | None = None


def yearly_rate(first: float, last: float, years: float) -> float:
    """The compound rate a year that leads from the first figure to the last.

    Raises ValueError unless both are positive and some time lies between them.
    """
    if first <= 0 or last <= 0 or years <= 0:
        raise ValueError("compound growth needs positive figures and time between them")
    rate: float = (last / first) ** (1 / years) - 1
    return rate


def towards_target(first: float, last: float, target: float, *, years: float, years_to_target: float) -> Growth:
    """The status of an indicator with a target, all reckoned from the first figure.

    Raises ValueError as `yearly_rate` does, and where the first figure is the target: no rate is required then.
    """
    observed, required = yearly_rate(first, last, years), yearly_rate(first, target, years_to_target)
    if required == 0:
        raise ValueError("the first figure is the target")
    ratio = observed / required
    if ratio >= ON_TRACK:
        return Growth(Status.SIGNIFICANT_PROGRESS, observed, required)
    if ratio >= MODERATE:
        return Growth(Status.MODERATE_PROGRESS, observed, required)
    return Growth(Status.INSUFFICIENT_PROGRESS if ratio >= 0 else Status.MOVEMENT_AWAY, observed, required)


def without_target(first: float, last: float, *, years: float, better: int) -> Growth:
    """The status of an indicator without a target; `better` is 1 where it should rise and -1 where it should fall."""
    observed = yearly_rate(first, last, years)
    towards = observed * better
    if towards >= MARKED:
        return Growth(Status.SIGNIFICANT_PROGRESS, observed)
    if towards > 0:
        return Growth(Status.MODERATE_PROGRESS, observed)
    if towards == 0:
        return Growth(Status.NO_PROGRESS, observed)
    return Growth(Status.MODERATE_MOVEMENT_AWAY if towards > -MARKED else Status.MOVEMENT_AWAY, observed)
