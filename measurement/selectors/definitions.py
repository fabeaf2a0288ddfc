"""What is an indicator's definition now, what was it before, and which words of it await agreement?"""

from collections.abc import Sequence

from initiatives.models import Initiative, Term
from initiatives.selectors import all_terms, terms_in
from measurement.models import (
    Adoption,
    DefinitionChange,
    Indicator,
    IndicatorVersion,
    Obligation,
    Observation,
)


def latest_version(indicator: Indicator) -> IndicatorVersion:
    """The version with the highest number; every indicator has one."""
    version = indicator.versions.order_by("-number").first()
    if version is None:
        raise IndicatorVersion.DoesNotExist
    return version


def has_figures(indicator: Indicator) -> bool:
    """Whether anybody has sent a figure of it, or one was loaded."""
    return (
        Observation.objects.filter(indicator=indicator).exists()
        or Obligation.objects.filter(indicator=indicator, entries__isnull=False).exists()
    )


def terms_not_agreed(*texts: str) -> list[Term]:
    """The terms that the texts name and that are proposed or retired; one query."""
    return not_agreed_in(all_terms(), *texts)


def not_agreed_in(terms: Sequence[Term], *texts: str) -> list[Term]:
    """The same among terms that are at hand."""
    return [term for term in terms_in(texts, terms) if term.state != Term.State.AGREED]


def definition_versions(indicator: Indicator) -> list[IndicatorVersion]:
    """Every version, the first one first, with who made it."""
    return list(indicator.versions.select_related("made_by").order_by("number"))


def definition_changes(indicator: Indicator) -> list[DefinitionChange]:
    """Every changed field, in the order in which they were changed, with who changed it."""
    return list(indicator.changes.select_related("changed_by"))


def adoption_here(indicator: Indicator, initiative: Initiative) -> Adoption | None:
    """What an initiative makes of an indicator, in force or ended; None where it never adopted it."""
    found = Adoption.objects.filter(indicator=indicator, initiative=initiative)
    return found.select_related("outcome", "contributes_to__indicator").first()
