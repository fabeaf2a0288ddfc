"""How may each total of an initiative be told? Puts the question of `rules.hiding` to the figures in the database.

It locks nothing and may take seconds: who writes what follows sees to it that the totals are still the same.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from backbone.tenancy import scope
from backbone.tenancy.models import Tenant
from measurement.models import (
    Adoption,
    Breakdown,
    BreakdownCategory,
    Dimension,
    Indicator,
    Observation,
    Part,
    ReleasedCell,
    Total,
)
from measurement.rules.hiding.pattern import decide
from measurement.rules.hiding.question import How, Question
from measurement.rules.hiding.small import Counted, Counts, Rule, Way, counts_of
from measurement.rules.hiding.tables import Group, Owner, Place, Table, Truth

PeriodKey = tuple[date, date]


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
    """All that is known about one indicator in one initiative before its periods are looked at."""

    initiative_id: int
    rule: Rule
    groups: Mapping[int, Group]
    overlapping: frozenset[str]
    parts: Mapping[int, Sequence[Part]]
    cells: Mapping[PeriodKey, Sequence[ReleasedCell]]
    usual: frozenset[Group]


def how_to_tell(initiative_id: int, totals: Iterable[Total]) -> dict[int, How]:
    """How each total is told, by its id; `totals` are all groups of each indicator and period among them.

    A handful of queries an indicator, whatever the number of periods, groups and partners.
    """
    ordered = sorted(totals, key=lambda total: (total.indicator_id, *_period(total)))
    tenant = Tenant.objects.get(pk=scope.current())
    overlapping = frozenset(Dimension.objects.filter(partitions=False).values_list("code", flat=True))
    groups = _groups()
    told: dict[int, How] = {}
    for _, held in groupby(ordered, key=lambda total: total.indicator_id):
        of_indicator = list(held)
        indicator: Indicator = of_indicator[0].indicator
        rule = rule_for(indicator, tenant)
        cells = _cells(indicator, {_period(total) for total in of_indicator})
        asked = Asked(
            initiative_id, rule, groups, overlapping, _parts(indicator), cells, _usual(cells, initiative_id, groups)
        )
        told |= _told(asked, indicator, of_indicator)
    return told


def rule_for(indicator: Indicator, tenant: Tenant) -> Rule:
    """What a tenant wants to be kept of an indicator's figures."""
    return Rule(
        counted=counted_of(indicator),
        of_people=indicator.counts_people,
        threshold=tenant.smallest_cell,
        shows_zero=tenant.shows_zero,
        way=Way(tenant.small_numbers),
        least_contributors=tenant.least_contributors,
    )


def counted_of(indicator: Indicator) -> Counted:
    """What the figures of an indicator that adds up are made of."""
    if indicator.adds_over_partners == Indicator.Adds.SUM:
        return Counted.COUNT
    kinds = {Indicator.Kind.SHARE.value: Counted.SHARE, Indicator.Kind.RATIO.value: Counted.RATIO}
    return kinds.get(indicator.kind, Counted.MEAN)


def _told(asked: Asked, indicator: Indicator, totals: Sequence[Total]) -> dict[int, How]:
    by_period = {key: list(held) for key, held in groupby(totals, key=_period)}
    told: dict[int, How] = {}
    doubtful = []
    for key, held in by_period.items():
        if _is_plain(asked, key, held):
            told |= {total.pk: How.EXACT for total in held}
        else:
            doubtful.append(key)
    figures = _figures(indicator, asked, doubtful)
    for key in doubtful:
        question = _question(asked, key, figures.get(key, []))
        pattern = decide(question).of(asked.initiative_id)
        told |= {total.pk: pattern.get(asked.groups[total.breakdown_id], How.HIDDEN) for total in by_period[key]}
    return told


def _is_plain(asked: Asked, key: PeriodKey, totals: Sequence[Total]) -> bool:
    """Whether all may be told as it is, as far as totals show: nothing small now or hidden before, nobody alone."""
    rule = asked.rule
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


def _question(asked: Asked, key: PeriodKey, figures: Sequence[Kept]) -> Question:
    cells = [cell for cell in asked.cells.get(key, []) if cell.breakdown_id in asked.groups]
    moments: list[datetime | None] = [*sorted({cell.release.released_at for cell in cells}), None]
    owners: dict[Owner, frozenset[int]] = dict(_owners(asked, key))
    public = {each.subject_id for each in figures if each.is_public and each.superseded_at is None}
    owners |= {("part", subject): frozenset({subject}) for subject in public}
    table = Table(owners, [_truth(figures, moment) for moment in moments], asked.overlapping)
    told = {place: how for cell in cells for place, how in _before(asked, cell, table, moments)}
    told |= {
        Place(len(moments) - 1, ("part", each.subject_id), each.group): How.EXACT
        for each in figures
        if each.is_public and each.superseded_at is None
    }
    return Question(
        table, asked.rule, [asked.initiative_id], told,
        single=frozenset(owner for owner in owners if isinstance(owner, tuple)), usual=asked.usual,
    )  # fmt: skip


def _before(
    asked: Asked, cell: ReleasedCell, table: Table, moments: Sequence[datetime | None]
) -> Iterator[tuple[Place, How]]:
    """What a version of a cell told; nothing where its parts have become others since, as it is then another sum."""
    place = Place(moments.index(cell.release.released_at), cell.initiative_id, asked.groups[cell.breakdown_id])
    how = How.HIDDEN if cell.is_hidden else How(cell.shown_as)
    now = table.total(place)
    if place.owner in table.owners and now is not None and (how is not How.EXACT or now == _counts(asked.rule, cell)):
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
    own = covering.get(asked.initiative_id, frozenset())
    return {each: parts for each, parts in covering.items() if each == asked.initiative_id or parts & own}


def _truth(figures: Iterable[Kept], moment: datetime | None) -> Truth:
    truth: dict[int, dict[Group, Counts]] = defaultdict(dict)
    for each in figures:
        if each.stood_at(moment):
            truth[each.subject_id][each.group] = each.counts
    return truth


def _counts(rule: Rule, figure: Total | ReleasedCell) -> Counts | None:
    return counts_of(rule.counted, figure.numerator, figure.denominator, figure.value)


def _period(figure: Total | ReleasedCell) -> PeriodKey:
    return figure.period_start, figure.period_end


def _groups() -> dict[int, Group]:
    """The categories of each breakdown."""
    found: dict[int, set[tuple[str, str]]] = {each: set() for each in Breakdown.objects.values_list("pk", flat=True)}
    rows = BreakdownCategory.objects.values_list("breakdown_id", "category__dimension__code", "category__code")
    for breakdown, dimension, category in rows:
        found[breakdown].add((dimension, category))
    return {each: frozenset(categories) for each, categories in found.items()}


def _parts(indicator: Indicator) -> dict[int, list[Part]]:
    """The parts of an indicator by the initiative that composes it of them."""
    found: dict[int, list[Part]] = defaultdict(list)
    composed = Adoption.Composition.OF_PARTS
    rows = Part.objects.filter(adoption__indicator=indicator, adoption__composition=composed)
    for part in rows.select_related("adoption"):
        found[part.adoption.initiative_id].append(part)
    return found


def _cells(indicator: Indicator, periods: Collection[PeriodKey]) -> dict[PeriodKey, list[ReleasedCell]]:
    """All versions of released totals of an indicator, of every initiative, by period."""
    rows = ReleasedCell.objects.filter(indicator=indicator, subject=None).select_related("release")
    found: dict[PeriodKey, list[ReleasedCell]] = defaultdict(list)
    for cell in rows.filter(period_start__in={start for start, _ in periods}):
        found[_period(cell)].append(cell)
    return found


def _usual(
    cells: Mapping[PeriodKey, Sequence[ReleasedCell]], initiative_id: int, groups: Mapping[int, Group]
) -> frozenset[Group]:
    return frozenset(
        groups[cell.breakdown_id]
        for held in cells.values()
        for cell in held
        if cell.is_hidden and cell.initiative_id == initiative_id
    )


def _figures(indicator: Indicator, asked: Asked, periods: Collection[PeriodKey]) -> dict[PeriodKey, list[Kept]]:
    """What parts have sent of some periods, in every version; two or three columns of each, as there may be many."""
    subjects = {part.subject_id for parts in asked.parts.values() for part in parts}
    rows = Observation.objects.filter(
        indicator=indicator, subject__in=subjects, period_start__in={start for start, _ in periods}, presence="number"
    ).values_list(
        "period_start", "period_end", "subject_id", "breakdown_id", "numerator", "denominator", "value", "recorded_at",
        "superseded_at", "is_public",
    )  # fmt: skip
    found: dict[PeriodKey, list[Kept]] = defaultdict(list)
    for start, end, subject, breakdown, numerator, denominator, value, since, until, is_public in rows.iterator():
        counts = counts_of(asked.rule.counted, numerator, denominator, value)
        if counts is not None and breakdown in asked.groups:
            found[start, end].append(Kept(subject, asked.groups[breakdown], counts, since, until, is_public))
    return found
