"""Is an entered figure likely? What is not is asked about, and kept with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import median

from measurement.rules.checks import Finding

# Two-sided 99 % of a normal distribution, for the binomial or Poisson difference.
Z_99 = 2.5758293035489004
LEAST_OWN_POINTS = 5
# A rule that fires on more than one row in twenty is clicked away: it widens itself until it does not.
ROWS_PER_WARNING = 20
STRANGEST = 9999.0
# Figures of fewer digits are the same as last time often enough by chance.
DIGITS_THAT_DIFFER = 3
LEAST_THAT_DIFFERS = 10


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of one subject and group."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal


def warnings(new: Point, earlier: Sequence[Point], *, per: int, is_share: bool, widened: float = 1.0) -> list[Finding]:
    """What is to check about a figure, `earlier` being its subject's own figures, oldest first; at most one finding.

    A wrong scale explains itself why the value is unusual, so it is said alone.
    """
    scale = wrong_scale(new, earlier, is_share=is_share)
    if scale:
        return [scale]
    if found := strangeness(new, earlier, per=per):
        if found > widened:
            low, high = min(point.value for point in earlier), max(point.value for point in earlier)
            change = new.value - earlier[-1].value
            return [_finding(new, "unusual_value", change=change, low=low, high=high)]
        return []
    return [_finding(new, "unchanged")] if earlier and _is_unchanged(new, earlier[-1]) else []


def strangeness(new: Point, earlier: Sequence[Point], *, per: int) -> float:
    """How far a value lies outside the usual, as a multiple of the limit: above 1 it is asked about; 0 is usual.

    It must lie outside the subject's own range and outside the 99 % difference from the last figure. The difference
    of two proportions is taken with the pooled binomial variance, of two counts with the Poisson variance; figures
    without counts are judged by the own range widened by half its width. Needs five own points.
    """
    if len(earlier) < LEAST_OWN_POINTS:
        return 0.0
    low, high = min(point.value for point in earlier), max(point.value for point in earlier)
    if low <= new.value <= high:
        return 0.0
    last = earlier[-1]
    if new.numerator is None or last.numerator is None:
        return _multiple(float(max(low - new.value, new.value - high)), float(high - low) / 2)
    both = float(new.numerator + last.numerator)
    if not (new.denominator and last.denominator):
        return _multiple(abs(float(new.numerator - last.numerator)), Z_99 * sqrt(both))
    n, m = float(new.denominator), float(last.denominator)
    pooled = both / (n + m)
    # Above 1 it is a ratio of events to people: Poisson, whose variance is the mean.
    variance = pooled * (1 - pooled) if pooled <= 1 else pooled
    return _multiple(abs(float(new.value - last.value)) / per, Z_99 * sqrt(variance * (1 / n + 1 / m)))


def widening(strange: Sequence[float]) -> float:
    """The multiple of the limit above which to warn, so that at most one row in twenty is asked about.

    `strange` holds the strangeness of every row sent, 0 for the usual ones. 1 while the rule is quiet enough, or while
    fewer than twenty rows tell.
    """
    if len(strange) < ROWS_PER_WARNING:
        return 1.0
    may_fire = len(strange) // ROWS_PER_WARNING
    return max(1.0, sorted(strange)[len(strange) - 1 - may_fire])


def wrong_scale(new: Point, earlier: Sequence[Point], *, is_share: bool) -> Finding | None:
    """Ask where a value looks like another unit: 0.83 for 83 %, or thousands where single ones were sent before."""
    value = new.value
    if new.numerator is not None or value == 0:
        return None
    usual = median(abs(point.value) for point in earlier) if earlier else None
    if is_share and 0 < value <= 1 and (usual is None or usual > 10 * value):
        return _finding(new, "looks_like_proportion", meant=value * 100)
    if usual and len(earlier) >= 2 and not is_share:
        for factor in (1000, 100):
            if _is_near(value * factor, usual) and not _is_near(value, usual):
                return _finding(new, "looks_like_other_scale", meant=value * factor)
            if _is_near(value / factor, usual) and not _is_near(value, usual):
                return _finding(new, "looks_like_other_scale", meant=value / factor)
    return None


def _is_near(value: Decimal, usual: Decimal) -> bool:
    return usual / 2 <= abs(value) <= usual * 2


def _is_unchanged(new: Point, last: Point) -> bool:
    if new.numerator is not None and last.numerator is not None:
        same = (new.numerator, new.denominator) == (last.numerator, last.denominator)
        return same and (new.denominator or new.numerator) >= LEAST_THAT_DIFFERS
    digits = new.value.normalize().as_tuple().digits
    return new.value == last.value and len(digits) >= DIGITS_THAT_DIFFER


def _multiple(distance: float, limit: float) -> float:
    return min(STRANGEST, distance / limit) if limit else STRANGEST


def _finding(new: Point, code: str, **values: object) -> Finding:
    return Finding(code, "numerator" if new.numerator is not None else "value", is_error=False, values=values)
