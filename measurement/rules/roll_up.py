"""What do the figures that local initiatives have released add up to, and of which period?

A total of locals is only ever the sum of figures that stand beside it: with one of them missing or withheld there is
none, so that nobody can take the others from it. It says how many there are instead.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from datetime import timedelta
from enum import StrEnum
from itertools import combinations
from typing import TypeVar

from backbone.core.exceptions import Refusal
from measurement.rules.composition import Piece
from measurement.rules.periods import Period
from measurement.rules.totals import Figure, NoTotal, Total, add_up
from measurement.rules.ways import Way, partners_refusal

Local = TypeVar("Local", bound=Hashable)
# So far behind the newest period that two share, one that all share is still looked at first.
STILL_NEW = timedelta(days=2 * 366)


class NoRollUp(StrEnum):
    """Why the figures of local initiatives make no total now."""

    NOT_ALL_THERE = "locals_not_all_there"
    ONE_ALONE = "local_alone"


def common_period(released: Mapping[Local, Collection[Period]]) -> Period | None:
    """The latest period that all locals have released; where that is old or none is, the latest that two have."""
    counts: dict[Period, int] = {}
    for periods in released.values():
        for period in set(periods):
            counts[period] = counts.get(period, 0) + 1
    shared = [period for period, count in counts.items() if count > 1]
    if not shared:
        return None
    newest = max(shared, key=_newness)
    by_all = [period for period in shared if counts[period] == len(released)]
    latest = max(by_all, key=_newness, default=newest)
    return latest if newest.end - latest.end <= STILL_NEW else newest


def way_over_locals(kind: str, way: Way) -> Way | Refusal:
    """How figures of a kind add up over initiatives, which is how they add up over organizations; or why not."""
    if way is Way.NOT_ADDITIVE:
        return Refusal("not_composable")
    return partners_refusal(kind, way) or way


def covered_twice(pieces: Sequence[tuple[str, Sequence[Piece]]]) -> Refusal | None:
    """Say which two locals, by name, would count the same partner or place twice; None where each counts once."""
    for (name, one), (other_name, other) in combinations(pieces, 2):
        if any(a.meets(b) and a.covers_some_of(b) for a in one for b in other):
            return Refusal("part_covered_twice", {"part": name, "other": other_name})
    return None


def roll_up(
    figures: Sequence[Figure | None], way: Way, *, kind: str, per: int = 1, unshared: int = 0
) -> Total | Refusal:
    """Add up what the locals have released of one period; None stands for one that has released nothing.

    `unshared` are locals of which the reader may see nothing. A Refusal unless every local for which the figure
    applies has a number that the reader sees.
    """
    asked = [each for each in figures if each is None or each.presence != "not_applicable"]
    there = [each for each in asked if each is not None]
    withheld = sum(each.is_hidden for each in there)
    if withheld or unshared or len(there) < len(asked):
        of = len(asked) + unshared
        values = {"released": len(there), "of": of, "withheld": withheld, "unshared": unshared}
        return Refusal(NoRollUp.NOT_ALL_THERE, values)
    if len(there) < 2:
        return Refusal(NoRollUp.ONE_ALONE)
    if not all(each.is_number(way) for each in there):
        return Refusal(NoTotal.PARTS_UNKNOWN)
    return add_up(there, way, kind=kind, per=per)


def _newness(period: Period) -> tuple[object, object]:
    return period.end, period.start
