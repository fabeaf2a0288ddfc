"""What does the page Explore show? Filters, then a table, small charts, or two sides beside each other."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from communications.exploring import wording
from communications.exploring.comparing import Comparison, compare
from communications.exploring.rules.asking import WHOLE, Compared, SetKind, View, partner_set, written
from communications.exploring.selectors import Exploration
from communications.exploring.small import SmallChart, small_charts
from communications.scorecard.presenters import FILTERS, Choice, ScoreGroup, score_page
from communications.scorecard.selectors import OutcomeGroup, Scorecard
from measurement import wording as figures
from measurement.rules.headline import headline


@dataclass(frozen=True, slots=True)
class Line:
    """One indicator with both sides of a comparison."""

    code: str
    name: str
    a: str
    b: str
    a_period: str
    b_period: str
    difference: str
    sentence: str


@dataclass(frozen=True, slots=True)
class Beside:
    """A comparison in words: the names of both sides, what may be chosen for each, and the lines."""

    kind: str
    first: str
    second: str
    kinds: Sequence[Choice]
    a: Sequence[Choice]
    b: Sequence[Choice]
    lines: Sequence[Line]
    caution: str


@dataclass(frozen=True, slots=True)
class ExplorePage:
    sentence: str
    notes: Sequence[str]
    query: str
    view: str
    outcomes: Sequence[Choice]
    verdicts: Sequence[Choice]
    groups: Sequence[tuple[str, Sequence[Choice]]]
    sectors: Sequence[Choice]
    partners: Sequence[Choice]
    start: str
    end: str
    as_of: str
    shown: Sequence[ScoreGroup]
    charts: Sequence[SmallChart]
    beside: Beside | None
    how_told: Sequence[str]
    has_adopted: bool

    @property
    def is_empty(self) -> bool:
        return not (self.shown or self.charts or (self.beside and self.beside.lines))


def explore_page(exploration: Exploration) -> ExplorePage:
    """Put what was read into words, tables and charts; only the view asked for is drawn."""
    asked, choices = exploration.question, exploration.choices
    beside = present_comparison(compare(exploration), exploration) if asked.view is View.COMPARE else None
    is_charts = asked.view is View.CHARTS
    return ExplorePage(
        sentence=wording.what_is_shown(exploration),
        notes=_notes(exploration),
        query=written(asked),
        view=asked.view.value,
        outcomes=[Choice(each.slug, each.name, each.slug == asked.outcome) for each in choices.outcomes],
        verdicts=[Choice(c.value, str(figures.VERDICTS[c]), c.value == asked.verdict) for c in FILTERS],
        groups=_groups(exploration, asked.group),
        sectors=[Choice(s.code, s.name, (s.code,) == asked.partners.codes) for s in choices.sectors],
        partners=[
            Choice(each.organization.code, each.organization.name, each.organization.code in asked.partners.codes)
            for each in choices.partners if each.organization
        ],
        start=asked.start.isoformat() if asked.start else "",
        end=asked.end.isoformat() if asked.end else "",
        as_of=asked.as_of.isoformat() if asked.as_of else "",
        shown=_table(exploration) if asked.view is View.TABLE else [],
        charts=small_charts(exploration.judgements, exploration.least_coverage) if is_charts else [],
        beside=beside,
        how_told=figures.how_told(each for judged in exploration.judgements for each in judged.figures),
        has_adopted=bool(exploration.adoptions or exploration.refused or asked.outcome),
    )  # fmt: skip


def _notes(exploration: Exploration) -> list[str]:
    asked = exploration.question
    is_of_partners = asked.view is View.COMPARE and asked.compared is Compared.PARTNERS
    notes = []
    if exploration.is_narrowed or (is_of_partners and not exploration.figures.sees_all):
        notes.append(str(wording.ONLY_TOTALS))
    if said := wording.refused(list(exploration.refused)):
        notes.append(said)
    if asked.start or asked.end:
        notes.append(_("A verdict is always that of the whole series, not of the periods shown."))
    return notes


def _table(exploration: Exploration) -> Sequence[ScoreGroup]:
    """The rows of the scorecard, of what the filters leave."""
    by_outcome: dict[int, list[Any]] = defaultdict(list)
    for judged in exploration.judgements:
        by_outcome[judged.adoption.outcome_id].append(judged)
    groups = [
        OutcomeGroup(each, by_outcome[each.pk]) for each in exploration.choices.outcomes if by_outcome.get(each.pk)
    ]
    card = Scorecard(headline(each.verdict for each in exploration.judgements), groups)
    return score_page(card, outcome="", verdict="", view="").shown


def _groups(exploration: Exploration, current: str) -> list[tuple[str, list[Choice]]]:
    """The groups by the name of their dimensions."""
    found: dict[str, list[Choice]] = defaultdict(list)
    for each in exploration.choices.groups:
        found[each.dimension].append(Choice(each.code, each.name, each.code == current))
    return list(found.items())


def present_comparison(found: Comparison, exploration: Exploration) -> Beside:
    """A comparison in words."""
    names = tuple(_name(found, each, exploration) for each in (found.a, found.b))
    kinds = [each for each in Compared if each is not Compared.PARTNERS or exploration.figures.sees_all]
    return Beside(
        kind=found.kind.value,
        first=names[0],
        second=names[1],
        kinds=[Choice(each.value, str(wording.COMPARED[each]), each is found.kind) for each in kinds],
        a=_sides(found, found.a, exploration),
        b=_sides(found, found.b, exploration),
        lines=[
            Line(
                code=pair.adoption.indicator.code,
                name=pair.adoption.indicator.name,
                a=wording.side(pair.a, pair.adoption),
                b=wording.side(pair.b, pair.adoption),
                a_period=figures.period_of(pair.a) if pair.a else "",
                b_period=figures.period_of(pair.b) if pair.b else "",
                difference=wording.difference(pair) or "–",
                sentence=wording.beside(pair, found.kind, (names[0], names[1])),
            )
            for pair in found.pairs
        ],
        caution=str(wording.NOT_A_VERDICT),
    )


def _name(found: Comparison, value: str, exploration: Exploration) -> str:
    if found.kind is Compared.PERIODS:
        return value or "–"
    if found.kind is Compared.GROUPS:
        return _("All") if value == WHOLE else exploration.choices.group_name(value)
    return exploration.choices.name_of(partner_set(value)) or _("The whole initiative")


def _sides(found: Comparison, current: str, exploration: Exploration) -> list[Choice]:
    choices = exploration.choices
    if found.kind is Compared.PERIODS:
        return [Choice(str(year), str(year), str(year) == current) for year in found.years]
    if found.kind is Compared.GROUPS:
        offered = [(WHOLE, _("All")), *((each.code, f"{each.dimension}: {each.name}") for each in choices.groups)]
    else:
        offered = [("", _("The whole initiative"))]
        offered += [(f"{SetKind.SECTOR}:{each.code}", each.name) for each in choices.sectors]
        offered += [
            (f"{SetKind.CHOSEN}:{each.organization.code}", each.organization.name)
            for each in choices.partners
            if each.organization
        ]
    return [Choice(value, name, value == current) for value, name in offered]
