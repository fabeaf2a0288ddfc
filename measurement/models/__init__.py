"""Indicators, the rounds that collect them, and the figures."""

from measurement.models.asked import ProviderException, RoundIndicator, RoundProvider
from measurement.models.assignments import AssignedDimension, AssignedPartner, Assignment
from measurement.models.figures import (
    Figure,
    Observation,
    Release,
    ReleasedCell,
    Total,
    Vintage,
)
from measurement.models.indicators import (
    Adoption,
    Breakdown,
    BreakdownCategory,
    Category,
    Dimension,
    Indicator,
    IndicatorVersion,
    Part,
    Target,
)
from measurement.models.rounds import CollectionRound, Entry, Obligation, Submission
from measurement.models.schedules import RoundSchedule

__all__ = [
    "Adoption",
    "AssignedDimension",
    "AssignedPartner",
    "Assignment",
    "Breakdown",
    "BreakdownCategory",
    "Category",
    "CollectionRound",
    "Dimension",
    "Entry",
    "Figure",
    "Indicator",
    "IndicatorVersion",
    "Obligation",
    "Observation",
    "Part",
    "ProviderException",
    "Release",
    "ReleasedCell",
    "RoundIndicator",
    "RoundProvider",
    "RoundSchedule",
    "Submission",
    "Target",
    "Total",
    "Vintage",
]
