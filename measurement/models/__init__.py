"""Indicators, the rounds that collect them, and the figures."""

from measurement.models.adoptions import Adoption, Part, Rebasing, Target
from measurement.models.agreements import (
    Agreement,
    AgreementAudience,
    AgreementDimension,
    AgreementIndicator,
    Signature,
)
from measurement.models.asked import ProviderException, RoundIndicator, RoundProvider
from measurement.models.assignments import AssignedDimension, AssignedPartner, Assignment
from measurement.models.communities import (
    Approval,
    CommunityCategory,
    CommunitySubject,
    GovernedCommunity,
    Look,
    Steward,
    Withdrawal,
)
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
from measurement.models.imports import Import, ImportColumn, ImportMapping, ImportRow
from measurement.models.indicators import (
    DefinitionChange,
    Indicator,
    IndicatorComment,
    IndicatorDimension,
    IndicatorVersion,
    NamedPeriod,
)
from measurement.models.rounds import CollectionRound, Obligation
from measurement.models.said import ComparisonConsent, ContextNote, CurveText
from measurement.models.schedules import RoundSchedule

__all__ = [
    "Adoption",
    "Agreement",
    "AgreementAudience",
    "AgreementDimension",
    "AgreementIndicator",
    "Approval",
    "AssignedDimension",
    "AssignedPartner",
    "Assignment",
    "Breakdown",
    "BreakdownCategory",
    "Category",
    "CollectionRound",
    "CommunityCategory",
    "CommunitySubject",
    "ComparisonConsent",
    "ContextNote",
    "CurveText",
    "DefinitionChange",
    "Dimension",
    "Entry",
    "EntryChange",
    "Evidence",
    "Figure",
    "Flow",
    "GovernedCommunity",
    "Import",
    "ImportColumn",
    "ImportMapping",
    "ImportRow",
    "Indicator",
    "IndicatorComment",
    "IndicatorDimension",
    "IndicatorVersion",
    "Look",
    "NamedPeriod",
    "Obligation",
    "Observation",
    "Part",
    "ProviderException",
    "Rebasing",
    "Release",
    "ReleasedCell",
    "RoundIndicator",
    "RoundProvider",
    "RoundSchedule",
    "Signature",
    "Steward",
    "Submission",
    "Target",
    "Total",
    "Vintage",
    "Withdrawal",
]
