"""How may each total of an initiative be told? Puts the question of `rules.hiding` to the figures in the database.

It locks nothing and may take seconds: who writes what follows sees to it that the totals are still the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from backbone.tenancy.selectors import current_tenant
from initiatives.models import Initiative
from measurement.models import Observation, Part, ReleasedCell, Total
from measurement.rules.hiding.pattern import decide
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.small import Counts, Rule, Way, counts_of
from measurement.rules.hiding.tables import Group, Owner, Place, Table, Truth
from measurement.selectors.agreed import NOTHING_AGREED, Agreed
from measurement.selectors.governed import closed_cells, governed
from measurement.selectors.kept import rule_for
from measurement.selectors.told import PeriodKey, groups_of_breakdowns, parts_of, told_cells
from measurement.selectors.withheld import Withheld


@dataclass(frozen=True, slots=True)
class Kept:
    """One figure of one part, from when to when it stood."""

    subject_id: int
    group: Group
    counts: Counts
    recorded_at: datetime
    superseded_at: datetime | None
    is_public: bool

    def stood_at(self, moment: datetime | None) -> bool:
        """Whether it stood at a moment; None is now."""
        if moment is None:
            return self.superseded_at is None
        return self.recorded_at <= moment and (self.superseded_at is None or self.superseded_at > moment)


@dataclass(frozen=True, slots=True)
class Asked:
    """All that is known about one indicator in one initiative before its figures are read."""

    initiative_id: int
    rule: Rule
    groups: Mapping[int, Group]
    overlapping: frozenset[str]
    parts: Mapping[int, Sequence[Part]]
    cells: Mapping[PeriodKey, Sequence[ReleasedCell]]
    agreed: Agreed
    # The parts whose own figures are to be told, and those of which any was told before.
    opened: frozenset[int]
    told_before: frozenset[int]
    withheld: Withheld

    @property
    def usual(self) -> frozenset[Group]:
        """The groups that are hidden in some period."""
        return frozenset(
            self.groups[cell.breakdown_id]
            for cells in self.cells.values()
            for cell in cells
            if cell.is_hidden and cell.initiative_id == self.initiative_id
        )


@dataclass(frozen=True)
class Telling:
    """How figures are told, by their ids: totals, and the own figures of partners that agreements open."""

    totals: dict[int, How] = field(default_factory=dict)
    own: dict[int, How] = field(default_factory=dict)

    def add(
        self, asked: Asked, figures: Iterable[Total | Observation], how: Mapping[Owner, Mapping[Group, How]]
    ) -> None:
        """Tell these as decided; what counts people and could not be audited stays hidden."""
        for each in figures:
            group = asked.groups[each.breakdown_id]
            if isinstance(each, Total):
                self.totals[each.pk] = how.get(each.initiative_id, {}).get(group, How.HIDDEN)
            else:
                is_secret = asked.rule.of_people or each.value is None or asked.withheld.holds(each)
                unknown = How.HIDDEN if is_secret else How.EXACT
                self.own[each.pk] = how.get(("part", each.subject_id), {}).get(group, unknown)


def how_to_tell(
    initiative: Initiative, totals: Iterable[Total], own: Iterable[Observation] = (), agreed: Agreed = NOTHING_AGREED
) -> Telling:
    """How each is told; `totals` and `own` are all that is to be told of each indicator and period among them.

    Five queries. The figures of parts are read only of periods in which something might have to be hidden, one
    indicator after the other, as there may be millions.
    """
    periods: dict[int, dict[PeriodKey, list[Total | Observation]]] = defaultdict(lambda: defaultdict(list))
    figures: list[Total | Observation] = [*totals, *own]
    for each in figures:
        periods[each.indicator_id][_period(each)].append(each)
    asked = _asked(initiative, periods, agreed)
    told = Telling()
    doubtful: dict[int, set[PeriodKey]] = defaultdict(set)
    for indicator, by_period in periods.items():
        for key, held in by_period.items():
            if _is_plain(asked[indicator], key, held):
                told.totals.update({total.pk: How.EXACT for total in held})
            else:
                doubtful[indicator].add(key)
    for indicator, sent in _figures(asked, doubtful):
        for key in doubtful.pop(indicator):
            held = periods[indicator][key]
            told.add(asked[indicator], held, _decided(asked[indicator], key, sent[key], held))
    for indicator, keys in doubtful.items():  # of which nobody has sent what could be added up
        for key in keys:
            told.add(asked[indicator], periods[indicator][key], {})
    return told


def _asked(
    initiative: Initiative, periods: Mapping[int, Mapping[PeriodKey, Sequence[Total | Observation]]], agreed: Agreed
) -> dict[int, Asked]:
    tenant = current_tenant()
    indicators = {held[0].indicator for each in periods.values() for held in each.values()}
    (groups, overlapping), parts = groups_of_breakdowns(), parts_of(indicators)
    communities = [each for each in governed() if each.ended_at is None]
    cells = told_cells(periods, closed_cells(communities))
    found = {}
    for each in indicators:
        opened = _opened(periods[each.pk])
        rule = agreed.about(each.pk).rule(rule_for(each, tenant), _of(parts[each.pk]) | opened)
        found[each.pk] = Asked(
            initiative.pk, rule, groups, overlapping, parts[each.pk], cells[each.pk], agreed.about(each.pk), opened,
            _told_before(cells[each.pk]), Withheld(each.pk, communities),
        )  # fmt: skip
    return found


def _of(parts: Mapping[int, Sequence[Part]]) -> frozenset[int]:
    return frozenset(part.subject_id for each in parts.values() for part in each)


def _opened(periods: Mapping[PeriodKey, Sequence[Total | Observation]]) -> frozenset[int]:
    return frozenset(each.subject_id for held in periods.values() for each in held if isinstance(each, Observation))


def _told_before(cells: Mapping[PeriodKey, Sequence[ReleasedCell]]) -> frozenset[int]:
    return frozenset(cell.subject_id for held in cells.values() for cell in held if cell.subject_id)


def _decided(
    asked: Asked, key: PeriodKey, figures: Sequence[Kept], held: Sequence[Total | Observation]
) -> dict[Owner, dict[Group, How]]:
    opened: dict[Owner, set[Group]] = defaultdict(set)
    for each in held:
        if isinstance(each, Observation):
            opened["part", each.subject_id].add(asked.groups[each.breakdown_id])
    question = _question(asked, key, figures, opened)
    pattern = decide(question)
    return {owner: pattern.of(owner) for owner in question.owners}


def _is_plain(asked: Asked, key: PeriodKey, held: Sequence[Total | Observation]) -> bool:
    """Whether all may be told as it is, as far as totals show: nothing small now or hidden before, nobody alone.

    What agreements say anything of is looked at closely.
    """
    rule = asked.rule
    totals = [each for each in held if isinstance(each, Total)]
    if asked.opened or asked.told_before or asked.agreed.touches(_of(asked.parts)):
        return False
    if asked.withheld.touches(key[1], _of(asked.parts), {each.breakdown_id for each in held}):
        return False
    if rule.of_people and rule.way is not Way.HIDE:
        return False
    if any(cell.is_hidden for cell in asked.cells.get(key, [])):
        return False
    if any(total.contributors < rule.least_contributors for total in totals):
        return False
    if len(_owners(asked, key)) > 1:
        return False
    counts = {asked.groups[total.breakdown_id]: _counts(rule, total) for total in totals}
    if any(each is None for each in counts.values()):
        return False
    truth = {"all": {group: each for group, each in counts.items() if each is not None}}
    alone = Question(Table({"all": frozenset({"all"})}, [truth]), rule, ["all"], {}, single=frozenset({"all"}))
    return not decide(alone).hides


def _question(
    asked: Asked, key: PeriodKey, figures: Sequence[Kept], opened: Mapping[Owner, Collection[Group]]
) -> Question:
    cells = asked.cells.get(key, [])
    moments: list[datetime | None] = [*sorted({cell.release.released_at for cell in cells}), None]
    public: dict[Owner, set[Group]] = defaultdict(set)
    for each in figures:
        is_public = each.is_public and each.superseded_at is None
        if is_public and not asked.withheld.keeps(key[1], each.subject_id, each.group):
            public["part", each.subject_id].add(each.group)
    before = {("part", each.subject_id) for each in figures if each.subject_id in asked.told_before}
    kept_back = asked.withheld.subjects(key[1]) & {each.subject_id for each in figures}
    withheld: set[Owner] = {("part", each) for each in kept_back}
    single = {*public, *opened, *before, *withheld}
    owners: dict[Owner, frozenset[int]] = {**_owners(asked, key), **{each: frozenset({each[1]}) for each in single}}
    table = Table(owners, [_truth(figures, moment) for moment in moments], asked.overlapping)
    told = {place: how for cell in cells for place, how in _before(asked, cell, table, moments)}
    for owner, groups in public.items():
        told |= {Place(len(moments) - 1, owner, group): How.EXACT for group in groups}
    decided: list[Owner] = [asked.initiative_id, *sorted(opened.keys() - public.keys())]
    return Question(
        table, asked.rule, [each for each in decided if each in owners], told, single=frozenset(single),
        opened={each: {*public.get(each, ()), *opened.get(each, ())} for each in single}, usual=asked.usual,
        confidential=asked.agreed.confidential({part for _, part in public}), stricter=asked.agreed.stricter(owners),
        withheld_owners=frozenset(withheld),
        withheld_categories=asked.withheld.categories(key[1]),
        closed=frozenset(place for cell in cells if vars(cell)["is_closed"]
                         for place, _ in _before(asked, cell, table, moments)),
    )  # fmt: skip


def _before(
    asked: Asked, cell: ReleasedCell, table: Table, moments: Sequence[datetime | None]
) -> Iterator[tuple[Place, How]]:
    """What a version of a cell told; nothing where its parts have become others since, as it is then another sum."""
    owner = ("part", cell.subject_id) if cell.subject_id else cell.initiative_id
    place = Place(moments.index(cell.release.released_at), owner, asked.groups[cell.breakdown_id])
    how = How.HIDDEN if cell.is_hidden else How(cell.shown_as)
    now = table.total(place)
    # Of a range, where a source hides some parts, all that the others have sent is told.
    is_number = how is How.EXACT and cell.presence == ReleasedCell.Presence.NUMBER
    if place.owner in table.owners and now is not None and (not is_number or now == _counts(asked.rule, cell)):
        yield place, how


def _owners(asked: Asked, key: PeriodKey) -> dict[int, frozenset[int]]:
    """The initiatives that have a part in common with the one asked about, with their parts in a period."""
    start, end = key
    covering = {
        initiative: frozenset(
            part.subject_id
            for part in parts
            if (part.starts_on is None or part.starts_on <= start) and (part.ends_on is None or part.ends_on >= end)
        )
        for initiative, parts in asked.parts.items()
    }
    own = covering.get(asked.initiative_id, frozenset()) | asked.opened | asked.told_before
    return {each: parts for each, parts in covering.items() if each == asked.initiative_id or parts & own}


def _truth(figures: Iterable[Kept], moment: datetime | None) -> Truth:
    truth: dict[int, dict[Group, Counts]] = defaultdict(dict)
    for each in figures:
        if each.stood_at(moment):
            truth[each.subject_id][each.group] = each.counts
    return truth


def _counts(rule: Rule, figure: Total | ReleasedCell) -> Counts | None:
    return counts_of(rule.counted, figure.numerator, figure.denominator, figure.value)


def _period(figure: Total | Observation) -> PeriodKey:
    return figure.period_start, figure.period_end


def _figures(
    asked: Mapping[int, Asked], periods: Mapping[int, Collection[PeriodKey]]
) -> Iterator[tuple[int, dict[PeriodKey, list[Kept]]]]:
    """What parts have sent of some periods, in every version, one indicator after the other."""
    if not periods:
        return
    subjects = {pk for each in asked.values() for pk in _of(each.parts) | each.opened | each.told_before}
    starts = {start for keys in periods.values() for start, _ in keys}
    rows = Observation.objects.filter(
        indicator__in=list(periods), subject__in=subjects, period_start__in=starts, presence="number"
    ).order_by("indicator_id")
    columns = (
        "indicator_id", "period_start", "period_end", "subject_id", "breakdown_id", "numerator", "denominator", "value",
        "recorded_at", "superseded_at", "is_public",
    )  # fmt: skip
    for indicator, held in groupby(rows.values_list(*columns).iterator(), key=lambda row: row[0]):
        found: dict[PeriodKey, list[Kept]] = defaultdict(list)
        for _, start, end, subject, breakdown, numerator, denominator, value, since, until, is_public in held:
            counts = counts_of(asked[indicator].rule.counted, numerator, denominator, value)
            if counts is not None and (start, end) in periods[indicator]:
                group = asked[indicator].groups[breakdown]
                found[start, end].append(Kept(subject, group, counts, since, until, is_public))
        yield indicator, found
