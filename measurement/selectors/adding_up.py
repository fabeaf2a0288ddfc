"""Which entered figures are wholes whose groups do not add up?"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from measurement.models import BreakdownCategory, Category, Entry, Indicator
from measurement.rules import adding_up
from measurement.rules.adding_up import Cell, Division
from measurement.rules.checks import Finding

# What adds up to one whole: the figures of one provider, indicator, subject and period in a round.
WholeKey = tuple[Any, ...]


def not_adding_up(entries: Sequence[Entry]) -> Iterable[tuple[int, Finding]]:
    """Wholes whose groups do not add up, by the place of the entry that says it: the whole, or else its groups."""
    wholes = _beside(entries)
    breakdowns = {entry.obligation.breakdown_id for whole in wholes.values() for entry in whole}
    categories = _categories(breakdowns)
    if not any(categories.values()):
        return
    divisions = divisions_now()
    place_of = {id(entry): place for place, entry in enumerate(entries)}
    for whole in wholes.values():
        cells = [_cell(entry, categories[entry.obligation.breakdown_id]) for entry in whole]
        named = {code for cell in cells for code in cell.categories}
        used = {code: division for code, division in divisions.items() if code in named}
        indicator: Indicator = whole[0].obligation.indicator
        for place, finding in adding_up.faults(cells, used, tolerance=_rounding(indicator)):
            at = place_of.get(id(whole[place]))
            yield from [(at, finding)] if at is not None else _at_parts(whole, cells, place, finding, place_of)


def _at_parts(
    whole: Sequence[Entry], cells: Sequence[Cell], place: int, finding: Finding, place_of: Mapping[int, int]
) -> Iterable[tuple[int, Finding]]:
    """The whole stands from before: what does not fit is said at the groups that are being entered now."""
    for entry, cell in zip(whole, cells, strict=True):
        if cell is not cells[place] and id(entry) in place_of:
            yield place_of[id(entry)], finding


def _beside(entries: Sequence[Entry]) -> dict[WholeKey, list[Entry]]:
    """The entries with those that stand beside them in the same wholes, the newest of each obligation; one query."""
    wholes: dict[WholeKey, list[Entry]] = defaultdict(list)
    given = {entry.obligation_id for entry in entries}
    for entry in entries:
        wholes[_whole(entry)].append(entry)
    newest: dict[int, Entry] = {}
    others = Entry.objects.filter(
        obligation__round__in={entry.obligation.round_id for entry in entries},
        obligation__provider__in={entry.obligation.provider_id for entry in entries},
        obligation__indicator__in={entry.obligation.indicator_id for entry in entries},
        obligation__withdrawn_at=None,
    ).exclude(obligation__in=given)
    for entry in others.select_related("obligation__indicator").order_by("pk"):
        newest[entry.obligation_id] = entry
    for entry in newest.values():
        if _whole(entry) in wholes:
            wholes[_whole(entry)].append(entry)
    return {key: whole for key, whole in wholes.items() if len(whole) > 1}


def _whole(entry: Entry) -> WholeKey:
    owed = entry.obligation
    return owed.round_id, owed.provider_id, owed.indicator_id, owed.subject_id, owed.period_start, owed.period_end


def _categories(breakdowns: set[int]) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {pk: {} for pk in breakdowns}
    parts = (
        BreakdownCategory.objects.filter(breakdown__in=breakdowns) if breakdowns else BreakdownCategory.objects.none()
    )
    for pk, dimension, category in parts.values_list("breakdown_id", "category__dimension__code", "category__code"):
        found[pk][dimension] = category
    return found


def divisions_now(dimensions: Collection[str] | None = None) -> dict[str, Division]:
    """The dimensions by code, all or some of them, with the categories that are asked for now."""
    codes: dict[tuple[str, str, bool], set[str]] = defaultdict(set)
    now = Category.objects.filter(ended_on=None)
    if dimensions is not None:
        now = now.filter(dimension__code__in=dimensions)
    categories = now.values_list("dimension__code", "dimension__name", "dimension__partitions", "code")
    for dimension, name, partitions, code in categories:
        codes[(dimension, name, partitions)].add(code)
    return {key[0]: Division(key[1], key[2], frozenset(each)) for key, each in codes.items()}


def _cell(entry: Entry, categories: Mapping[str, str]) -> Cell:
    """What of an entry adds up: both parts of a ratio, the value of what is summed, nothing of anything else."""
    indicator: Indicator = entry.obligation.indicator
    if entry.presence != Entry.Presence.NUMBER:
        return Cell(categories)
    if indicator.adds_over_partners == indicator.Adds.RATIO_OF_SUMS:
        return Cell(categories, entry.numerator, entry.denominator)
    return Cell(categories, value=entry.value if indicator.adds_over_partners == indicator.Adds.SUM else None)


def _rounding(indicator: Indicator) -> Decimal:
    """Half of the last decimal in which a part is said; whole things are not rounded."""
    return Decimal(0) if indicator.whole_fields else Decimal(5).scaleb(-indicator.decimals - 1)
