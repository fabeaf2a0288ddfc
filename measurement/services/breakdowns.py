"""Which combinations of categories are in use? A row for each, made when a figure first needs it."""

from collections.abc import Iterable, Mapping

from backbone.core.exceptions import RuleViolation
from measurement.models import Breakdown, BreakdownCategory, Category

Categories = Mapping[str, str]


def code_of(categories: Categories) -> str:
    """The stable code of a combination, such as `age=16 to 17;sex=Female`; `all` for none."""
    return ";".join(f"{dimension}={categories[dimension]}" for dimension in sorted(categories)) or Breakdown.ALL


def ensure_breakdowns(combinations: Iterable[Categories]) -> dict[str, int]:
    """The id of each combination's breakdown by its code; makes those that are not there yet.

    Raises RuleViolation for a dimension or category that the tenant does not have.
    """
    wanted = {code_of(each): each for each in combinations} | {Breakdown.ALL: {}}
    found = dict(Breakdown.objects.filter(code__in=wanted).values_list("code", "pk"))
    missing = [code for code in wanted if code not in found]
    known = (
        {
            (category.dimension.code, category.code): category
            for category in Category.objects.select_related("dimension")
        }
        if missing
        else {}
    )
    for code in missing:
        parts = [_category(known, dimension, wanted[code][dimension]) for dimension in sorted(wanted[code])]
        breakdown = Breakdown.objects.create(code=code, name=", ".join(part.name for part in parts) or "All")
        BreakdownCategory.objects.bulk_create(BreakdownCategory(breakdown=breakdown, category=part) for part in parts)
        found[code] = breakdown.pk
    return found


def _category(known: Mapping[tuple[str, str], Category], dimension: str, code: str) -> Category:
    category = known.get((dimension, code))
    if category is None:
        raise RuleViolation("category_unknown", dimension=dimension, category=code)
    return category
