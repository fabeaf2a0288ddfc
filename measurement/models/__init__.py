"""Indicators, the rounds that collect them, and the figures."""

from measurement.models.figures import (
    Figure,
    Observation,
    Release,
    ReleasedCell,
    Total,
    Vintage,
)
from measurement.models.imports import Import, ImportColumn, ImportMapping, ImportRow
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

__all__ = [
    "Adoption",
    "Breakdown",
    "BreakdownCategory",
    "Category",
    "CollectionRound",
    "Dimension",
    "Entry",
    "Figure",
    "Import",
    "ImportColumn",
    "ImportMapping",
    "ImportRow",
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
