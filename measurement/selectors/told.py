"""What has an initiative told of its figures so far, and of whom and of which groups are they made?"""

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import BooleanField, ExpressionWrapper, Q, Value

from measurement.models import Adoption, BreakdownCategory, Indicator, Part, ReleasedCell
from measurement.rules.hiding.tables import Group

PeriodKey = tuple[date, date]


def groups_of_breakdowns() -> tuple[dict[int, Group], frozenset[str]]:
    """The categories of each breakdown, of which the whole has none; and the dimensions among them that overlap."""
    found: dict[int, set[tuple[str, str]]] = defaultdict(set)
    overlapping = set()
    rows = BreakdownCategory.objects.values_list(
        "breakdown_id", "category__dimension__code", "category__code", "category__dimension__partitions"
    )
    for breakdown, dimension, category, partitions in rows:
        found[breakdown].add((dimension, category))
        if not partitions:
            overlapping.add(dimension)
    groups = defaultdict(frozenset, {each: frozenset(categories) for each, categories in found.items()})
    return groups, frozenset(overlapping)


def parts_of(indicators: Collection[Indicator]) -> dict[int, dict[int, list[Part]]]:
    """The parts of each indicator by the initiative that composes it of them."""
    found: dict[int, dict[int, list[Part]]] = defaultdict(lambda: defaultdict(list))
    composed = Adoption.Composition.OF_PARTS
    rows = Part.objects.filter(adoption__indicator__in=indicators, adoption__composition=composed)
    for part in rows.select_related("adoption"):
        found[part.adoption.indicator_id][part.adoption.initiative_id].append(part)
    return found


def told_cells(
    periods: Mapping[int, Collection[PeriodKey]], closed: Q | None = None
) -> dict[int, dict[PeriodKey, list[ReleasedCell]]]:
    """All versions of released totals and opened figures of each indicator, of every initiative, by period.

    Each says whether it `is_closed`: one of those that no door tells any more.
    """
    found: dict[int, dict[PeriodKey, list[ReleasedCell]]] = defaultdict(lambda: defaultdict(list))
    rows = ReleasedCell.objects.filter(indicator__in=list(periods), initiative__isnull=False).select_related("release")
    rows = rows.annotate(is_closed=Value(False) if closed is None else ExpressionWrapper(closed, BooleanField()))
    starts = {start for keys in periods.values() for start, _ in keys}
    for cell in rows.filter(period_start__in=starts):
        found[cell.indicator_id][cell.period_start, cell.period_end].append(cell)
    return found
