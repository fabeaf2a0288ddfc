"""Where does nobody lead, where do many, and who works with whom?"""

from hypothesis import given
from hypothesis import strategies as st

from workgroups.rules.alignment import PARTS, Effort, matrix, pairs, with_doer


def test_who_does_it_leads_whatever_was_said() -> None:
    assert with_doer(1, {1: "supports", 2: "leads"}) == {1: "leads", 2: "leads"}
    assert with_doer(None, {2: "planned"}) == {2: "planned"}


def test_the_strongest_part_is_shown_and_all_activities_stand_behind() -> None:
    found = matrix([7], [Effort(1, 7, (), {5: "planned"}), Effort(2, 7, (), {5: "leads"})])
    cell = found.cells[5, 7]
    assert (cell.part, cell.activities) == ("leads", [1, 2])


def test_a_gap_is_a_strategy_that_nobody_leads() -> None:
    found = matrix([7, 8, 9], [Effort(1, 7, (), {5: "leads"}), Effort(2, 8, (), {5: "supports"})]).columns
    assert {key: column.is_gap for key, column in found.items()} == {7: False, 8: True, 9: True}
    assert found[8].unled == (2,)
    assert (found[9].activities, found[8].supporters) == (0, 1)


def test_one_activity_that_nobody_leads_is_named_though_the_strategy_is_led() -> None:
    column = matrix([7], [Effort(1, 7, (), {5: "leads"}), Effort(2, 7, (), {6: "supports"})]).columns[7]
    assert (column.is_gap, column.unled) == (False, (2,))


def test_crowded_from_four_leaders_on() -> None:
    def crowded(count: int) -> bool:
        return matrix([7], [Effort(k, 7, (), {k: "leads"}) for k in range(count)]).columns[7].is_crowded

    assert [crowded(count) for count in (1, 3, 4)] == [False, False, True]


def test_several_that_lead_toward_one_indicator_crowd_it_but_not_together() -> None:
    joint = [Effort(1, 7, (70,), {5: "leads", 6: "leads"})]
    apart = [Effort(1, 7, (70, 71), {5: "leads"}), Effort(2, 7, (70,), {6: "leads"})]
    same = [Effort(1, 7, (70,), {5: "leads"}), Effort(2, 7, (70,), {5: "leads"})]
    found = [matrix([7], each).columns[7].crowded_indicators for each in (joint, apart, same)]
    assert found == [(), (70,), ()]


def test_what_needs_something_at_risk_is_named() -> None:
    column = matrix([7], [Effort(1, 7, (), {5: "leads"}, needs_what_is_at_risk=True)]).columns[7]
    assert column.at_risk == (1,)


EFFORTS = st.lists(
    st.builds(
        Effort,
        key=st.integers(1, 50),
        strategy=st.integers(1, 3),
        indicators=st.just(()),
        parts=st.dictionaries(st.integers(1, 6), st.sampled_from(PARTS)),
    ),
    unique_by=lambda each: each.key,
)


@given(EFFORTS)
def test_each_partner_counts_once_in_a_column(efforts: list[Effort]) -> None:
    found = matrix([1, 2, 3], efforts)
    for strategy, column in found.columns.items():
        partners = {partner for each in efforts if each.strategy == strategy for partner in each.parts}
        assert column.leaders + column.supporters + column.planned == len(partners)


def test_who_works_with_whom_most_in_common_first() -> None:
    found = pairs([{1, 2, 3}, {2, 3}], [{1, 9}, {2, 3}])
    assert [(each.one, each.other, each.activities, each.groups) for each in found] == [
        (2, 3, 2, 1),
        (1, 2, 1, 0),
        (1, 3, 1, 0),
        (1, 9, 0, 1),
    ]
