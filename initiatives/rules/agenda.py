"""When may an agenda be opened for comment, adopted, or changed?

An agenda is not imposed: it is open for comment first, every comment is answered, and more than half of the steering
committee consents. Dissent does not stop it; it is kept with its words. Who declares an interest may take no part.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import NamedTuple

from backbone.core.exceptions import Refusal

DRAFT, OPEN, ADOPTED = "draft", "open", "adopted"
CONSENT, RECUSED = "consent", "recused"


class Tally(NamedTuple):
    """How many consent, of how many who decide."""

    consents: int
    members: int


def tally(positions: Iterable[tuple[int, str]], committee: Collection[int]) -> Tally:
    """Count the positions of those who sit on the committee now; who takes no part for an interest is no member."""
    stands = dict(positions)
    deciding = {member for member in committee if stands.get(member) != RECUSED}
    return Tally(sum(stands.get(member) == CONSENT for member in deciding), len(deciding))


def change_refusal(state: str) -> Refusal | None:
    """Say why the words of a version may not be changed: only a draft's may, so that all comment on the same ones."""
    return None if state == DRAFT else Refusal("agenda_words_stand")


def opening_refusal(
    state: str, *, empty: Sequence[str], primary_goals: int, until: date, today: date
) -> Refusal | None:
    """Say why a draft may not be opened for comment; `empty` are the names of sections that say nothing."""
    if state != DRAFT:
        return Refusal("agenda_not_in_state")
    if empty:
        return Refusal("agenda_sections_empty", {"sections": ", ".join(empty)})
    if not primary_goals:
        return Refusal("agenda_without_primary_goal")
    return Refusal("agenda_comments_end_before_today") if until < today else None


def comment_refusal(state: str, *, until: date | None, today: date) -> Refusal | None:
    """Say why nobody may comment on a version now; the last day counts whole."""
    if state != OPEN or until is None:
        return Refusal("agenda_not_open")
    return Refusal("agenda_comments_closed", {"day": until}) if today > until else None


def adoption_refusal(
    state: str, *, unanswered: int, consents: int, members: int, until: date | None, today: date
) -> Refusal | None:
    """Say why a version is not adopted yet; `members` are the seats of the steering committee that are held."""
    if state != OPEN:
        return Refusal("agenda_not_in_state")
    if until is not None and today < until:
        return Refusal("agenda_still_open", {"day": until})
    if unanswered:
        return Refusal("agenda_comments_unanswered", {"count": unanswered})
    if not members:
        return Refusal("agenda_without_committee")
    if not has_majority(consents, members):
        return Refusal("agenda_without_majority", {"consents": consents, "members": members})
    return None


def has_majority(consents: int, members: int) -> bool:
    """More than half of all members, not of those who said something: who is silent does not consent."""
    return consents * 2 > members
