"""Which governed figures has somebody just been shown? Collected while they are read; `services.looks` writes."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from measurement.models import ReleasedCell, Total
from measurement.selectors.governed import governed
from measurement.selectors.seen import Seen

LOOKS = "looks"


class Shown(NamedTuple):
    """Figures of one indicator, governed by a community, to one reader; neither person nor key is the schedule."""

    community: int
    indicator: int
    user: int | None
    key: int | None


def shown_so_far() -> set[Shown]:
    """What was shown in this scope and is not written down yet."""
    found: set[Shown] = scope.kept().setdefault(LOOKS, set())
    return found


def note_seen(by: Actor, figures: Iterable[Seen]) -> None:
    """Note the governed ones among figures that are handed out; what is hidden shows nothing."""
    communities = [each for each in governed() if each.ended_at is None]
    if not communities:
        return
    for seen in figures:
        if not seen.is_hidden:
            for each in communities:
                if seen.subject_id in each.subjects or seen.breakdown in each.codes:
                    _note(by, each.community, seen.indicator_id)


def kept_looks() -> list[list[int]]:
    """What was shown in this scope as (community, indicator), for a paper that keeps the figures."""
    return sorted([community, indicator] for community, indicator in {each[:2] for each in shown_so_far()})


def note_kept(by: Actor, looks: Iterable[Sequence[int]]) -> None:
    """The same of figures that were kept in a paper when it was made, and are read in it now."""
    for community, indicator in looks:
        _note(by, community, indicator)


def note_rows(by: Actor, rows: Iterable[Any]) -> None:
    """The same of observations, totals and released cells as they are stored."""
    communities = governed()
    if not communities:
        return
    for row in rows:
        if not getattr(row, "is_hidden", False):
            for each in communities:
                if each.holds(getattr(row, "subject_id", None), row.breakdown_id):
                    _note(by, each.community, row.indicator_id)


def note_named(by: Actor, indicator: int, subject: tuple[str, str], breakdown: str) -> None:
    """The same of a figure known by the kind and code of its subject, and the code of its breakdown."""
    for each in governed():
        if each.ended_at is None and (subject in each.subject_codes or breakdown in each.codes):
            _note(by, each.community, indicator)


def note_sets(by: Actor, sets: Iterable[QuerySet[Any]]) -> None:
    """The same of figures that PostgreSQL tells without our seeing them; a query for each set and community."""
    communities = [each for each in governed() if each.ended_at is None]
    for figures in sets if communities else ():
        for each in communities:
            own = Q(breakdown__in=sorted(each.breakdowns))
            if figures.model is not Total:
                own |= Q(subject__in=sorted(each.subjects))
            told = figures.filter(is_hidden=False) if figures.model is ReleasedCell else figures
            for indicator in told.filter(own).order_by().values_list("indicator_id", flat=True).distinct():
                _note(by, each.community, indicator)


def _note(by: Actor, community: int, indicator: int) -> None:
    shown_so_far().add(Shown(community, indicator, by.user_id, by.key_id))
