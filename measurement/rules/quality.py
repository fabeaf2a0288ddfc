"""How good are the figures that came, from parts that each say for themselves what they count?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Part(StrEnum):
    """What a grade is made of."""

    COMPLETE = "complete"
    ON_TIME = "on_time"
    PLAUSIBLE = "plausible"
    EVIDENCED = "evidenced"
    BALANCED = "balanced"


@dataclass(frozen=True, slots=True)
class Judged:
    """One owed figure: what is known of its quality. None: the part cannot be asked of it."""

    is_complete: bool
    is_on_time: bool | None = None
    is_plausible: bool | None = None
    is_evidenced: bool | None = None
    is_balanced: bool | None = None

    def answer(self, part: Part) -> bool | None:
        """Yes, no, or not to be asked."""
        found: bool | None = getattr(self, f"is_{part.value}")
        return found


@dataclass(frozen=True, slots=True)
class Share:
    """How many of the figures that a part can be asked of are as they should be."""

    part: Part
    good: int
    of: int

    @property
    def share(self) -> float | None:
        return self.good / self.of if self.of else None


# From which mean share on a letter is given; below the last it is D.
LETTERS = ((0.95, "A"), (0.80, "B"), (0.60, "C"))


def shares(figures: Iterable[Judged]) -> list[Share]:
    """Each part with its count over some figures."""
    kept = list(figures)
    answers = {part: [each.answer(part) for each in kept] for part in Part}
    return [
        Share(part, sum(bool(each) for each in found), sum(each is not None for each in found))
        for part, found in answers.items()
    ]


def grade(parts: Sequence[Share]) -> str:
    """A, B, C or D by the mean of the parts that could be asked, all counting alike; empty where none could."""
    known = [each.share for each in parts if each.share is not None]
    if not known:
        return ""
    mean = sum(known) / len(known)
    return next((letter for least, letter in LETTERS if mean >= least), "D")


def balances(
    opening: Decimal | None, into: Sequence[Decimal | None], out: Sequence[Decimal | None], closing: Decimal | None
) -> bool | None:
    """Whether a stock's closing count is its opening one with what came in and without what went out; None: unknown."""
    if opening is None or closing is None or not (into or out):
        return None
    moved_in = [each for each in into if each is not None]
    moved_out = [each for each in out if each is not None]
    if len(moved_in) < len(into) or len(moved_out) < len(out):
        return None
    return opening + sum(moved_in) - sum(moved_out) == closing
