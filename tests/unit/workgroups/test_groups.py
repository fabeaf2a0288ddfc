"""Where may a group be formed, to whom may a seat belong, and when is a term due?"""

from datetime import date, timedelta
from typing import Any

import pytest

from workgroups.rules.groups import refusal_of_end, refusal_of_place
from workgroups.rules.seats import Term, is_below_level, refusal_of_holder, refusal_of_seat, term_of

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("kind", "parent", "strategy", "committee", "code"),
    [
        ("steering_committee", None, False, False, None),
        ("steering_committee", None, False, True, "committee_is_there"),
        ("working_group", None, True, True, None),
        ("working_group", None, False, True, "working_group_needs_strategy"),
        ("subgroup", "working_group", False, True, None),
        ("subgroup", None, False, True, "subgroup_needs_working_group"),
        ("subgroup", "subgroup", False, True, "subgroup_needs_working_group"),
        ("subgroup", "steering_committee", False, True, "subgroup_needs_working_group"),
    ],
)
def test_where_a_group_may_be_formed(
    kind: str, parent: str | None, strategy: bool, committee: bool, code: str | None
) -> None:
    refusal = refusal_of_place(kind, parent, has_strategy=strategy, has_committee=committee)
    assert (refusal.code if refusal else None) == code


@pytest.mark.parametrize(
    ("closed", "subgroups", "activities", "successor", "code"),
    [
        (False, 0, 0, False, None),
        (True, 0, 0, False, "group_is_closed"),
        (False, 1, 0, True, "group_has_subgroups"),
        (False, 0, 2, False, "group_has_activities"),
        (False, 0, 2, True, None),
    ],
)
def test_what_a_group_does_goes_on_somewhere(
    closed: bool, subgroups: int, activities: int, successor: bool, code: str | None
) -> None:
    facts: dict[str, Any] = {
        "is_closed": closed,
        "subgroups": subgroups,
        "activities": activities,
        "has_successor": successor,
    }
    refusal = refusal_of_end("A", is_committee=False, **facts)
    assert (refusal.code if refusal else None) == code
    committee = refusal_of_end("A", is_committee=True, **facts)
    assert committee is not None
    assert committee.code == "committee_stays"


@pytest.mark.parametrize(
    ("days", "term"),
    [(None, Term.OPEN), (-1, Term.OVER), (0, Term.DUE), (90, Term.DUE), (91, Term.RUNNING)],
)
def test_a_term_is_due_in_its_last_ninety_days(days: int | None, term: Term) -> None:
    ends_on = None if days is None else TODAY + timedelta(days=days)
    assert term_of(ends_on, TODAY) is term


@pytest.mark.parametrize(
    ("kind", "function", "level", "lived", "below"),
    [
        ("steering_committee", "member", "chief_executive", False, False),
        ("steering_committee", "chair", "director", False, True),
        ("steering_committee", "member", "", False, True),  # not said is not known
        ("steering_committee", "member", "lived_experience", True, False),
        ("steering_committee", "facilitator", "manager", False, False),
        ("working_group", "chair", "manager", False, False),
    ],
)
def test_seats_of_the_committee_ask_for_chief_executives(
    kind: str, function: str, level: str, lived: bool, below: bool
) -> None:
    assert is_below_level(kind, function, level, is_lived_experience=lived) is below


@pytest.mark.parametrize(
    ("function", "organization", "lived", "may"),
    [
        ("member", True, False, True),
        ("member", False, False, False),
        ("chair", False, False, False),
        ("member", False, True, True),
        ("facilitator", False, False, True),
        ("coach", False, False, True),
    ],
)
def test_a_seat_belongs_to_an_organization_but_for_few(
    function: str, organization: bool, lived: bool, may: bool
) -> None:
    refusal = refusal_of_seat(function, has_organization=organization, is_lived_experience=lived)
    assert (refusal is None) is may


def test_who_cannot_be_given_a_seat() -> None:
    def code(**but: object) -> str | None:
        asked = {"is_ended": False, "sits_already": False, "held_from": TODAY, "term_ends_on": None, "today": TODAY}
        refusal = refusal_of_holder(**asked | but)  # type: ignore[arg-type]
        return refusal.code if refusal else None

    assert code() is None
    assert code(is_ended=True) == "seat_has_ended"
    assert code(sits_already=True) == "person_sits_already"
    assert code(held_from=TODAY + timedelta(days=1)) == "day_is_ahead"
    assert code(term_ends_on=TODAY - timedelta(days=1)) == "term_ends_before_it_begins"
