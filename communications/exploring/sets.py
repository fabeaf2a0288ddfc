"""What do some partners add up to? For those who may see each of their figures, and for nobody else."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

from django.core.exceptions import PermissionDenied

from backbone.tenancy.permissions import Capability
from initiatives.models import Subject
from measurement.models import Adoption
from measurement.rules.partner_sets import PartFigure, total_of
from measurement.selectors.figures import Seen, Series, VisibleFigures
from measurement.selectors.periods import period_names

Key = tuple[int, str, date, date]


def series_of_set(
    figures: VisibleFigures, adoptions: Sequence[Adoption], subjects: Sequence[Subject], group: str | None
) -> Series:
    """The totals of some partners by indicator id, oldest first; one query.

    Coverage is the share of those of the set that have ever sent this indicator.

    Raises PermissionDenied for whoever does not see all figures: a sum that somebody chooses tells of its parts.
    """
    if not figures.sees_all:
        raise PermissionDenied(Capability.VIEW_ALL_FIGURES.value)
    adopted = {each.indicator_id: each.indicator for each in adoptions}
    names = period_names(adopted.values())
    parts: dict[Key, list[Seen]] = defaultdict(list)
    senders: dict[int, set[int | None]] = defaultdict(set)
    for each in figures.each_of_subjects(subjects, adopted, breakdown=group):
        parts[each.indicator_id, each.breakdown, each.period_start, each.period_end].append(each)
        senders[each.indicator_id].add(each.subject_id)
    found: Series = defaultdict(list)
    for key in sorted(parts, key=lambda key: (key[3], key[2], key[1])):
        indicator = adopted[key[0]]
        total = _total(parts[key], indicator.adds_over_partners, indicator.per, len(senders[key[0]]))
        found[key[0]] += [replace(total, period_name=names.get((key[0], *key[2:]), ""))] if total else []
    return found


def _total(parts: Sequence[Seen], adds: str, per: int, expected: int) -> Seen | None:
    added = total_of((PartFigure(each.numerator, each.denominator, each.value) for each in parts), adds, per)
    if added is None:
        return None
    first = parts[0]
    return Seen(
        indicator_id=first.indicator_id, subject_id=None, breakdown=first.breakdown,
        breakdown_name=first.breakdown_name, period_start=first.period_start, period_end=first.period_end,
        numerator=added.numerator, denominator=added.denominator, value=added.value, presence="number",
        status="normal", lower=None, upper=None, contributors=added.contributors, expected=expected,
        coverage=Decimal(added.contributors) / expected,
    )  # fmt: skip
