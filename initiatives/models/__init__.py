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
from initiatives.models.initiatives import BenchmarkArea, Initiative, Observer, Outcome
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
    "BenchmarkArea",
    "Boundary",
    "Difference",
    "DifferenceParty",
    "DifferenceStep",
    "Goal",
    "Initiative",
    "Observer",
    "Organization",
    "Outcome",
    "Participation",
    "PartnerKey",
    "PartnerRole",
    "Position",
    "ProblemDefinition",
    "Reservation",
    "Section",
    "SectionComment",
    "Sector",
    "SignOff",
    "Strategy",
    "StrategyOutcome",
    "Subject",
    "Succession",
    "Term",
    "TermComment",
]
