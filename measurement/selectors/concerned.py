"""Which communities does an indicator concern, and which an agreement?"""

from collections.abc import Collection

from django.db.models import Exists, OuterRef, Q

from initiatives.models import Subject
from measurement.models import (
    Adoption,
    Agreement,
    AssignedPartner,
    Dimension,
    Indicator,
    Observation,
    Part,
)
from measurement.rules.communities import Governed
from measurement.selectors.governed import governed


def concerned_by_indicator(indicator: Indicator) -> list[Governed]:
    """The communities that have a category in one of its dimensions, or a subject that it is asked of or made of."""
    communities = [each for each in governed() if each.ended_at is None]
    if not communities:
        return []
    dimensions = {each.dimension.code for each in indicator.indicator_dimensions.select_related("dimension")}
    subjects = _subjects_of(indicator, frozenset().union(*(each.subjects for each in communities)))
    return [each for each in communities if each.dimensions & dimensions or each.subjects & subjects]


def concerned_by_dimensions(dimensions: Collection[Dimension]) -> list[Governed]:
    """The communities that have a category in one of some dimensions."""
    codes = {each.code for each in dimensions}
    return [each for each in governed() if each.ended_at is None and each.dimensions & codes]


def _subjects_of(indicator: Indicator, among: frozenset[int]) -> set[int]:
    """Those that send it, are its parts, are assigned it by name, or are the area of an initiative that adopted it."""
    here, adopted = OuterRef("pk"), Q(indicator=indicator, ended_on=None)
    near = Subject.objects.filter(
        Exists(Adoption.objects.filter(adopted, initiative__area__subjects=here))
        | Exists(Part.objects.filter(adoption__indicator=indicator, subject=here))
        | Exists(Observation.objects.filter(indicator=indicator, subject=here))
        | Exists(AssignedPartner.objects.filter(
            assignment__adoption__indicator=indicator, organization__subjects=here
        )),
        pk__in=among,
    )  # fmt: skip
    return set(near.values_list("pk", flat=True)) if among else set()


def concerned_by_agreement(agreement: Agreement) -> list[Governed]:
    """The communities of whose own figures an agreement opens any: of its provider, or of groups in it."""
    communities = [each for each in governed() if each.ended_at is None]
    if not communities or not agreement.opens:
        return []
    provider, dimensions = ("organization", agreement.provider.code), _dimensions(agreement)
    return [
        each
        for each in communities
        if provider in each.subject_codes or (each.dimensions if dimensions is None else each.dimensions & dimensions)
    ]


def _dimensions(agreement: Agreement) -> set[str] | None:
    """The codes of those whose groups it opens; None is all of them."""
    if agreement.groups == Agreement.Groups.ALL:
        return None
    is_chosen = agreement.groups == Agreement.Groups.CHOSEN
    return {each.dimension.code for each in agreement.dimensions.all()} if is_chosen else set()


def waited_for_by(agreement: Agreement) -> list[Governed]:
    """Those of them that have not said yes."""
    return [each for each in concerned_by_agreement(agreement) if agreement.pk not in each.agreements]
