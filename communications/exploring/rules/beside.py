"""Which figures of a series stand beside each other when two sides are compared?"""

from collections.abc import Collection

from measurement.rules.periods import Period


def latest_in_both(one: Collection[Period], other: Collection[Period]) -> Period | None:
    """The latest period of which both sides have a figure."""
    return max(set(one) & set(other), default=None, key=_order)


def same_part_of_two_years(periods: Collection[Period], year: int, other: int) -> tuple[Period, Period] | None:
    """The latest periods of the two years, by the year in which they end, that are the same part of it.

    A first quarter is never set beside a fourth one: the season would be taken for a change.
    """
    of_one = {_part(each): each for each in periods if each.end.year == year}
    of_other = {_part(each): each for each in periods if each.end.year == other}
    shared = set(of_one) & set(of_other)
    if not shared:
        return None
    part = max(shared, key=lambda each: _order(of_other[each]))
    return of_one[part], of_other[part]


def _part(period: Period) -> tuple[int, int, int, int]:
    # The last day of February moves, so months name the ends of whole months.
    end = (period.end.month, 0) if period.months else (period.end.month, period.end.day)
    return (period.start.month, period.start.day, *end)


def _order(period: Period) -> tuple[int, int]:
    return period.end.toordinal(), period.start.toordinal()
