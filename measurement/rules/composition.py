"""Do the parts that an indicator is composed of cover the place once? No piece twice on the same day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from backbone.core.exceptions import Refusal


@dataclass(frozen=True, slots=True)
class Piece:
    """A part between two dates (None: open). `within` are the keys of all areas that it lies in."""

    key: str
    name: str
    starts_on: date | None = None
    ends_on: date | None = None
    within: frozenset[str] = frozenset()

    def meets(self, other: Piece) -> bool:
        """Whether the two share a day."""
        return (self.starts_on or date.min) <= (other.ends_on or date.max) and (other.starts_on or date.min) <= (
            self.ends_on or date.max
        )

    def covers_some_of(self, other: Piece) -> bool:
        """Whether it is the same piece, or one lies in the other."""
        return self.key == other.key or self.key in other.within or other.key in self.within


def refusal(new: Piece, others: Iterable[Piece]) -> Refusal | None:
    """Say why a piece may not be declared beside the others; None means it may."""
    if new.starts_on and new.ends_on and new.ends_on < new.starts_on:
        return Refusal("part_ends_before_it_starts")
    for other in others:
        if new.meets(other) and new.covers_some_of(other):
            return Refusal("part_covered_twice", {"part": new.name, "other": other.name})
    return None
