"""What have the local initiatives of a campaign released that one reader may see? Always through `visible_figures`.

Public figures of an area are everybody's in the tenant. Totals are those of initiatives that are open to the reader:
where it holds a role, or that share with the campaign. Nobody meets here more than what was released.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, QuerySet, Window
from django.db.models.functions import JSONObject, RowNumber

from backbone.tenancy.actors import Actor
from initiatives.models import Initiative
from measurement.models import Adoption, Breakdown, Indicator, Part, ReleasedCell
from measurement.rules.composition import Piece
from measurement.rules.periods import Period
from measurement.rules.roll_up import common_period
from measurement.selectors.figures import Purpose, Seen, visible_figures
from measurement.selectors.looking import note_seen
from measurement.selectors.periods import period_names
from measurement.selectors.seen import CELL, named

# So many of the latest periods of a series are looked at for one that others have too.
LATEST = 8


@dataclass(frozen=True, slots=True)
class Side:
    """What one local has released of the period; None where that is nothing, or nothing that the reader may see."""

    adoption: Adoption
    seen: Seen | None
    is_open: bool


@dataclass(frozen=True, slots=True)
class Together:
    """One indicator of several locals in the latest period that they share."""

    indicator: Indicator
    period: Period
    sides: Mapping[int, Side]


def adoptions_of(initiatives: Collection[int]) -> list[Adoption]:
    """What initiatives have adopted, in their order, each with `part_rows`: of what it is composed; one query."""
    of_it = Part.objects.filter(adoption=OuterRef("pk")).order_by().annotate(
        row=JSONObject(organization="subject__organization_id", area="subject__area_id",
                       starts_on="starts_on", ends_on="ends_on")
    )  # fmt: skip
    found = Adoption.objects.filter(initiative__in=initiatives, ended_on=None).select_related("indicator")
    return list(found.annotate(part_rows=ArraySubquery(of_it.values("row"))).order_by("position", "indicator__code"))


def together(
    by: Actor, campaign: Initiative, locals_: Mapping[int, Initiative], adoptions: Sequence[Adoption], *,
    open_to: Collection[int],
) -> list[Together]:  # fmt: skip
    """What the locals have released of each indicator that two of them share, of the latest common period.

    `open_to` are the keys of the locals whose totals the reader may see. Three queries, one of them for named periods.
    """
    of_indicator: dict[int, list[Adoption]] = defaultdict(list)
    for adoption in adoptions:
        of_indicator[adoption.indicator_id].append(adoption)
    shared = [each for several in of_indicator.values() if len(several) > 1 for each in several]
    found = _released(by, campaign, locals_, shared, open_to)
    sets = [_of_one(of_indicator[pk], found, open_to) for pk in dict.fromkeys(each.indicator_id for each in shared)]
    made = [each for each in sets if each is not None]
    note_seen(by, [side.seen for each in made for side in each.sides.values() if side.seen])
    return made


def pieces_of(side: Side, local: Initiative, period: Period, above: Mapping[int, frozenset[str]]) -> list[Piece]:
    """What a local's figure of a period covers: the partners and places it is composed of, and its community's place.

    Two programmes in one place may each count their own people, so the place is none of a programme's pieces unless
    the figure is that of the place.
    """
    adoption, found = side.adoption, []
    if not (adoption.is_composed and adoption.indicator.is_of_programme):
        found.append(_area(local.area_id, above))
    if adoption.is_composed:
        for row in vars(adoption)["part_rows"]:
            starts_on, ends_on = (
                date.fromisoformat(row[day]) if row[day] else None for day in ("starts_on", "ends_on")
            )
            piece = _area(row["area"], above) if row["area"] else Piece(f"partner:{row['organization']}", "")
            found.append(replace(piece, starts_on=starts_on, ends_on=ends_on))
    now = Piece("", "", period.start, period.end)
    return [each for each in found if each.meets(now)]


def _area(key: int, above: Mapping[int, frozenset[str]]) -> Piece:
    return Piece(f"area:{key}", "", within=above.get(key, frozenset()))


Released = Mapping[tuple[int, int], Mapping[Period, Seen]]


def _of_one(several: Sequence[Adoption], found: Released, open_to: Collection[int]) -> Together | None:
    """One indicator; None where no two locals have released the same period."""
    of_each = {each.initiative_id: found.get((each.initiative_id, each.indicator_id), {}) for each in several}
    period = common_period({key: periods for key, periods in of_each.items() if periods})
    if period is None:
        return None
    sides = {
        each.initiative_id: Side(
            each,
            of_each[each.initiative_id].get(period),
            is_open=not each.is_composed or each.initiative_id in open_to,
        )
        for each in several
    }
    return Together(several[0].indicator, period, sides)


def _released(
    by: Actor, campaign: Initiative, locals_: Mapping[int, Initiative], adoptions: Sequence[Adoption],
    open_to: Collection[int],
) -> dict[tuple[int, int], dict[Period, Seen]]:  # fmt: skip
    """The latest released wholes, by initiative and indicator. Made for reports: what stands unreleased is nobody's."""
    cells = visible_figures(by, campaign, purpose=Purpose.REPORT).released_cells()
    own = [each for each in adoptions if not each.is_composed]
    composed = [each for each in adoptions if each.is_composed and each.initiative_id in open_to]
    of_area: dict[tuple[int, int], list[Seen]] = defaultdict(list)
    of_local: dict[tuple[int, int], list[Seen]] = defaultdict(list)
    if own:
        areas = {locals_[each.initiative_id].area_id for each in own}
        public = cells.filter(initiative=None, subject__area__in=areas, indicator__in={e.indicator_id for e in own})
        _read(public, "subject__area_id", of_area)
    if composed:
        initiatives = {each.initiative_id for each in composed}
        indicators = {each.indicator_id for each in composed}
        totals = cells.filter(initiative__in=initiatives, subject=None, indicator__in=indicators)
        _read(totals, "initiative_id", of_local)
    names = period_names({each.indicator_id: each.indicator for each in adoptions}.values())
    found = {}
    for each in (*own, *composed):
        of = of_local if each.is_composed else of_area
        key = each.initiative_id if each.is_composed else locals_[each.initiative_id].area_id
        seen = named(of[key, each.indicator_id], names)
        found[each.initiative_id, each.indicator_id] = {Period(s.period_start, s.period_end): s for s in seen}
    return found


def _read(cells: QuerySet[ReleasedCell], of: str, into: dict[tuple[int, int], list[Seen]]) -> None:
    newest: list[Any] = [F("period_end").desc(), F("period_start").desc()]
    rank = Window(RowNumber(), partition_by=[F(of), F("indicator_id")], order_by=newest)
    latest = cells.filter(breakdown__code=Breakdown.ALL).annotate(rank=rank).filter(rank__lte=LATEST)
    for *figure, key in latest.values_list(*CELL, of):
        seen = Seen(*figure)
        into[key, seen.indicator_id].append(seen)
