"""What do some partners add up to?"""

from decimal import Decimal

from measurement.rules.partner_sets import PartFigure, adds_up, total_of


def part(count: int | None, out_of: int | None, value: str | None) -> PartFigure:
    def number(given: object) -> Decimal | None:
        return None if given is None else Decimal(str(given))

    return PartFigure(number(count), number(out_of), number(value))


def test_a_ratio_is_the_sum_of_counts_over_the_sum_of_what_they_are_out_of() -> None:
    total = total_of([part(1, 10, "10"), part(80, 90, "88.9"), part(None, None, None)], "ratio_of_sums", 100)
    assert total is not None
    assert [total.numerator, total.denominator, total.value] == [Decimal(81), Decimal(100), Decimal(81)]
    assert total.contributors == 2


def test_a_sum_adds_values_and_a_rate_without_parts_adds_nothing() -> None:
    total = total_of([part(None, None, "3.5"), part(None, None, "0")], "sum", 1)
    assert total is not None
    assert (total.value, total.contributors) == (Decimal("3.5"), 2)
    assert total_of([part(None, None, "50"), part(None, None, "60")], "ratio_of_sums", 100) is None
    assert total_of([part(1, 2, "50")], "not_additive", 100) is None
    assert total_of([], "sum", 1) is None
    assert total_of([part(0, 0, None)], "ratio_of_sums", 100) is None
    assert [adds_up(each) for each in ("sum", "ratio_of_sums", "not_additive")] == [True, True, False]
