"""Which released figures of an indicator were others before, and why did they change?"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from measurement.models import Adoption, Breakdown, ReleasedCell
from measurement.selectors.figures import VisibleFigures
from measurement.selectors.looking import note_rows
from measurement.selectors.past import not_taken_back


@dataclass(frozen=True, slots=True)
class Revision:
    """One released figure of the whole that took the place of another."""

    before: ReleasedCell
    after: ReleasedCell


def revisions(figures: VisibleFigures, adoption: Adoption) -> Sequence[Revision]:
    """The changes of released figures of the whole, the latest first; one query.

    What is hidden today is hidden in its past as well, and what was taken back is not there.
    """
    if adoption.is_composed:
        cells = ReleasedCell.objects.filter(initiative=figures.initiative, subject=None)
    else:
        cells = ReleasedCell.objects.filter(initiative=None, subject__area=figures.initiative.area_id)
    cells = cells.filter(indicator=adoption.indicator_id, breakdown__code=Breakdown.ALL)
    if figures.moment is not None:
        cells = cells.filter(release__released_at__lt=figures.moment)
    related = not_taken_back(figures.open_cells(cells)).select_related("release__round", "release__vintage")
    versions: dict[object, list[ReleasedCell]] = defaultdict(list)
    for cell in related.order_by("release__released_at", "pk"):
        if vars(cell)["hidden_since"]:
            cell.is_hidden, cell.value = True, None
        versions[cell.period_start, cell.period_end].append(cell)
    note_rows(figures.by, [cell for cells_of_period in versions.values() for cell in cells_of_period])
    found = [
        Revision(before, after)
        for each in versions.values()
        for before, after in pairwise(each)
        if (before.value, before.is_hidden) != (after.value, after.is_hidden)
    ]
    return sorted(found, key=lambda each: (each.after.release.released_at, each.after.period_end), reverse=True)
