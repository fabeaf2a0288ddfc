"""What stands already of the figures that a file brings?"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from measurement.models import Observation
from measurement.selectors.owed import OwedKey
from measurement.services.breakdowns import code_of

FigureName = tuple[str, str, str, str, str]
Numbers = tuple[Decimal | None, Decimal | None, Decimal | None]


def name_of(line: dict[str, Any]) -> FigureName:
    """What names a figure of a file: indicator, organization, period and breakdown, by their codes."""
    indicator, organization, start, end, categories, _ = line["key"]
    return indicator, organization, start, end, code_of(dict(categories))


def standing(names: Sequence[FigureName]) -> dict[FigureName, Numbers]:
    """The current observations of these names: numerator, denominator and value; one query."""
    if not names:
        return {}
    wanted = set(names)
    rows = Observation.objects.filter(
        indicator__code__in={name[0] for name in wanted},
        period_start__gte=min(name[2] for name in wanted),
        period_end__lte=max(name[3] for name in wanted),
        superseded_at=None,
    ).values_list(
        "indicator__code", "subject__organization__code", "subject__area__code", "period_start", "period_end",
        "breakdown__code", "numerator", "denominator", "value",
    )  # fmt: skip
    found = {}
    for indicator, partner, area, start, end, breakdown, numerator, denominator, value in rows:
        name = (indicator, partner or area or "", start.isoformat(), end.isoformat(), breakdown)
        if name in wanted:
            found[name] = (numerator, denominator, value)
    return found


def standing_of(keys: Sequence[OwedKey]) -> dict[OwedKey, Numbers]:
    """The same by keys as rounds know them."""
    names = {
        (key.indicator, key.organization, key.period_start.isoformat(), key.period_end.isoformat(), key.breakdown): key
        for key in keys
    }
    return {names[name]: numbers for name, numbers in standing(list(names)).items()}


def changes_of(accepted: Sequence[dict[str, Any]]) -> dict[int, dict[str, Any]]:
    """What would change of figures that stand already, by the place in the list: what each was, or that it stays."""
    names = [name_of(line) for line in accepted]
    stands = standing(names)
    found: dict[int, dict[str, Any]] = {}
    for place, (name, line) in enumerate(zip(names, accepted, strict=True)):
        if name not in stands:
            continue
        new = tuple(None if text is None else Decimal(text) for text in line["numbers"])
        is_same = all(_same(left, right) for left, right in zip(new, stands[name], strict=True))
        was = stands[name][2]
        found[place] = {"is_same": True} if is_same else {"was": None if was is None else float(was)}
    return found


def _same(new: Decimal | None, old: Decimal | None) -> bool:
    return new is None or (old is not None and new == old)
