"""Initiatives, the organizations that take part, and the places they speak of."""

from initiatives.models.agenda import (
    AgendaSection,
    AgendaStrategy,
    AgendaVersion,
    Boundary,
    Goal,
    Position,
    Section,
    SectionComment,
)
from initiatives.models.causes import Cause, CauseEffect, CauseStrategy
from initiatives.models.initiatives import BenchmarkArea, Initiative, Observer, Outcome
from initiatives.models.office import (
    Assessment,
    AssessmentAnswer,
    BackboneFunction,
    PlanItem,
    Priority,
    StaffPosition,
)
from initiatives.models.partners import (
    PARTNER_ROLES,
    Organization,
    Participation,
    PartnerKey,
    PartnerRole,
    Sector,
    Succession,
)
from initiatives.models.places import Area, Subject
from initiatives.models.pledges import BackboneCost, Pledge
from initiatives.models.pulse import PulseSurvey, PulseTally, PulseText, PulseTicket
from initiatives.models.recruiting import OrganizationArea, Prospect, ProspectStep, Strength
from initiatives.models.signoffs import Reservation, SignOff
from initiatives.models.strategies import Strategy, StrategyOutcome
from initiatives.models.terms import Term, TermComment
from initiatives.models.understanding import Difference, DifferenceParty, DifferenceStep, ProblemDefinition

__all__ = [
    "PARTNER_ROLES",
    "AgendaSection",
    "AgendaStrategy",
    "AgendaVersion",
    "Area",
    "Assessment",
    "AssessmentAnswer",
    "BackboneCost",
    "BackboneFunction",
    "BenchmarkArea",
    "Boundary",
    "Cause",
    "CauseEffect",
    "CauseStrategy",
    "Difference",
    "DifferenceParty",
    "DifferenceStep",
    "Goal",
    "Initiative",
    "Observer",
    "Organization",
    "OrganizationArea",
    "Outcome",
    "Participation",
    "PartnerKey",
    "PartnerRole",
    "PlanItem",
    "Pledge",
    "Position",
    "Priority",
    "ProblemDefinition",
    "Prospect",
    "ProspectStep",
    "PulseSurvey",
    "PulseTally",
    "PulseText",
    "PulseTicket",
    "Reservation",
    "Section",
    "SectionComment",
    "Sector",
    "SignOff",
    "StaffPosition",
    "Strategy",
    "StrategyOutcome",
    "Strength",
    "Subject",
    "Succession",
    "Term",
    "TermComment",
]
