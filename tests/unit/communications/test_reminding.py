"""Whose turn is it, may the mail leave now, and how many more this week?"""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from communications.reminders.rules import LOOKS_BACK_DAYS, Hours, left_this_week, rule_in_turn

DUE = date(2026, 11, 20)
OFFSETS = [-7, 0, 3, 10]
PLAIN = Hours()


def test_each_rule_has_its_turn_on_its_day() -> None:
    turns = {days: rule_in_turn(OFFSETS, DUE, DUE + timedelta(days=days)) for days in range(-9, 17)}
    assert [days for days, turn in turns.items() if turn == days] == OFFSETS
    assert turns[-8] is None
    assert turns[-1] is None, "a week's reminder is not made up for on the eve"
    assert turns[15] is None, "nor the last one weeks later"


@given(st.sets(st.integers(-90, 90), min_size=1, max_size=6), st.integers(-120, 120))
def test_a_turn_has_come_and_not_long_ago_and_no_later_one_has(offsets: set[int], days: int) -> None:
    turn = rule_in_turn(offsets, DUE, DUE + timedelta(days=days))
    if turn is None:
        assert all(
            each > days or days - each > LOOKS_BACK_DAYS or any(each < o <= days for o in offsets) for each in offsets
        )
    else:
        assert turn in offsets
        assert 0 <= days - turn <= LOOKS_BACK_DAYS
        assert not any(turn < each <= days for each in offsets)


def test_hours() -> None:
    friday_evening = datetime(2026, 11, 20, 18, 0, tzinfo=ZoneInfo("Europe/London"))
    assert not PLAIN.allow(friday_evening)
    monday = PLAIN.next_from(friday_evening)
    assert (monday.date(), monday.hour) == (date(2026, 11, 23), 8)
    assert Hours(on_weekends=True).next_from(friday_evening).date() == date(2026, 11, 21)
    early = friday_evening.replace(hour=5)
    assert PLAIN.next_from(early) == early.replace(hour=8)


@given(
    st.datetimes(datetime(2026, 1, 1), datetime(2027, 1, 1)),
    st.integers(0, 22),
    st.booleans(),
    st.sampled_from(["America/St_Johns", "Asia/Kathmandu", "Europe/London"]),
)
def test_the_next_moment_is_allowed_and_not_past(at: datetime, begins: int, weekends: bool, zone: str) -> None:
    hours = Hours(begins, begins + 1, weekends)
    local = at.replace(tzinfo=ZoneInfo(zone))
    found = hours.next_from(local)
    assert hours.allow(found)
    assert found >= local
    assert found - local <= timedelta(days=4)


def test_only_the_past_seven_days_count() -> None:
    now = datetime(2026, 11, 20, 12, tzinfo=UTC)
    mails = [now - timedelta(days=1), now - timedelta(days=6, hours=23), now - timedelta(days=7)]
    assert left_this_week(3, mails, now) == 1
    assert left_this_week(1, mails, now) == 0
