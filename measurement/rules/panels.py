"""Which partners are in every total that is judged, and what do their figures alone add up to?

A programme that grew by a partner did not get better: its totals are compared over those present in all points.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from measurement.rules.periods import Period
from measurement.rules.series import Series, points_judged

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Sent:
    """What one partner sent for one period; a rate adds up by its numerator and denominator."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class Panel:
    """The series over the partners present in all points that are judged: `partners`, of so many in any of them."""

    series: Series
    partners: int
    of: int


def panel(series: Series, sent: Mapping[Part, Mapping[Period, Sent]], *, per: Decimal | None) -> Panel | None:
    """The series of those partners alone whose figures are in every point that may be judged.

    `per` is what a ratio is times; None where figures are added up. None where all partners are in every point, so that
    the totals are theirs already, and where no partner is.
    """
    if not sent:
        return None
    anyhow = replace(series, points=tuple(replace(point, of_partners=None) for point in series.points))
    judged = [point.period for point in points_judged(anyhow).points]
    somewhere = {part: own for part, own in sent.items() if any(period in own for period in judged)}
    always = [own for own in somewhere.values() if all(period in own for period in judged)]
    if not always or len(always) == len(somewhere):
        return None
    values = {period: _added([own[period] for own in always], per) for period in judged}
    if any(value is None for value in values.values()):
        return None
    points = tuple(
        replace(point, value=value) if (value := values.get(point.period)) is not None else point
        for point in anyhow.points
    )
    return Panel(replace(anyhow, points=points), len(always), len(somewhere))


def _added(figures: Sequence[Sent], per: Decimal | None) -> Decimal | None:
    if per is None:
        return sum((each.value or Decimal(0) for each in figures), Decimal(0))
    out_of = sum((each.denominator or Decimal(0) for each in figures), Decimal(0))
    return sum((each.numerator or Decimal(0) for each in figures), Decimal(0)) / out_of * per if out_of else None
