"""Where does one figure come from, and what did it say before? As far as the reader may see behind it.

Behind a partner's figure see its own people and the data manager; everybody else sees only what was released, and when.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from initiatives.models import Subject
from measurement.models import Adoption, Entry, EntryChange, Evidence, Observation, ReleasedCell, Total
from measurement.selectors.figures import VisibleFigures
from measurement.selectors.looking import note_rows
from measurement.selectors.past import not_taken_back


@dataclass(frozen=True, slots=True)
class Place:
    """Which cell of an indicator: of a subject (None: the total over the parts), period and breakdown code."""

    adoption: Adoption
    subject: Subject | None
    period_start: date
    period_end: date
    breakdown: str

    @property
    def cell(self) -> dict[str, Any]:
        return {
            "indicator": self.adoption.indicator_id,
            "period_start": self.period_start,
            "period_end": self.period_end,
            "breakdown__code": self.breakdown,
        }


def may_see_behind(figures: VisibleFigures, place: Place) -> bool:
    """Whether the reader sees the figure in every state, with who sent it and how."""
    return figures.sees_all or (place.subject is not None and figures.sees_own(place.subject))


def observations_at(figures: VisibleFigures, place: Place) -> list[Observation]:
    """Every version of a subject's figure, the latest first, with where each came from; none for who may not see it."""
    if place.subject is None or not may_see_behind(figures, place):
        return []
    related = (
        "entry__submission__round", "entry__typed_by", "entry__reviewed_by", "entry__confirmed_by",
        "entry__source_file", "entry__obligation", "vintage__loaded_by", "provider", "recorded_by",
    )  # fmt: skip
    versions = figures.not_withdrawn(
        Observation.objects.filter(subject=place.subject, **place.cell), own=figures.sees_own_only(place.subject)
    )
    found = list(versions.select_related(*related).order_by("-recorded_at", "-pk"))
    note_rows(figures.by, found)
    return found


def released_at(figures: VisibleFigures, place: Place) -> list[ReleasedCell]:
    """Every version of the cell that others have seen and may see today, the latest first.

    What was hidden since is hidden in every version, but for who sees all.
    """
    if place.subject is None:
        cells = ReleasedCell.objects.filter(initiative=figures.initiative, subject=None, **place.cell)
    else:
        here = Q(initiative=None) | Q(initiative=figures.initiative)
        whose = here if may_see_behind(figures, place) else figures.of_others
        cells = ReleasedCell.objects.filter(whose, subject=place.subject, **place.cell)
    related = cells.select_related("release__released_by", "release__round", "replaced_by").order_by("-pk")
    is_own = place.subject is not None and figures.sees_own_only(place.subject)
    related = related if is_own else figures.open_cells(related)
    if may_see_behind(figures, place):
        found = list(related)
    else:
        found = list(not_taken_back(related))
        for each in found:
            if vars(each)["hidden_since"]:
                each.is_hidden, each.value, each.numerator, each.denominator = True, None, None, None
    note_rows(figures.by, found)
    return found


def total_at(figures: VisibleFigures, place: Place) -> Total | None:
    """The total as it is kept now, for who sees all."""
    if place.subject is not None or not figures.sees_all:
        return None
    found = figures.totals(**place.cell).first()
    note_rows(figures.by, [found] if found else [])
    return found


def parts_at(figures: VisibleFigures, place: Place) -> list[tuple[Subject, Observation | None]]:
    """What a total is made of: each part with its figure; all of them for the data manager, else one's own."""
    if place.subject is not None:
        return []
    covering = place.adoption.parts.filter(
        Q(starts_on=None) | Q(starts_on__lte=place.period_start), Q(ends_on=None) | Q(ends_on__gte=place.period_end)
    )
    parts = [part.subject for part in covering.select_related("subject__organization", "subject__area")]
    seen = [each for each in parts if figures.sees_all or figures.sees_own(each)]
    standing = Observation.objects.filter(subject__in=seen, superseded_at=None, **place.cell)
    of_own = not figures.sees_all
    current = {each.subject_id: each for each in figures.not_withdrawn(standing, own=of_own)}
    note_rows(figures.by, current.values())
    return sorted(((each, current.get(each.pk)) for each in seen), key=lambda pair: str(pair[0]))


def changes_of(entries: Sequence[Entry]) -> QuerySet[EntryChange]:
    """What these entries said after each act, the oldest first."""
    changes: QuerySet[EntryChange] = EntryChange.objects.filter(entry__in=entries)
    return changes.select_related("made_by", "made_by_key", "source_file").order_by("made_at", "pk")


def evidence_of(entries: Sequence[Entry]) -> list[Evidence]:
    """The files that back these entries."""
    kept = Evidence.objects.filter(obligation__entries__in=entries, removed_at=None).distinct()
    return list(kept.select_related("file", "obligation__round", "obligation__provider"))


def totals_using(place: Place) -> list[Adoption]:
    """The adoptions into whose totals a subject's figure enters."""
    if place.subject is None:
        return []
    composed = Adoption.objects.filter(
        indicator=place.adoption.indicator_id,
        composition=Adoption.Composition.OF_PARTS,
        parts__subject=place.subject,
    )
    return list(composed.select_related("initiative", "indicator").distinct())


def standing_on(versions: Sequence[Observation], moment: datetime) -> Observation | None:
    """The version that stood at a moment."""
    return next(
        (
            each
            for each in versions
            if each.recorded_at <= moment and (each.superseded_at is None or each.superseded_at > moment)
        ),
        None,
    )


def shown_on(cells: Sequence[ReleasedCell], moment: datetime) -> ReleasedCell | None:
    """The version that others saw at a moment."""
    return next(
        (
            each
            for each in cells
            if each.release.released_at <= moment
            and (each.replaced_by is None or each.replaced_by.released_at > moment)
        ),
        None,
    )
