"""Which points of the checklist of a local team stand, by their evidence?"""

from dataclasses import replace

import pytest

from communications.founding.rules.checklist import Point, Team, checklist
from communications.founding.rules.standing import State

STRONG = Team(("nonprofit", "government", "business", None), is_adopted=True, committed=3, indicators=5, released=5)


def test_nothing_stands_at_first_and_three_sectors_are_strong() -> None:
    assert set(checklist(Team()).values()) == {State.MISSING}
    assert set(checklist(STRONG).values()) == {State.STANDS}


@pytest.mark.parametrize(
    ("sectors", "state"),
    [
        ((), State.MISSING),
        ((None, "arts"), State.MISSING),
        (("nonprofit", "government"), State.BEGUN),
        (("nonprofit", "government", "business", "philanthropy"), State.STANDS),
    ],
)
def test_members_of_the_four_sectors_are_counted_once_each(sectors: tuple[str | None, ...], state: State) -> None:
    assert checklist(Team(sectors))[Point.MEMBERS] is state
    assert checklist(Team(sectors * 2))[Point.MEMBERS] is state


def test_an_aim_is_shared_once_more_than_half_have_signed() -> None:
    assert checklist(replace(STRONG, committed=2))[Point.AIM] is State.BEGUN, "two of four are not more than half"
    assert checklist(replace(STRONG, is_adopted=False, committed=0))[Point.AIM] is State.MISSING


def test_data_are_transparent_once_all_of_it_is_released() -> None:
    assert checklist(replace(STRONG, released=4))[Point.DATA] is State.BEGUN
    assert checklist(replace(STRONG, released=0))[Point.DATA] is State.MISSING
    assert checklist(replace(STRONG, indicators=0, released=0))[Point.DATA] is State.MISSING, "none is not all"
