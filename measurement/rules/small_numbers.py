"""Must a total be hidden, so that nobody is known by a small number?

Until complementary hiding is built in full, one small cell hides its indicator's whole period: a
single hidden group could be taken from the whole and the other groups.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Cell:
    """One total of an indicator and period: the whole or a group, its count, out of how many, from how many parts."""

    is_all: bool
    count: Decimal | None
    out_of: Decimal | None
    contributors: int


def hides(cells: Sequence[Cell], *, counts_people: bool, threshold: int, least_contributors: int) -> bool:
    """Whether the cells of one indicator and period are hidden, all of them or none.

    Hidden are fewer contributors than `least_contributors`; and, where people are counted, a count
    under `threshold` (zero included) or one whose complement is: in its denominator, or in "all".
    """
    if any(cell.contributors < least_contributors for cell in cells):
        return True
    if not counts_people:
        return False
    whole = next((cell.count for cell in cells if cell.is_all), None)
    return any(_is_small(cell, whole, threshold) for cell in cells)


def _is_small(cell: Cell, whole: Decimal | None, threshold: int) -> bool:
    if cell.count is None:
        return False
    complements = [cell.out_of - cell.count] if cell.out_of is not None else []
    if whole is not None and not cell.is_all:
        complements.append(whole - cell.count)
    return cell.count < threshold or any(each < threshold for each in complements)
