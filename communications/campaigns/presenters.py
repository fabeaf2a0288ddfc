"""How does a campaign look: a line for each local initiative, their figures beside each other, and what they make?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from backbone.core.exceptions import Refusal
from communications.campaigns import wording as words
from communications.campaigns.selectors import Local
from communications.founding.checklist import PointLine, point_lines
from communications.indicators.adding import figure_of
from initiatives.models import Initiative
from measurement import wording
from measurement.models import Indicator
from measurement.rules.roll_up import covered_twice, roll_up, way_over_locals
from measurement.rules.totals import Total
from measurement.rules.ways import Way
from measurement.selectors.figures import Seen
from measurement.selectors.local_figures import Side, Together, pieces_of


@dataclass(frozen=True, slots=True)
class LocalLine:
    """One local initiative; of one that is not open only name and area are told."""

    initiative: Initiative
    is_open: bool
    home_url: str
    checklist_url: str
    partners: int
    sectors: str
    agenda: str
    released: str
    points: Sequence[PointLine]


@dataclass(frozen=True, slots=True)
class Cell:
    """What one local has released: the figure, what it is made of, and the page behind it for who may open it."""

    local: str
    value: str
    made_of: str
    url: str
    is_figure: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator in one period: each local's figure, and their total or why there is none."""

    name: str
    period: str
    cells: Sequence[Cell]
    total: str = ""
    made_of: str = ""
    notes: str = ""
    refused: str = ""


@dataclass(frozen=True, slots=True)
class RollUp:
    """The indicators whose figures add up, those that only stand beside each other, by the reason, and notes."""

    added: Sequence[Row]
    beside: Mapping[str, Sequence[Row]]
    notes: Sequence[str]


def local_lines(locals_: Sequence[Local], tenant_slug: str) -> list[LocalLine]:
    return [_local(each, tenant_slug) for each in locals_]


def _local(local: Local, tenant_slug: str) -> LocalLine:
    initiative, known = local.initiative, local.known
    place = [tenant_slug, initiative.slug]

    def on(moment: datetime | None) -> str:
        return words.day(initiative.today(moment) if moment else None)

    return LocalLine(
        initiative=initiative,
        is_open=known is not None,
        home_url=reverse("communications:home", args=place) if local.may_enter else "",
        checklist_url=reverse("campaigns:checklist", args=place) if local.may_enter else "",
        partners=known.team.partners if known else 0,
        sectors=words.sectors(known.team.balance) if known else "",
        agenda=words.agenda(known.agenda_number, initiative.today(known.adopted_at)) if known else "",
        released=on(known.released_at) if known else "",
        points=point_lines(known.team, place) if known else [],
    )


def roll_up_of(
    found: Sequence[Together],
    locals_: Sequence[Local],
    *,
    tenant_slug: str,
    above: Mapping[int, frozenset[str]],
    least_coverage: int,
) -> RollUp:
    """The figures of locals beside each other, and their totals where the way of adding makes one."""
    added: list[Row] = []
    beside: dict[str, list[Row]] = {}
    seen = [side.seen for each in found for side in each.sides.values() if side.seen]
    for each in found:
        way = way_over_locals(each.indicator.kind, Way(each.indicator.adds_over_partners))
        cells = [_cell(local, each, tenant_slug) for local in locals_]
        row = Row(each.indicator.name, _period(each), cells)
        if isinstance(way, Refusal):
            beside.setdefault(wording.sentence(way), []).append(row)
        else:
            added.append(_with_total(row, each, _made(each, way, locals_, above, least_coverage), least_coverage))
    return RollUp(added, beside, wording.how_told(seen))


def _made(
    each: Together, way: Way, locals_: Sequence[Local], above: Mapping[int, frozenset[str]], least_coverage: int
) -> Total | Refusal:
    pieces = [
        (one.initiative.name, pieces_of(each.sides[one.initiative.pk], one.initiative, each.period, above))
        for one in locals_
        if one.initiative.pk in each.sides
    ]
    figures = [figure_of(side.seen, least_coverage) if side.seen else None for side in _open(each)]
    made = roll_up(
        figures, way, kind=each.indicator.kind, per=each.indicator.per, unshared=len(each.sides) - len(_open(each))
    )
    return made if isinstance(made, Refusal) else covered_twice(pieces) or made


def _open(each: Together) -> list[Side]:
    return [side for side in each.sides.values() if side.is_open]


def _with_total(row: Row, each: Together, made: Total | Refusal, least_coverage: int) -> Row:
    if isinstance(made, Refusal):
        return Row(row.name, row.period, row.cells, refused=words.no_total(made))
    indicator = each.indicator
    is_people = indicator.kind == Indicator.Kind.COUNT
    partial = made.is_provisional or made.coverage * 100 < least_coverage
    notes = [_("Provisional") if partial else "", wording.enrolments(indicator, is_total=is_people)]
    return Row(
        row.name, row.period, row.cells, total=wording.figure(made.value, indicator),
        made_of=_parts(made, indicator), notes=", ".join(filter(None, notes)),
    )  # fmt: skip


def _cell(local: Local, each: Together, tenant_slug: str) -> Cell:
    initiative, side = local.initiative, each.sides.get(local.initiative.pk)
    if side is None or not side.is_open or side.seen is None:
        return Cell(initiative.name, _absent(side), "", "", is_figure=False)
    args = [tenant_slug, initiative.slug, each.indicator.code]
    url = reverse("communications:indicator", args=args) if local.may_enter else ""
    value = wording.seen(side.seen, each.indicator)
    return Cell(initiative.name, value, _parts(side.seen, each.indicator), url, is_figure=True)


def _absent(side: Side | None) -> str:
    if side is None:
        return _("not adopted")
    return _("not released") if side.is_open else _("not shared")


def _parts(figure: Seen | Total, indicator: Indicator) -> str:
    """What a rate is made of, so that the total can be worked out from what stands beside it."""
    if indicator.adds_over_partners == Indicator.Adds.WEIGHTED_MEAN and figure.denominator is not None:
        return words.out_of(wording.decimals(figure.denominator, 0))
    return wording.parts(figure.numerator, figure.denominator)


def _period(each: Together) -> str:
    """As people say it; a cohort bears its name."""
    seen = next(side.seen for side in each.sides.values() if side.seen)
    return wording.period_of(seen)
