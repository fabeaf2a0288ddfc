"""What does the alignment matrix say in each cell and over each strategy, and who works with whom?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, ngettext

from initiatives.models import Initiative, Organization, Strategy
from workgroups.models import ActivityOutcome, Group
from workgroups.presenters.activities import Choice, status_choices
from workgroups.rules.alignment import Cell, Column, Pair
from workgroups.selectors.activities import ActivityToday, activities_today
from workgroups.selectors.alignment import Alignment, Filters, align, partners_of

# Shape and word of each part.
MARKS: dict[str, tuple[str, Promise]] = {
    "leads": ("ok", gettext_lazy("leads")),
    "supports": ("doing", gettext_lazy("supports")),
    "planned": ("none", gettext_lazy("planned")),
}
NONE: Promise = gettext_lazy("no part")


@dataclass(frozen=True, slots=True)
class MatrixCell:
    """What one partner does for one strategy; `query` leads to the activities behind, `is_shown` is for the phone."""

    part: str
    shape: str
    word: str
    count: int
    query: str
    is_shown: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    partner: Organization
    cells: Sequence[MatrixCell]


@dataclass(frozen=True, slots=True)
class Head:
    """One strategy over its column: what is said of it, and the indicators behind it."""

    strategy: Strategy
    counts: str
    activities: int
    warnings: Sequence[str]
    indicators: Sequence[str]


@dataclass(frozen=True, slots=True)
class MatrixPage:
    heads: Sequence[Head]
    rows: Sequence[MatrixRow]
    empty_rows: int
    filters: Filters
    sectors: Sequence[Choice]
    groups: Sequence[Choice]
    indicators: Sequence[Choice]
    outcomes: Sequence[Choice]
    statuses: Sequence[Choice]
    strategies: Sequence[Choice]
    shown_strategy: str


def matrix_page(initiative: Initiative, filters: Filters, shown_strategy: str) -> MatrixPage:
    """The whole matrix; the phone shows the one strategy that is chosen."""
    lines = activities_today(initiative, today=initiative.today(), with_aims=True)
    strategies = list(Strategy.objects.filter(initiative=initiative, ended_on=None))
    partners = partners_of(initiative, lines)
    served: dict[int, list[str]] = {}
    outcomes: dict[str, str] = {}
    rows = ActivityOutcome.objects.filter(activity__initiative=initiative)
    for activity, slug, name in rows.values_list("activity_id", "outcome__slug", "outcome__name"):
        served.setdefault(activity, []).append(slug)
        outcomes[slug] = name
    found = align(strategies, partners, lines, filters, served)
    slugs = [each.slug for each in strategies]
    chosen = shown_strategy if shown_strategy in slugs else (slugs[0] if slugs else "")
    drawn = [_row(each, found, chosen) for each in found.partners]
    return MatrixPage(
        heads=[_head(each, found) for each in strategies],
        rows=drawn,
        empty_rows=sum(all(not cell.part for cell in row.cells) for row in drawn),
        filters=filters,
        sectors=_choices({p.sector.code: p.sector.name for p in partners if p.sector}, filters.sector),
        groups=_choices({g.slug: g.name for g in _groups(lines)}, filters.group),
        indicators=_choices(
            {aim.indicator.code: aim.indicator.name for line in lines for aim in line.indicators}, filters.indicator
        ),
        outcomes=_choices(outcomes, filters.outcome),
        statuses=status_choices(filters.status),
        strategies=[Choice(each.slug, each.name, each.slug == chosen) for each in strategies],
        shown_strategy=chosen,
    )


def _groups(lines: Collection[ActivityToday]) -> list[Group]:
    return [line.activity.group for line in lines if line.activity.group]


def _choices(found: Mapping[str, str], current: str) -> list[Choice]:
    ordered = sorted(found.items(), key=lambda each: each[1])
    return [Choice(value, word, value == current) for value, word in ordered]


def _row(partner: Organization, found: Alignment, chosen: str) -> MatrixRow:
    cells = [
        _cell(partner, each, found.matrix.cells.get((partner.pk, each.pk)), is_shown=each.slug == chosen)
        for each in found.strategies
    ]
    return MatrixRow(partner, cells)


def _cell(partner: Organization, strategy: Strategy, cell: Cell | None, *, is_shown: bool) -> MatrixCell:
    if cell is None:
        return MatrixCell("", "off", str(NONE), 0, "", is_shown)
    shape, word = MARKS[cell.part]
    query = f"partner={partner.code}&strategy={strategy.slug}"
    return MatrixCell(cell.part, shape, str(word), len(cell.activities), query, is_shown)


def _head(strategy: Strategy, found: Alignment) -> Head:
    column = found.matrix.columns[strategy.pk]
    of_it = [line for line in found.lines.values() if line.activity.strategy_id == strategy.pk]
    names = {aim.indicator_id: aim.indicator.name for line in of_it for aim in line.indicators}
    return Head(
        strategy,
        _counts(column),
        column.activities,
        _warnings(column, found.lines, names),
        sorted(set(names.values())),
    )


def _counts(column: Column) -> str:
    return ngettext("%(leads)s leads, %(supports)s support", "%(leads)s lead, %(supports)s support", column.leaders) % {
        "leads": column.leaders,
        "supports": column.supporters,
    }


def _warnings(column: Column, lines: Mapping[int, ActivityToday], indicators: Mapping[int, str]) -> list[str]:
    """Gaps, crowding and dependencies at risk, each with its names."""
    said = []
    if column.is_gap:
        said.append(str(GAP))
    elif column.unled:
        said.append(str(UNLED) % {"names": _names(column.unled, lines)})
    if column.leaders and column.is_crowded:
        crowded = ", ".join(indicators[each] for each in column.crowded_indicators)
        said.append(str(CROWDED_INDICATORS) % {"names": crowded} if crowded else str(CROWDED))
    if column.at_risk:
        said.append(str(AT_RISK) % {"names": _names(column.at_risk, lines)})
    return said


GAP: Promise = gettext_lazy("Gap: nobody leads")
UNLED: Promise = gettext_lazy("Nobody leads: %(names)s")
CROWDED: Promise = gettext_lazy("Crowded: many lead; who goes first?")
CROWDED_INDICATORS: Promise = gettext_lazy("Crowded: several lead toward %(names)s")
AT_RISK: Promise = gettext_lazy("Needs what is at risk: %(names)s")


def _names(keys: Sequence[int], lines: Mapping[int, ActivityToday]) -> str:
    return ", ".join(lines[key].activity.name for key in keys)


@dataclass(frozen=True, slots=True)
class PairLine:
    """Two partners that work with each other, in words."""

    one: Organization
    other: Organization
    activities: int
    groups: int


def pair_lines(found: Sequence[Pair], organizations: Mapping[int, Organization]) -> list[PairLine]:
    return [PairLine(organizations[p.one], organizations[p.other], p.activities, p.groups) for p in found]
