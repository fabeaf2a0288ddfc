"""How does an activity stand today? By its own days, and by what it needs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workgroups.rules.status import BAD, Days, Status, closes_a_circle, own_status, statuses

TODAY = date(2026, 11, 22)


def day(offset: int) -> date:
    return TODAY + timedelta(days=offset)


@pytest.mark.parametrize(
    ("days", "status"),
    [
        (Days(day(0)), Status.UNDER_WAY),
        (Days(day(1)), Status.NOT_BEGUN),
        (Days(day(-9), day(0)), Status.UNDER_WAY),  # its last day is today: it has not passed
        (Days(day(-9), day(-1)), Status.LATE),
        (Days(day(-9), day(9), milestone_due_on=day(-1)), Status.LATE),
        (Days(day(-9), day(9), milestone_due_on=day(0)), Status.UNDER_WAY),
        (Days(day(5), milestone_due_on=day(-1)), Status.LATE),
        (Days(day(-9), day(-1), finished_on=day(-1)), Status.DONE),
        (Days(day(-9), day(-1), stopped_on=day(-3)), Status.STOPPED),
    ],
)
def test_by_its_own_days(days: Days, status: Status) -> None:
    assert own_status(days, TODAY) is status


GOOD, LATE, DONE = Days(day(-5)), Days(day(-9), day(-1)), Days(day(-9), finished_on=day(-1))


def test_risk_runs_along_what_is_needed_and_stops_where_it_is_done() -> None:
    days = {1: LATE, 2: GOOD, 3: GOOD, 4: DONE, 5: GOOD, 6: LATE}
    needs = [(2, 1), (3, 2), (4, 1), (5, 4), (6, 1)]
    assert statuses(days, needs, TODAY) == {
        1: Status.LATE, 2: Status.AT_RISK, 3: Status.AT_RISK, 4: Status.DONE, 5: Status.UNDER_WAY, 6: Status.LATE,
    }  # fmt: skip


def test_what_needs_something_stopped_is_at_risk_before_it_begins() -> None:
    days = {1: Days(day(-9), stopped_on=day(-1)), 2: Days(day(9))}
    assert statuses(days, [(2, 1)], TODAY)[2] is Status.AT_RISK


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20), st.sets(st.integers(0, 7)))
def test_at_risk_is_who_needs_something_bad_and_nobody_else(needs: list[tuple[int, int]], late: set[int]) -> None:
    """Circles too, which services refuse, come to an end."""
    found = statuses({key: LATE if key in late else GOOD for key in range(8)}, needs, TODAY)
    for key, status in found.items():
        needs_bad = any(one == key and found[other] in BAD for one, other in needs)
        if key not in late:
            assert (status is Status.AT_RISK) is (needs_bad and _reaches_late(key, needs, late))


def _reaches_late(key: int, needs: list[tuple[int, int]], late: set[int]) -> bool:
    seen: set[int] = set()
    todo = [key]
    while todo:
        here = todo.pop()
        if here not in seen:
            seen.add(here)
            todo += [other for one, other in needs if one == here]
    return bool(seen & late)


def test_no_activity_comes_to_need_itself() -> None:
    needs = [(1, 2), (2, 3)]
    assert closes_a_circle(3, 1, needs)
    assert closes_a_circle(1, 1, needs)
    assert not closes_a_circle(1, 3, needs)
    assert not closes_a_circle(4, 1, needs)
