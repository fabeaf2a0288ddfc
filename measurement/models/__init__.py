"""Indicators, the rounds that collect them, and the figures."""

from measurement.models.adoptions import Adoption, Part, Target
from measurement.models.dimensions import Breakdown, BreakdownCategory, Category, Dimension
from measurement.models.entries import Entry, EntryChange, Evidence, Submission
from measurement.models.figures import (
    Figure,
    Observation,
    Release,
    ReleasedCell,
    Total,
    Vintage,
)
from measurement.models.flows import Flow
from measurement.models.indicators import (
    DefinitionChange,
    Indicator,
    IndicatorComment,
    IndicatorDimension,
    IndicatorVersion,
    NamedPeriod,
)
from measurement.models.rounds import CollectionRound, Obligation

__all__ = [
    "Adoption",
    "Breakdown",
    "BreakdownCategory",
    "Category",
    "CollectionRound",
    "DefinitionChange",
    "Dimension",
    "Entry",
    "EntryChange",
    "Evidence",
    "Figure",
    "Flow",
    "Indicator",
    "IndicatorComment",
    "IndicatorDimension",
    "IndicatorVersion",
    "NamedPeriod",
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
