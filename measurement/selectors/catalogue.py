"""Which indicators has the tenant, and which of them has an initiative adopted?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from initiatives.models import Initiative, Subject
from measurement.models import Adoption, Category, Indicator

ADOPTED, NOT_ADOPTED, ENDED = "adopted", "not", "ended"


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """An indicator of the tenant with what the initiative makes of it."""

    indicator: Indicator
    adoption: Adoption | None
    comments: int

    @property
    def is_adopted(self) -> bool:
        return self.adoption is not None and self.adoption.ended_on is None


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rows, adopted ones first in the initiative's order, and those that the filters leave."""

    rows: Sequence[CatalogueRow]
    shown: Sequence[CatalogueRow]

    @property
    def adopted(self) -> int:
        return sum(row.is_adopted for row in self.rows)


def catalogue(
    initiative: Initiative, *, state: str = "", adopted: str = "", outcome: str = "", typed: str = ""
) -> Catalogue:
    """The tenant's indicators as one initiative sees them; two queries."""
    adoptions = {
        adoption.indicator_id: adoption
        for adoption in Adoption.objects.filter(initiative=initiative).select_related("outcome")
    }
    indicators = (
        Indicator.objects.select_related("replaced_by").annotate(said=Count("comments")).order_by("name", "code")
    )
    rows = [CatalogueRow(each, adoptions.get(each.pk), each.said) for each in indicators.order_by("name", "code")]
    rows.sort(key=_place)
    words = typed.casefold().split()
    shown = [
        row for row in rows
        if state in ("", row.indicator.state)
        and adopted in ("", _standing(row))
        and (not outcome or (row.adoption is not None and row.adoption.outcome.slug == outcome))
        and all(word in f"{row.indicator.name} {row.indicator.code}".casefold() for word in words)
    ]  # fmt: skip
    return Catalogue(rows, shown)


def _standing(row: CatalogueRow) -> str:
    if row.adoption is None:
        return NOT_ADOPTED
    return ADOPTED if row.is_adopted else ENDED


def _place(row: CatalogueRow) -> tuple[int, int, int]:
    """Adopted ones first, in the initiative's order; Python's sort keeps the names' order among the others."""
    if row.adoption is None or row.adoption.ended_on is not None:
        return 1, 0, 0
    return 0, row.adoption.outcome.position, row.adoption.position


def may_contribute_to(adoption: Adoption) -> QuerySet[Adoption]:
    """The community's adopted indicators in the same initiative."""
    found: QuerySet[Adoption] = Adoption.objects.filter(
        initiative=adoption.initiative_id, indicator__level=Indicator.Level.COMMUNITY, ended_on=None
    )
    return found.exclude(pk=adoption.pk).select_related("indicator").order_by("indicator__name")


def categories_of(indicator: Indicator) -> list[Category]:
    """The groups of an indicator's dimensions that are asked for still."""
    wanted = Category.objects.filter(
        dimension__in=indicator.indicator_dimensions.values("dimension"), ended_on=None, dimension__ended_on=None
    )
    return list(wanted.select_related("dimension").order_by("dimension__position", "dimension__name", "position"))


def possible_parts(initiative: Initiative) -> QuerySet[Subject]:
    """The partners of an initiative and the tenant's areas."""
    found: QuerySet[Subject] = Subject.objects.filter(
        Q(organization__participations__initiative=initiative) | Q(area__isnull=False)
    )
    found = found.exclude(area=initiative.area_id).select_related("organization", "area")
    return found.order_by("organization__name", "area__name").distinct()
