"""Over which partners are a programme's totals compared?"""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from measurement.rules.panels import Panel, Sent, panel
from measurement.rules.periods import Frequency, Period
from measurement.rules.series import Point, Polarity, Series

YEARS = [Period(date(year, 1, 1), date(year, 12, 31)) for year in range(2018, 2024)]


def totals(*partners: int) -> Series:
    points = tuple(
        Point(period, Decimal(100), of_partners=count) for period, count in zip(YEARS, partners, strict=False)
    )
    return Series(points, Frequency.ANNUAL, Polarity.HIGHER_BETTER, lag_days=0)


def sent(*values: int | None) -> dict[Period, Sent]:
    """Counts out of ten by year; None where nothing was sent."""
    return {
        period: Sent(Decimal(value), Decimal(10), Decimal(value))
        for period, value in zip(YEARS, values, strict=False)
        if value is not None
    }


def said(found: Panel | None) -> tuple[list[int], int, int] | None:
    return ([int(point.value) for point in found.series.points], found.partners, found.of) if found else None


def test_who_joined_later_is_not_counted_in_any_point() -> None:
    parts = {"a": sent(1, 2, 3, 4, 5, 6), "b": sent(2, 2, 2, 2, 2, 2), "c": sent(None, None, None, 9, 9, 9)}
    found = panel(totals(2, 2, 2, 3, 3, 3), parts, per=None)
    assert said(found) == ([3, 4, 5, 6, 7, 8], 2, 3)


def test_a_rate_adds_up_by_its_parts() -> None:
    parts = {"a": sent(1, 2, 3), "b": sent(3, 4, 5), "c": sent(None, 9, 9)}
    assert said(panel(totals(2, 3, 3), parts, per=Decimal(100))) == ([20, 30, 40], 2, 3)


def test_what_is_not_judged_anyway_keeps_nobody_out() -> None:
    """A year that most have not sent yet is no point; who is missing there alone is in all points."""
    series = totals(2, 2, 2)
    last = replace(series.points[-1], is_covered=False)
    parts = {"a": sent(1, 2, 3), "b": sent(3, 4, None), "c": sent(None, 9, 9)}
    found = panel(replace(series, points=(*series.points[:-1], last)), parts, per=None)
    assert said(found) == ([4, 6, 100], 2, 3)
    assert found is not None
    assert not found.series.points[-1].is_covered


def test_where_all_are_in_every_point_or_none_is_the_totals_stand() -> None:
    assert panel(totals(1, 1), {"a": sent(1, 2)}, per=None) is None
    assert panel(totals(1, 1), {"a": sent(1, None), "b": sent(None, 2)}, per=None) is None
    assert panel(totals(1, 1), {}, per=None) is None
