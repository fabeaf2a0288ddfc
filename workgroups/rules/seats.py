"""To whom may a seat belong, when is a term due, and is a seat held at the level it asks for?"""

from datetime import date, timedelta
from enum import StrEnum

from backbone.core.exceptions import Refusal

DUE_WITHIN = timedelta(days=90)
# What somebody does for a group without speaking for an organization of it.
FROM_OUTSIDE = {"facilitator", "coach"}


class Term(StrEnum):
    OPEN = "open"
    RUNNING = "running"
    DUE = "due"
    OVER = "over"


def term_of(term_ends_on: date | None, today: date) -> Term:
    """How far a term is: due in its last ninety days, over once its last day has passed."""
    if term_ends_on is None:
        return Term.OPEN
    if term_ends_on < today:
        return Term.OVER
    return Term.DUE if term_ends_on - today <= DUE_WITHIN else Term.RUNNING


def is_below_level(kind: str, function: str, level: str, *, is_lived_experience: bool) -> bool:
    """Whether a seat of the committee is held by somebody who cannot decide for the organization.

    Seats of people who have the problem, and of facilitators and coaches, ask for no such level.
    """
    if kind != "steering_committee" or is_lived_experience or function in FROM_OUTSIDE:
        return False
    return level != "chief_executive"


def refusal_of_seat(function: str, *, has_organization: bool, is_lived_experience: bool) -> Refusal | None:
    """Say why a seat cannot be made so; None means it can."""
    if has_organization or is_lived_experience or function in FROM_OUTSIDE:
        return None
    return Refusal("seat_needs_organization")


def refusal_of_holder(
    *, is_ended: bool, sits_already: bool, held_from: date, term_ends_on: date | None, today: date
) -> Refusal | None:
    """Say why somebody cannot be given a seat."""
    if is_ended:
        return Refusal("seat_has_ended")
    if sits_already:
        return Refusal("person_sits_already")
    if held_from > today:
        return Refusal("day_is_ahead")
    if term_ends_on and term_ends_on < held_from:
        return Refusal("term_ends_before_it_begins")
    return None
