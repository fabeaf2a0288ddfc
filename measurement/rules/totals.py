"""What do figures add up to along an axis, and between what does it lie where a source hides one of them?

The same rule for the parts of a place, the periods of a year and the groups of a dimension. A figure that is hidden
counts neither as zero nor as missing: it makes a range of the total. One that has not come lowers the coverage.
Totals over parts are kept by differences in SQL, which a test holds against this rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import StrEnum

from backbone.core.exceptions import Refusal
from measurement.rules.ways import Way

EIGHT = Decimal("1e-8")
# The bounds of a ratio were rounded; its counts are worked out of them to so many decimals.
FOUR = Decimal("1e-4")
# Wide enough that sums and products of numeric(24,8) are exact.
EXACT = Context(prec=120, rounding=ROUND_HALF_UP)
ZERO = Decimal(0)
NEVER_BELOW_ZERO = ("count", "share", "ratio")


class NoTotal(StrEnum):
    """Why figures that add up by their kind make no total now."""

    NOTHING_SENT = "nothing_sent"
    OUT_OF_NOTHING = "out_of_nothing"
    PARTS_UNKNOWN = "parts_unknown"
    HIDDEN = "hidden_part"
    GROUP_MISSING = "group_missing"
    SERIES_BREAKS = "series_breaks_within"


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of those that are added up. `last_known` is its size when it was last sent; `coverage` its own."""

    presence: str = "number"
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    last_known: Decimal | None = None
    coverage: Decimal = Decimal(1)
    is_provisional: bool = False

    @property
    def is_hidden(self) -> bool:
        return self.presence == "suppressed"

    def is_number(self, way: Way) -> bool:
        """Whether it has what the way of adding needs."""
        if self.presence != "number" or self.value is None:
            return False
        if way is Way.RATIO_OF_SUMS:
            return self.numerator is not None and self.denominator is not None
        return way is not Way.WEIGHTED_MEAN or self.denominator is not None


MISSING = Figure(presence="missing")


@dataclass(frozen=True, slots=True)
class Total:
    """What figures add up to: a value, or what it lies between (None: not known) where `hidden` are hidden."""

    value: Decimal | None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    contributors: int = 0
    hidden: int = 0
    expected: int = 0
    coverage: Decimal = field(default=Decimal(1))
    is_provisional: bool = False


def add_up(figures: Sequence[Figure], way: Way, *, kind: str, per: int = 1) -> Total | Refusal:
    """Add figures up; a Refusal where they make no total. Exact: nothing is rounded but the result, to eight decimals.

    What said "not applicable" is not expected. Raises ValueError for a way that adds nothing up.
    """
    if way is Way.NOT_ADDITIVE:
        raise ValueError("these figures do not add up")
    expected = [each for each in figures if each.presence != "not_applicable"]
    numbers = [each for each in expected if each.is_number(way)]
    hidden = [each for each in expected if each.is_hidden]
    if not numbers and not hidden:
        sent = any(each.presence == "number" for each in expected)
        return Refusal(NoTotal.PARTS_UNKNOWN if sent else NoTotal.NOTHING_SENT)
    with localcontext(EXACT):
        found = _last(expected) if way is Way.LAST else _sums(numbers, hidden, way, kind, per)
        if isinstance(found, Refusal):
            return found
        return Total(
            **found,
            contributors=len(numbers),
            hidden=len(hidden),
            expected=len(expected),
            coverage=coverage(expected, way),
            is_provisional=any(each.is_provisional for each in numbers),
        )


def coverage(expected: Sequence[Figure], way: Way) -> Decimal:
    """The smaller of the share of expected figures and of their last known sizes that has arrived.

    Each has arrived as far as it is covered itself; what a source hides has arrived.
    """
    if not expected:
        return ZERO
    if way is Way.LAST:
        return expected[-1].coverage if _has_arrived(expected[-1], way) else ZERO
    arrived = [each.coverage if _has_arrived(each, way) else ZERO for each in expected]
    of_figures = sum(arrived, ZERO) / len(expected)
    sizes = [(each.last_known, share) for each, share in zip(expected, arrived, strict=True) if each.last_known]
    known = sum((size for size, _ in sizes if size), ZERO)
    if not known:
        return of_figures.quantize(EIGHT)
    return min(of_figures, sum((size * share for size, share in sizes if size), ZERO) / known).quantize(EIGHT)


def _has_arrived(each: Figure, way: Way) -> bool:
    return each.is_hidden or each.is_number(way)


def _last(expected: Sequence[Figure]) -> dict[str, Decimal | None]:
    """The last of a stock that was sent."""
    sent = [each for each in expected if each.is_number(Way.LAST) or each.is_hidden]
    last = sent[-1]
    if last.is_hidden:
        return {"value": None, "lower": last.lower, "upper": last.upper}
    return {"value": last.value, "numerator": last.numerator, "denominator": last.denominator}


def _sums(
    numbers: Sequence[Figure], hidden: Sequence[Figure], way: Way, kind: str, per: int
) -> dict[str, Decimal | None] | Refusal:
    known = _sum(_added(each, way) for each in numbers)
    bounds = [_bounds(each, way, kind, per) for each in hidden]
    least, most = _sum_of_known(low for low, _ in bounds), _sum_of_known(high for _, high in bounds)
    if way is Way.SUM:
        if not hidden:
            return {"value": known.quantize(EIGHT)}
        return _range(known, least, most)
    weight = _sum(each.denominator or ZERO for each in [*numbers, *hidden])
    is_known = least is not None or not hidden
    if not weight and is_known:
        return Refusal(NoTotal.OUT_OF_NOTHING)
    scale = Decimal(per if way is Way.RATIO_OF_SUMS else 1)
    made: dict[str, Decimal | None] = {"denominator": weight if is_known else None}
    if hidden:
        return made | (_range(known, least, most, scale, weight) if weight else {"value": None})
    return made | {
        "numerator": known if way is Way.RATIO_OF_SUMS else None,
        "value": (known * scale / weight).quantize(EIGHT),
    }


def _range(
    known: Decimal,
    least: Decimal | None,
    most: Decimal | None,
    scale: Decimal = Decimal(1),
    weight: Decimal = Decimal(1),
) -> dict[str, Decimal | None]:
    def limit(more: Decimal | None) -> Decimal | None:
        return None if more is None else ((known + more) * scale / weight).quantize(EIGHT)

    return {"value": None, "lower": limit(least), "upper": limit(most)}


def _added(each: Figure, way: Way) -> Decimal:
    """What a number brings into the sum."""
    if way is Way.RATIO_OF_SUMS:
        return each.numerator or ZERO
    value = each.value or ZERO
    return value if way is Way.SUM else value * (each.denominator or ZERO)


def _bounds(each: Figure, way: Way, kind: str, per: int) -> tuple[Decimal | None, Decimal | None]:
    """What a hidden figure brings at least and at most, in the unit of the sum; None where that is not known."""
    lower = each.lower if each.lower is not None else ZERO if kind in NEVER_BELOW_ZERO else None
    upper = each.upper if each.upper is not None else Decimal(per) if kind == "share" else None
    if way is Way.SUM:
        return lower, upper
    weight = each.denominator
    if weight is None:
        return None, None
    if way is Way.WEIGHTED_MEAN:
        return None if lower is None else lower * weight, None if upper is None else upper * weight
    return _count_of(lower, weight, per), _count_of(upper, weight, per)


def _count_of(limit: Decimal | None, weight: Decimal, per: int) -> Decimal | None:
    return None if limit is None else (limit * weight / per).quantize(FOUR)


def _sum(values: Iterable[Decimal]) -> Decimal:
    return sum(values, ZERO)


def _sum_of_known(limits: Iterable[Decimal | None]) -> Decimal | None:
    found = list(limits)
    return None if any(each is None for each in found) else _sum(each for each in found if each is not None)
