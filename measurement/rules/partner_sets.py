"""What do the figures of some partners add up to? Sums and ratios of sums, never anything made from rates."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

SUM, RATIO_OF_SUMS = "sum", "ratio_of_sums"
PLACES = Decimal("0.00000001")


@dataclass(frozen=True, slots=True)
class PartFigure:
    """One partner's figure of a period; without numbers where it is not applicable or hidden at its source."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal | None


@dataclass(frozen=True, slots=True)
class SetTotal:
    """What they add up to, and how many of them have sent a number."""

    numerator: Decimal | None
    denominator: Decimal | None
    value: Decimal
    contributors: int


def adds_up(adds: str) -> bool:
    """Whether figures that add up over partners in this way have a total at all."""
    return adds in (SUM, RATIO_OF_SUMS)


def total_of(parts: Iterable[PartFigure], adds: str, per: int) -> SetTotal | None:
    """The total of some partners, by the way the stored totals go; None where nothing can be added."""
    if adds == SUM:
        counted = [each for each in parts if each.value is not None]
        if not counted:
            return None
        return SetTotal(
            numerator=_sum(each.numerator for each in counted),
            denominator=_sum(each.denominator for each in counted),
            value=sum((each.value for each in counted if each.value is not None), Decimal(0)),
            contributors=len(counted),
        )
    if adds != RATIO_OF_SUMS:
        return None
    counted = [each for each in parts if each.numerator is not None and each.denominator is not None]
    above, below = _sum(each.numerator for each in counted), _sum(each.denominator for each in counted)
    if above is None or not below:
        return None
    return SetTotal(above, below, (above / below * per).quantize(PLACES), len(counted))


def _sum(numbers: Iterable[Decimal | None]) -> Decimal | None:
    """The sum; None where one of them is not known, because the rest would not be the whole."""
    found = list(numbers)
    if not found or any(each is None for each in found):
        return None
    return sum((each for each in found if each is not None), Decimal(0))
