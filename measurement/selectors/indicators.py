"""Which indicators may one see, and which initiatives have adopted them?"""

from collections import defaultdict
from collections.abc import Collection, Sequence

from django.db.models import Exists, OuterRef, QuerySet

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative
from measurement.models import Adoption, Indicator


def indicators_for(
    by: Actor, *, initiative: str = "", outcome: str = "", codes: Collection[str] = ()
) -> QuerySet[Indicator]:
    """The tenant's indicators, or those adopted by the initiatives in which the actor holds a role."""
    adopted = _adoptions(by).filter(indicator=OuterRef("pk"))
    if initiative:
        adopted = adopted.filter(initiative__slug=initiative)
    if outcome:
        adopted = adopted.filter(outcome__slug=outcome)
    indicators: QuerySet[Indicator] = Indicator.objects.select_related("replaced_by").prefetch_related(
        "indicator_dimensions__dimension__categories"
    )
    if by.initiative_ids is not None or initiative or outcome:
        indicators = indicators.filter(Exists(adopted))
    return indicators.filter(code__in=codes) if codes else indicators


def adoptions_by_indicator(by: Actor, indicators: Sequence[Indicator]) -> dict[int, list[Adoption]]:
    """What the actor's initiatives make of each indicator; three queries."""
    found: dict[int, list[Adoption]] = defaultdict(list)
    adoptions = (
        _adoptions(by)
        .filter(indicator__in=indicators)
        .select_related("initiative", "outcome", "contributes_to__indicator")
    )
    for adoption in adoptions.prefetch_related("targets__breakdown").order_by("initiative__slug"):
        found[adoption.indicator_id].append(adoption)
    return found


def adoptions_of(initiative: Initiative) -> QuerySet[Adoption]:
    """What an initiative has adopted, with each indicator."""
    return Adoption.objects.filter(initiative=initiative).select_related("indicator")


def _adoptions(by: Actor) -> QuerySet[Adoption]:
    mine = by.initiative_ids
    return Adoption.objects.all() if mine is None else Adoption.objects.filter(initiative__in=mine)
