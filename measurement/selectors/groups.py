"""Which groups belong together?"""

from collections.abc import Iterable

from measurement.models import Breakdown, BreakdownCategory
from measurement.selectors.figures import Seen


def dimension_names(figures: Iterable[Seen]) -> dict[str, str]:
    """The name of the dimension of each breakdown that is made of one dimension only; no query where there is none."""
    codes = {each.breakdown for each in figures} - {Breakdown.ALL}
    if not codes:
        return {}
    found: dict[str, set[str]] = {}
    parts = BreakdownCategory.objects.filter(breakdown__code__in=codes)
    for code, name in parts.values_list("breakdown__code", "category__dimension__name"):
        found.setdefault(code, set()).add(name)
    return {code: names.pop() for code, names in found.items() if len(names) == 1}
