"""What is an indicator's definition now, what was it before, and which words of it await agreement?"""

from initiatives.models import Term
from initiatives.selectors import all_terms, terms_in
from measurement.models import Indicator, IndicatorVersion, Obligation, Observation


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
    return [term for term in terms_in(texts, all_terms()) if term.state != Term.State.AGREED]
