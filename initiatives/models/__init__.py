"""Initiatives, the organizations that take part, and the places they speak of."""

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
from initiatives.models.strategies import Strategy, StrategyOutcome
from initiatives.models.terms import Term, TermComment

__all__ = [
    "PARTNER_ROLES",
    "Area",
    "BenchmarkArea",
    "Initiative",
    "Observer",
    "Organization",
    "Outcome",
    "Participation",
    "PartnerKey",
    "PartnerRole",
    "Sector",
    "Strategy",
    "StrategyOutcome",
    "Subject",
    "Succession",
    "Term",
    "TermComment",
]
