"""From each outcome back to its causes, whatever drives whatever."""

from hypothesis import given
from hypothesis import strategies as st

from initiatives.rules.causes import Node, Thing, loops, ways_back

TO_CAUSE: list[tuple[int, Thing]] = [(1, ("outcome", 9)), (2, ("cause", 1)), (3, ("cause", 2)), (1, ("cause", 3))]


def all_of(nodes: list[Node]) -> list[Node]:
    return [each for node in nodes for each in (node, *all_of(list(node.drivers)))]


def test_what_drives_itself_is_told_once_and_named() -> None:
    ways = ways_back([9, 8], TO_CAUSE)
    assert [(node.cause, node.is_again) for node in all_of(ways[9])] == [(1, False), (2, False), (3, False), (1, True)]
    assert ways[8] == []
    assert loops(TO_CAUSE) == {1, 2, 3}
    assert loops([(1, ("outcome", 9)), (2, ("cause", 1))]) == set()


THINGS = st.one_of(st.tuples(st.just("outcome"), st.integers(1, 3)), st.tuples(st.just("cause"), st.integers(1, 7)))


@given(st.lists(st.tuples(st.integers(1, 7), THINGS), max_size=30, unique=True))
def test_each_cause_that_leads_to_an_outcome_is_told_in_full_exactly_once(arrows: list[tuple[int, Thing]]) -> None:
    told = [node for nodes in ways_back([1, 2, 3], arrows).values() for node in all_of(nodes)]
    in_full = [node.cause for node in told if not node.is_again]
    leading = {cause for cause, (kind, _) in arrows if kind == "outcome"}
    while more := {cause for cause, driven in arrows if driven[0] == "cause" and driven[1] in leading} - leading:
        leading |= more
    assert sorted(in_full) == sorted(leading)
