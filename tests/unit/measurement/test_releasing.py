"""Which totals may a release change?"""

import pytest

from measurement.rules.releasing import Change, may_enter


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        ([Change(1, None, None)], [1]),  # never released
        ([Change(1, 3, 3)], [1]),
        ([Change(1, 2, 2)], []),  # two partners: the difference would tell
        ([Change(1, 0, 0)], []),  # nothing changed
        ([Change(1, None, 1)], [1]),  # stored as hidden so far: nothing to subtract from
        ([Change(1, 5, 5), Change(2, 1, 1)], []),  # a group waits, so the whole waits
        ([Change(1, 5, 5), Change(2, 0, 0)], [1]),
        ([Change(1, 3, 0)], []),  # shown before, hidden since, nothing new
        ([Change(1, 3, 3, 1)], []),  # two of the three have opened their own figures: what is left is the third's
        ([Change(1, 4, 4, 3)], [1]),
        ([Change(1, 3, 3, 0)], [1]),  # all three have
    ],
)
def test_what_may_enter_a_release(changes: list[Change], wanted: list[int]) -> None:
    assert may_enter(changes) == wanted
