"""Which communities does an indicator concern, and which an agreement?"""

from collections.abc import Collection
from typing import Any

from django.db.models import Exists, OuterRef, Q

from initiatives.models import Subject
from measurement.models import (
    Adoption,
    Agreement,
    AssignedPartner,
    CommunityCategory,
    Dimension,
    Indicator,
    IndicatorDimension,
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
    by_category = _with_category(IndicatorDimension.objects.filter(indicator=indicator).values("dimension"))
    subjects = _subjects_of(indicator, frozenset().union(*(each.subjects for each in communities)))
    return [each for each in communities if each.community in by_category or each.subjects & subjects]


def concerned_by_dimensions(dimensions: Collection[Dimension]) -> list[Governed]:
    """The communities that have a category in one of some dimensions."""
    communities = [each for each in governed() if each.ended_at is None]
    by_category = _with_category([each.pk for each in dimensions]) if communities else set()
    return [each for each in communities if each.community in by_category]


def _with_category(dimensions: Any) -> set[int]:
    found = CommunityCategory.objects.filter(category__dimension__in=dimensions)
    return set(found.values_list("community", flat=True))


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
    subjects = set(agreement.provider.subjects.values_list("pk", flat=True))
    categories = Q() if agreement.groups == Agreement.Groups.ALL else Q(category__dimension__in=_dimensions(agreement))
    by_category = set(CommunityCategory.objects.filter(categories).values_list("community", flat=True))
    if agreement.groups == Agreement.Groups.WHOLE:
        by_category = set()
    return [each for each in communities if each.subjects & subjects or each.community in by_category]


def _dimensions(agreement: Agreement) -> list[int]:
    return [each.dimension_id for each in agreement.dimensions.all()]


def waited_for_by(agreement: Agreement) -> list[Governed]:
    """Those of them that have not said yes."""
    return [each for each in concerned_by_agreement(agreement) if agreement.pk not in each.agreements]
