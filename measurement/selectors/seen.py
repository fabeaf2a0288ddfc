"""How does a figure look to a reader, and how is it read from what is stored?"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from measurement.selectors.periods import PeriodKey


@dataclass(frozen=True, slots=True)
class Seen:
    """A figure as one reader sees it: hidden, it holds no number; a total has no subject."""

    indicator_id: int
    subject_id: int | None
    breakdown: str
    breakdown_name: str
    period_start: date
    period_end: date
    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None
    presence: str
    status: str
    lower: Decimal | None
    upper: Decimal | None
    is_hidden: bool = False
    contributors: int | None = None
    expected: int | None = None
    coverage: Decimal | None = None
    shown_as: str = "exact"
    period_name: str = ""

    @property
    def is_total(self) -> bool:
        return self.subject_id is None


FIGURE = (
    "indicator_id", "subject_id", "breakdown__code", "breakdown__name", "period_start", "period_end", "numerator",
    "denominator", "value", "presence", "status", "lower", "upper",
)  # fmt: skip
CELL = (*FIGURE, "is_hidden", "contributors", "expected", "coverage", "shown_as")
TOTAL = (
    "indicator_id", "breakdown__code", "breakdown__name", "period_start", "period_end", "numerator", "denominator",
    "value", "hidden", "lower", "upper", "contributors", "expected", "coverage",
)  # fmt: skip
AT_ONCE = 5000
NOTHING: dict[str, Any] = {
    "numerator": None, "denominator": None, "value": None, "lower": None, "upper": None, "is_hidden": True,
    "contributors": None, "expected": None, "coverage": None, "shown_as": "exact",
}  # fmt: skip
Series = dict[int, list[Seen]]


def read_observations(figures: QuerySet[Any]) -> list[Seen]:
    return [Seen(*row) for row in figures.order_by("period_end", "period_start").values_list(*FIGURE)]


def read_cells(figures: QuerySet[Any]) -> list[Seen]:
    return [Seen(*row) for row in figures.order_by("period_end", "period_start").values_list(*CELL)]


def read_past_cells(figures: QuerySet[Any]) -> list[Seen]:
    """Cells of a past day; of one that was hidden since nothing is left but its place."""
    rows = figures.order_by("period_end", "period_start").values_list(*CELL, "hidden_since")
    return [replace(Seen(*row), **NOTHING) if is_hidden else Seen(*row) for *row, is_hidden in rows]


def read_one_by_one(figures: QuerySet[Any], fields: Sequence[str]) -> Iterator[Seen]:
    """A cursor of the database holds the rest: half a million figures need no more memory than a few thousand."""
    ordered = figures.order_by("indicator_id", "subject_id", "breakdown__code", "period_end", "period_start")
    for row in ordered.values_list(*fields).iterator(chunk_size=AT_ONCE):
        figure = Seen(*row[: len(CELL)])
        yield replace(figure, **NOTHING) if row[len(CELL) :] == (True,) else figure


def read_totals(figures: QuerySet[Any]) -> list[Seen]:
    """Totals as seen: they have no subject, are numbers or ranges, and say how far they are covered."""
    rows = figures.order_by("period_end", "period_start").values_list(*TOTAL)
    return [
        Seen(
            indicator, None, code, name, start, end, numerator, denominator, value,
            "suppressed" if hidden else "number", "normal", lower, upper, contributors=contributors,
            expected=expected, coverage=coverage,
        )
        for (
            indicator, code, name, start, end, numerator, denominator, value, hidden, lower, upper, contributors,
            expected, coverage,
        ) in rows
    ]  # fmt: skip


def named(figures: list[Seen], names: Mapping[PeriodKey, str]) -> list[Seen]:
    """The figures, those of cohorts and periods of their own with the names of these."""
    if not names:
        return figures
    return [
        replace(each, period_name=names.get((each.indicator_id, each.period_start, each.period_end), ""))
        for each in figures
    ]


def by_indicator(figures: Iterable[Seen]) -> Series:
    found: Series = defaultdict(list)
    for figure in figures:
        found[figure.indicator_id].append(figure)
    return found
