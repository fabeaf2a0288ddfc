"""Is a figure possible, by its own indicator? Nothing is converted without being asked."""

from dataclasses import dataclass, replace
from decimal import Decimal, localcontext

from measurement.rules.imports.known import Known, KnownIndicator
from measurement.rules.imports.numbers import Reading

EIGHT = Decimal("0.00000001")
FLOAT_NOISE = Decimal("0.000001")


@dataclass(frozen=True, slots=True)
class Numbers:
    """What stands in the columns of one figure."""

    numerator: Reading
    denominator: Reading
    value: Reading

    @property
    def all(self) -> tuple[tuple[str, Reading], ...]:
        return (("numerator", self.numerator), ("denominator", self.denominator), ("value", self.value))

    @property
    def are_empty(self) -> bool:
        return self.numerator.is_empty and self.denominator.is_empty and self.value.is_empty


@dataclass(frozen=True, slots=True)
class Checked:
    """A possible figure; or the role of the cell at fault and the reason."""

    numerator: Decimal | None = None
    denominator: Decimal | None = None
    value: Decimal | None = None
    role: str = ""
    reason: str = ""


def fault(role: str, reason: str) -> Checked:
    return Checked(role=role, reason=reason)


def check(numbers: Numbers, indicator: KnownIndicator) -> Checked:
    """A figure of numbers that could all be read, by the rules of its indicator."""
    if numbers.are_empty:
        return fault("value", "not_available")
    numbers = _count_as_value(numbers, indicator)
    for role, reading in numbers.all:
        if reason := _of_itself(role, reading, indicator):
            return fault(role, reason)
    top, base = numbers.numerator.number, numbers.denominator.number
    is_stated = numbers.value.number is not None and (top is None or base is None)
    if not indicator.asks_for_parts and (is_stated or (top is None and base is None)):
        return _with_weight(_of_value(numbers.value, indicator), base, indicator)
    if not indicator.asks_for_parts and numbers.value.is_empty and indicator.kind in ("count", "amount"):
        return fault("value", "missing_value")
    if base is None:
        return fault("denominator", "missing_denominator")
    if base == 0:
        return fault("denominator", "zero_denominator")
    if top is None:
        return fault("numerator", "not_available")
    if indicator.kind == "share" and top > base:
        return fault("numerator", "numerator_exceeds_denominator")
    with localcontext() as exact:
        exact.prec = 40
        value = (top / base * indicator.per).quantize(EIGHT)
    if numbers.value.number is not None and (reason := _against(value, numbers.value, indicator)):
        return fault("value", reason)
    return Checked(top, base, value)


def _count_as_value(numbers: Numbers, indicator: KnownIndicator) -> Numbers:
    """A count under "Count" or "Enrolled" is the value of an indicator that is a count."""
    if indicator.asks_for_parts or indicator.kind not in ("count", "amount") or not numbers.value.is_empty:
        return numbers
    empty = Reading()
    if numbers.denominator.is_empty:
        return Numbers(empty, empty, numbers.numerator)
    if numbers.numerator.is_empty:
        return Numbers(empty, empty, numbers.denominator)
    return numbers


def _of_itself(role: str, reading: Reading, indicator: KnownIndicator) -> str:
    """What is wrong with one number alone."""
    if reading.number is None:
        return ""
    is_count = role != "value" or indicator.kind == "count"
    if reading.is_percent and (is_count or indicator.kind == "amount"):
        return "unparseable_number"
    if (is_count or indicator.kind in ("share", "amount")) and reading.number < 0:
        return "out_of_range"
    if is_count and indicator.counts_whole_things and reading.number != reading.number.to_integral_value():
        return "non_integer_count"
    return "unparseable_number" if reading.may_be_thousands and (is_count or indicator.kind == "amount") else ""


def _with_weight(found: Checked, weight: Decimal | None, indicator: KnownIndicator) -> Checked:
    """A value that is to be weighted keeps what it is out of, and does not count without it."""
    if found.reason or not indicator.asks_for_weight:
        return found
    if not weight:
        return fault("denominator", "zero_denominator" if weight == 0 else "missing_denominator")
    return replace(found, denominator=weight)


def _of_value(value: Reading, indicator: KnownIndicator) -> Checked:
    number = value.number
    if number is None:
        return fault("value", "not_available")
    if indicator.kind == "share":
        if not 0 <= number <= 100:
            return fault("value", "out_of_range")
        if 0 < number <= 1 and not value.is_percent:
            return fault("value", "scale_mismatch")
    return Checked(None, None, number.quantize(EIGHT))


def _against(computed: Decimal, stated: Reading, indicator: KnownIndicator) -> str:
    """Whether the figure stated beside its parts is the same up to rounding, or one of another scale."""
    assert stated.number is not None
    half = Decimal(5).scaleb(-stated.places - 1) + FLOAT_NOISE
    if abs(stated.number - computed) <= half:
        return ""
    if indicator.per == 1:
        return "value_disagrees"
    near = max(half, abs(computed) / 1000)
    as_share, as_whole = stated.number * indicator.per, stated.number / indicator.per
    if not stated.is_percent and abs(as_share - computed) <= max(half * indicator.per, near):
        return "scale_mismatch"
    return "scale_mismatch" if abs(as_whole - computed) <= near else "value_disagrees"


def is_small(found: Checked, indicator: KnownIndicator, known: Known) -> bool:
    """Whether the figure counts so few people that nobody else may see it as it is; nobody is not few."""
    if not indicator.counts_people:
        return False
    counts = [found.numerator, found.denominator]
    if indicator.kind == "count" and found.numerator is None:
        counts.append(found.value)
    return any(count is not None and 0 < count < known.smallest_count for count in counts)
