"""How do figures of a kind add up along an axis: over partners and places, over time, over the groups of a dimension?

What adds up on one axis need not on another: the pupils of three districts are a sum, those of four quarters are
mostly the same ones. What does not add up is refused with the reason, a code; nothing is guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from backbone.core.exceptions import Refusal


class Way(StrEnum):
    """How figures become one."""

    SUM = "sum"
    RATIO_OF_SUMS = "ratio_of_sums"
    WEIGHTED_MEAN = "weighted_mean"
    LAST = "last"
    NOT_ADDITIVE = "not_additive"


class NotAdditive(StrEnum):
    """Why figures do not add up along an axis."""

    DECLARED = "declared_not_additive"
    COUNTED_ONCE_A_YEAR = "counted_once_a_year"
    SAME_PEOPLE = "same_people_again"
    NOBODY_HAS_SAID = "nobody_has_said_over_time"
    GROUPS_OVERLAP = "groups_overlap"


# What may be added up as it is: nobody adds 45 % to 43 %.
AMOUNTS = ("count", "amount")
# What happens once and does not come again with the next quarter.
FLOWS = ("visits", "hours", "money", "events")


@dataclass(frozen=True, slots=True)
class Measure:
    """What of an indicator decides how its figures add up."""

    kind: str
    counting_unit: str = "people"
    unduplicated_within: str = ""
    per: int = 1
    over_partners: str = "not_additive"
    over_time: str = ""


def partners_refusal(kind: str, way: str) -> Refusal | None:
    """Say why figures of a kind may not add up that way: shares, ratios and means are no sums, sums are no means."""
    if way == Way.SUM and kind not in AMOUNTS:
        return Refusal("kind_is_no_sum")
    if way == Way.WEIGHTED_MEAN and kind in AMOUNTS:
        return Refusal("kind_is_no_mean")
    return None


def time_refusal(kind: str, counting_unit: str, unduplicated_within: str, way: str) -> Refusal | None:
    """Say why figures may not add up that way over time: people counted once a year are never summed from quarters."""
    if way in ("", Way.LAST, Way.NOT_ADDITIVE):
        return None
    if counting_unit == "people" and unduplicated_within == "partner_year":
        return Refusal(NotAdditive.COUNTED_ONCE_A_YEAR)
    return partners_refusal(kind, way)


def over_time(measure: Measure) -> Way | Refusal:
    """How the figures of a year's periods become the year's, as was said, else as their kind does."""
    if measure.over_time:
        way = Way(measure.over_time)
        found = time_refusal(measure.kind, measure.counting_unit, measure.unduplicated_within, way)
        return found or (Refusal(NotAdditive.DECLARED) if way is Way.NOT_ADDITIVE else way)
    if measure.counting_unit == "people":
        if measure.unduplicated_within == "partner_year":
            return Refusal(NotAdditive.COUNTED_ONCE_A_YEAR)
        if measure.unduplicated_within == "all_partners" and measure.kind in AMOUNTS:
            return Refusal(NotAdditive.SAME_PEOPLE)
    if measure.kind == "share":
        return Way.RATIO_OF_SUMS
    if measure.kind == "mean" and measure.over_partners == Way.WEIGHTED_MEAN:
        return Way.WEIGHTED_MEAN
    is_flow = measure.counting_unit in FLOWS or measure.unduplicated_within == "partner_period"
    return Way.SUM if measure.kind in AMOUNTS and is_flow else Refusal(NotAdditive.NOBODY_HAS_SAID)


def over_groups(measure: Measure, *, partitions: bool, dimension: str) -> Way | Refusal:
    """How the figures of a dimension's groups become the whole: not at all where a person may be in two of them."""
    if not partitions:
        return Refusal(NotAdditive.GROUPS_OVERLAP, {"dimension": dimension})
    if measure.over_partners != Way.NOT_ADDITIVE and not partners_refusal(measure.kind, measure.over_partners):
        return Way(measure.over_partners)
    if measure.kind in AMOUNTS:
        return Way.SUM
    return Way.WEIGHTED_MEAN if measure.kind == "mean" else Way.RATIO_OF_SUMS
