"""How far apart are the groups of a breakdown?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

Group = TypeVar("Group")


@dataclass(frozen=True, slots=True)
class Gap(Generic[Group]):
    """The lowest and the highest group and the distance between them, in the indicator's unit (points for shares)."""

    lowest: Group
    highest: Group
    distance: Decimal


def gap(values: Mapping[Group, Decimal]) -> Gap[Group] | None:
    """Find the gap between groups of one dimension and period, "all" not among them; None with fewer than two."""
    if len(values) < 2:
        return None
    lowest, highest = min(values, key=values.__getitem__), max(values, key=values.__getitem__)
    return Gap(lowest, highest, values[highest] - values[lowest])
