"""Which steps are done and which conditions stand, by their evidence?"""

from dataclasses import replace

from communications.founding.rules.standing import Condition, Facts, State, Step, conditions, steps

ALL = Facts(
    members=3, partners=4, boundaries=2, agendas_adopted=1, sign_offs=3, strategies=2, strategies_with_group=2,
    strategies_with_activity=2, groups=2, groups_led=2, groups_with_charter=2, groups_changed=1, people_who_link=1,
    indicators=5, indicators_released=4, rounds=1, activities=3, activities_led=3, schedules=1, reports_issued=1,
    reports_this_year=1, project_managers=1, data_managers=1, facilitators=1,
)  # fmt: skip


def test_nothing_is_there_at_first_and_all_stands_in_the_end() -> None:
    assert set(steps(Facts()).values()) == set(conditions(Facts()).values()) == {State.MISSING}
    assert set(steps(ALL).values()) == set(conditions(ALL).values()) == {State.STANDS}


def test_a_condition_is_begun_by_any_of_its_evidence() -> None:
    assert conditions(replace(ALL, sign_offs=2))[Condition.AGENDA] is State.BEGUN, "two of four are not more than half"
    assert conditions(replace(ALL, strategies_with_activity=1))[Condition.ACTIVITIES] is State.BEGUN
    assert conditions(replace(ALL, facilitators=0))[Condition.BACKBONE] is State.BEGUN
    assert steps(replace(ALL, members=2))[Step.COMMITTEE] is State.BEGUN
    assert steps(replace(ALL, groups=3))[Step.EXCHANGE] is State.BEGUN


def test_no_group_is_not_all_groups() -> None:
    assert steps(Facts(groups=0, groups_led=0, groups_with_charter=0))[Step.CHANGE] is State.MISSING
    assert conditions(Facts(strategies=0, activities=0))[Condition.ACTIVITIES] is State.MISSING
