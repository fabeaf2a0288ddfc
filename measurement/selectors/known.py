"""Which words of ours may a file use that this person imports? Plain lists, to cross to another process."""

from typing import Any

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from initiatives.models import Area, Initiative
from measurement.models import Adoption, Category, Indicator
from measurement.selectors.owed import enterable_providers
from measurement.services.drafts import asks_for_parts, asks_for_weight

SMALLEST_COUNT = 10
WHOLE_THINGS = ("people", "visits", "households", "places", "events")


def known_words(by: Actor, initiative: Initiative) -> dict[str, Any]:
    """Adopted indicators, the organizations for which the person may send, and all groups; four queries.

    Whoever may load history may also name areas. What is not in the lists is unknown, whoever else has it.
    """
    adopted = Adoption.objects.filter(initiative=initiative).select_related("indicator").order_by("position")
    organizations = list(enterable_providers(by, initiative).order_by("code").values_list("code", "name"))
    if may(by, Capability.LOAD_HISTORY, on=initiative):
        taken = {code for code, _ in organizations}
        areas = Area.objects.order_by("code").values_list("code", "name")
        organizations += [(code, name) for code, name in areas if code not in taken]
    categories = Category.objects.select_related("dimension").order_by("dimension__code", "position", "pk")
    return {
        "indicators": [_indicator(adoption.indicator) for adoption in adopted],
        "organizations": organizations,
        "categories": [[each.dimension.code, each.dimension.name, each.code, each.name] for each in categories],
        "smallest_count": SMALLEST_COUNT,
    }


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "kind": indicator.kind,
        "unit": indicator.unit,
        "per": indicator.per,
        "asks_for_parts": asks_for_parts(indicator.adds_over_partners),
        "asks_for_weight": asks_for_weight(indicator.adds_over_partners),
        "counts_whole_things": indicator.counting_unit in WHOLE_THINGS,
        "counts_people": indicator.counts_people,
        "year_starts_in": indicator.year_starts_in,
    }
