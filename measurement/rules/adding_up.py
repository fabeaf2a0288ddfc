"""Do the groups of one figure add up to its whole?"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from measurement.rules.checks import Finding

Categories = Mapping[str, str]
NUMBERS = ("numerator", "denominator", "value")


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a form: its categories by dimension (none for the whole) and the numbers that add up."""

    categories: Categories
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """A dimension: whether its categories partition the whole, and which there are now."""

    name: str
    partitions: bool
    categories: frozenset[str]


def faults(
    cells: Sequence[Cell], divisions: Mapping[str, Division], *, tolerance: Decimal
) -> Iterator[tuple[int, Finding]]:
    """What does not add up, by the place of the cell that stands for the whole of it.

    Where every category of a partition is there, its numbers must be those of the whole; while some are missing
    they must not be more. Where categories overlap, none may be more than the whole. `tolerance` is the rounding of
    one part; parts without a number (hidden, not applicable, not entered yet) make no fault.
    """
    for place, whole in enumerate(cells):
        for code, division in divisions.items():
            if code in whole.categories:
                continue
            parts = [each for each in cells if _is_part(each, whole, code)]
            for name in NUMBERS:
                if fault := _fault(whole, parts, division, name, code, tolerance):
                    yield place, fault


def _is_part(cell: Cell, whole: Cell, code: str) -> bool:
    return code in cell.categories and {**whole.categories, code: cell.categories[code]} == dict(cell.categories)


def _fault(
    whole: Cell, parts: Sequence[Cell], division: Division, name: str, code: str, tolerance: Decimal
) -> Finding | None:
    total: Decimal | None = getattr(whole, name)
    known = {part.categories[code]: getattr(part, name) for part in parts if getattr(part, name) is not None}
    if total is None or not known:
        return None
    room = tolerance * len(known)
    if not division.partitions:
        largest = max(known.values())
        return _finding("part_above_whole", name, division, largest, total) if largest > total + room else None
    added = sum(known.values(), Decimal(0))
    is_complete = division.categories <= set(known)
    if added > total + room or (is_complete and added < total - room):
        return _finding("parts_do_not_add_up", name, division, added, total)
    return None


def _finding(code: str, name: str, division: Division, parts: Decimal, whole: Decimal) -> Finding:
    return Finding(code, name, is_error=True, values={"groups": division.name, "parts": parts, "whole": whole})
