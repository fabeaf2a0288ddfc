"""When may one answer a pulse survey, and what of its answers may be shown?

Nothing before it is closed, nothing of fewer than its least number of answers, and no rating by itself that fewer
than three have given: ratings beside each other are put together until three stand behind each of them. Ratings that
nobody gave are put together alike, or it would be said of all that none of them gave it. Closing early changes none
of this, and what is closed is not opened again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backbone.core.exceptions import Refusal

LEAST = 5
SMALLEST_BAND = 3
RATINGS = (1, 2, 3, 4, 5)

# Each question with the function that it tells of.
QUESTIONS: dict[str, str] = {
    "aim": "direction",
    "decisions": "direction",
    "candour": "dialogue",
    "promises": "dialogue",
    "figures": "data",
    "in-time": "communication",
    "heard": "outreach",
    "worth": "funds",
}


@dataclass(frozen=True, slots=True)
class Band:
    """How many gave a rating from `lowest` to `highest`."""

    lowest: int
    highest: int
    count: int


def is_closed(closes_on: date, closed_on: date | None, today: date) -> bool:
    """Whether nobody can answer any more; the last day counts whole."""
    return closed_on is not None or today > closes_on


def opening_refusal(*, least: int, closes_on: date, today: date, is_one_open: bool) -> Refusal | None:
    """Say why a survey may not be opened; two at a time would ask people twice, and tell by the difference."""
    if is_one_open:
        return Refusal("pulse_open_already")
    if least < LEAST:
        return Refusal("pulse_least_too_low", {"least": LEAST})
    return Refusal("pulse_closes_before_today") if closes_on < today else None


def answer_refusal(*, is_closed: bool, has_answered: bool) -> Refusal | None:
    """Say why somebody may not answer."""
    if is_closed:
        return Refusal("pulse_closed")
    return Refusal("pulse_answered_already") if has_answered else None


def may_show(*, is_closed: bool, answered: int, least: int) -> bool:
    """Whether anything of the answers may be shown, and to anybody."""
    return is_closed and answered >= max(least, LEAST)


def bands(counts: Sequence[int], least: int) -> list[Band]:
    """The ratings of one question, lowest first, put together until three stand behind each band.

    Nothing where fewer than `least` have answered this question.
    """
    if sum(counts) < max(least, LEAST):
        return []
    found: list[Band] = []
    lowest, gathered = 1, 0
    for rating, count in zip(RATINGS, counts, strict=True):
        gathered += count
        if gathered >= SMALLEST_BAND:
            found.append(Band(lowest, rating, gathered))
            lowest, gathered = rating + 1, 0
    if lowest <= RATINGS[-1]:
        last = found.pop()
        found.append(Band(last.lowest, RATINGS[-1], last.count + gathered))
    return found
