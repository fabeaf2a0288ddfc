"""What would a rate be if the place had the standard population's groups, such as its ages?"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from backbone.core.exceptions import Refusal
from measurement.rules.rates import BY_CHANCE, EXACT_BELOW, Band, Standardised, direct_standardisation
from measurement.rules.totals import Figure, NoTotal
from measurement.rules.ways import Measure, NotAdditive

RATES = ("share", "ratio")


class NoStandard(StrEnum):
    """Why a rate that could be standardised by its kind is not."""

    FEW_EVENTS = "fewer_than_ten_events"


def may_be_standardised(measure: Measure) -> bool:
    """Whether it is a rate of people or events: of such there are bands with counts."""
    return measure.kind in RATES and measure.counting_unit in BY_CHANCE


def standardised(
    groups: Mapping[str, Figure], standard: Mapping[str, Decimal], *, partitions: bool, dimension: str, per: int
) -> Standardised | Refusal:
    """Standardise a rate directly by its groups, by category; a Refusal where a group has no figure that all may see.

    With fewer than ten events in all it would be decided by chance.
    """
    if not partitions:
        return Refusal(NotAdditive.GROUPS_OVERLAP, {"dimension": dimension})
    if missing := sorted(standard.keys() - groups.keys()):
        return Refusal(NoTotal.GROUP_MISSING, {"missing": ", ".join(missing)})
    found = [groups[category] for category in standard]
    if any(each.is_hidden for each in found):
        return Refusal(NoTotal.HIDDEN)
    bands = [
        Band(each.numerator, each.denominator)
        for each in found
        if each.numerator is not None and each.denominator is not None
    ]
    if len(bands) < len(found):
        return Refusal(NoTotal.PARTS_UNKNOWN)
    if not all(each.population > 0 for each in bands):
        return Refusal(NoTotal.OUT_OF_NOTHING)
    if sum(each.count for each in bands) < EXACT_BELOW:
        return Refusal(NoStandard.FEW_EVENTS)
    return direct_standardisation(bands, list(standard.values()), per)
