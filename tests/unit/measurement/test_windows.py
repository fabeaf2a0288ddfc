"""Until when may a provider send, with what it was granted?"""

from datetime import UTC, datetime, timedelta

from measurement.rules.windows import Granted, Window, window_with

DAY = timedelta(days=1)
NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
OWN = Window(NOON - 5 * DAY, NOON, NOON + DAY, NOON + 3 * DAY)


def test_without_exceptions_the_rounds_own_dates_hold() -> None:
    assert window_with(OWN, []) == OWN
    assert OWN.lock(NOON - 6 * DAY) == "round_not_open_yet"
    assert OWN.lock(NOON) == ""
    assert OWN.lock(NOON + 3 * DAY) == "round_closed"


def test_more_time_moves_due_late_and_close_but_never_back() -> None:
    later = window_with(OWN, [Granted(NOON + 9 * DAY, is_more_time=True)])
    assert {later.due_at, later.late_from, later.closes_at} == {NOON + 9 * DAY}
    short = window_with(OWN, [Granted(NOON - DAY, is_more_time=True)])
    assert (short.due_at, short.late_from, short.closes_at) == (OWN.due_at, OWN.late_from, OWN.closes_at)


def test_between_grace_and_close_only_the_due_date_moves() -> None:
    some = window_with(OWN, [Granted(NOON + 2 * DAY, is_more_time=True)])
    assert (some.due_at, some.late_from, some.closes_at) == (NOON + 2 * DAY, NOON + 2 * DAY, OWN.closes_at)


def test_an_exception_that_is_over_is_named() -> None:
    later = window_with(OWN, [Granted(NOON + 9 * DAY, is_more_time=True)])
    assert later.lock(NOON + 8 * DAY) == ""
    assert later.lock(NOON + 9 * DAY) == "exception_expired"


def test_who_owes_nothing_is_excused_until_the_day_is_over() -> None:
    let_off = window_with(OWN, [Granted(NOON + DAY, is_more_time=False)])
    assert let_off.is_excused(NOON)
    assert not let_off.is_excused(NOON + DAY)
    assert let_off.due_at == OWN.due_at
