"""Which small numbers does the sandbox hold, and where? One of each sort, each told with its true count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from backbone.tenancy.actors import Actor
from measurement.services.loading import LoadRow, load_history

if TYPE_CHECKING:
    from communications.sandbox.world import World

INDICATOR = "cells"
OUT_OF = 100


@dataclass(frozen=True, slots=True)
class Year:
    """The counts of the three partners, out of a hundred each; women where the year has groups."""

    counts: tuple[int, int, int]
    women: tuple[int, int, int] | None = None


# What is small about each year's total stands beside it; of a group both sexes are hidden, as each tells the other.
YEARS = {
    2018: Year((40, 41, 42)),  # nothing is
    2019: Year((0, 0, 0)),  # a zero
    2020: Year((2, 2, 3)),  # the count, 7
    2021: Year((98, 98, 98)),  # the rest, 6 of 300
    2022: Year((40, 44, 48), women=(1, 2, 2)),  # a group, 5 of 132
    2023: Year((40, 44, 48), women=(38, 42, 46)),  # the other group, 6 of 132
    2024: Year((3, 60, 70)),  # one partner's own, 3; the total of 133 is not
}


def fill(world: World, manager: Actor) -> None:
    """Load the figures, and write down each small cell; called inside the scope."""
    rows = [row for year, each in YEARS.items() for row in _rows(world, year, each)]
    load_history(rows, source=f"Small numbers {world.mark}", by=manager)
    _tell(world, "2019", None, "all", 0)
    _tell(world, "2020", None, "all", 7)
    _tell(world, "2021", None, "all", 294)
    for year, women in (("2022", 5), ("2023", 126)):
        _tell(world, year, None, "sex=female", women)
        _tell(world, year, None, "sex=male", 132 - women)
    _tell(world, "2024", world.partners[0].code, "all", 3)


def _tell(world: World, period: str, organization: str | None, breakdown: str, count: int) -> None:
    world.small_cells.append(
        {
            "indicator": INDICATOR,
            "period": period,
            "organization": organization,
            "breakdown": breakdown,
            "count": count,
        }
    )


def _rows(world: World, year: int, each: Year) -> list[LoadRow]:
    found = []
    for number, partner in enumerate(world.partners):
        groups = {"": each.counts[number]}
        if each.women:
            groups |= {"female": each.women[number], "male": each.counts[number] - each.women[number]}
        found += [
            LoadRow(
                INDICATOR, partner.code, f"{year}-01-01", f"{year}-12-31", str(count), str(count), str(OUT_OF),
                categories={"sex": sex} if sex else {},
            )
            for sex, count in groups.items()
        ]  # fmt: skip
    return found
