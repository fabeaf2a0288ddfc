"""What whole do the periods of a year make, or the groups of a dimension?

Both are added up when they are read, from what the reader sees: what is hidden from a reader makes a range, or no
whole, and never the true number.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backbone.core.exceptions import Refusal
from measurement.rules.adding_up import Division
from measurement.rules.periods import Frequency, Period, following, period_of
from measurement.rules.totals import MISSING, Figure, NoTotal, Total, add_up
from measurement.rules.ways import Measure, over_groups, over_time

WITHIN_A_YEAR = (Frequency.MONTHLY, Frequency.QUARTERLY, Frequency.HALF_YEARLY)


@dataclass(frozen=True, slots=True)
class Year:
    """A calendar, school or fiscal year, and what its periods add up to."""

    period: Period
    made: Total | Refusal


def by_year(
    figures: Mapping[Period, Figure],
    measure: Measure,
    *,
    frequency: Frequency,
    year_starts_in: int = 1,
    breaks: Collection[date] = (),
) -> list[Year] | Refusal:
    """The years that a series of months, quarters or half-years touches, oldest first, each added up.

    A Refusal where such figures do not add up over time. A year in which the definition changed makes no total.
    Raises ValueError for other frequencies.
    """
    if frequency not in WITHIN_A_YEAR:
        raise ValueError(f"a year is not made of {frequency} periods")
    way = over_time(measure)
    if isinstance(way, Refusal):
        return way
    years = sorted({period_of(each.end, Frequency.ANNUAL, year_starts_in) for each in figures})
    found = []
    for year in years:
        if any(year.start < day <= year.end for day in breaks):
            found.append(Year(year, Refusal(NoTotal.SERIES_BREAKS)))
            continue
        slots = [_within(figures, slot) for slot in _slots(year, frequency, year_starts_in)]
        found.append(Year(year, said(add_up(slots, way, kind=measure.kind, per=measure.per))))
    return found


def whole_of_groups(groups: Mapping[str, Figure], division: Division, measure: Measure) -> Total | Refusal:
    """What the groups of one dimension add up to, by category: only where all are there and nobody is in two."""
    way = over_groups(measure, partitions=division.partitions, dimension=division.name)
    if isinstance(way, Refusal):
        return way
    if missing := sorted(division.categories - groups.keys()):
        return Refusal(NoTotal.GROUP_MISSING, {"missing": ", ".join(missing)})
    return said(add_up(list(groups.values()), way, kind=measure.kind, per=measure.per))


def said(made: Total | Refusal) -> Total | Refusal:
    """A total that can be said: a number, or a range with one end at least."""
    if isinstance(made, Total) and made.value is None and made.lower is None and made.upper is None:
        return Refusal(NoTotal.HIDDEN)
    return made


def _slots(year: Period, frequency: Frequency, year_starts_in: int) -> list[Period]:
    """The periods that make the year."""
    slots = [period_of(year.start, frequency, year_starts_in)]
    while slots[-1].end < year.end:
        slots.append(following(slots[-1], frequency))
    return slots


def _within(figures: Mapping[Period, Figure], slot: Period) -> Figure:
    """The figure of a period, or of the latest day in it on which something was counted."""
    inside: Sequence[Period] = sorted(each for each in figures if slot.start <= each.start and each.end <= slot.end)
    return figures[inside[-1]] if inside else MISSING
