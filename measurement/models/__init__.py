"""Indicators, the rounds that collect them, and the figures."""

from measurement.models.entries import Entry, EntryChange, Evidence, Submission
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
    Flow,
    Indicator,
    IndicatorVersion,
    Part,
    Target,
)
from measurement.models.rounds import CollectionRound, Obligation

__all__ = [
    "Adoption",
    "Breakdown",
    "BreakdownCategory",
    "Category",
    "CollectionRound",
    "Dimension",
    "Entry",
    "EntryChange",
    "Evidence",
    "Figure",
    "Flow",
    "Indicator",
    "IndicatorVersion",
    "Obligation",
    "Observation",
    "Part",
    "Release",
    "ReleasedCell",
    "Submission",
    "Target",
    "Total",
    "Vintage",
]
