"""When is an agenda opened and adopted, who is asked again, and what changed between two texts?"""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.rules import agenda, differences
from initiatives.rules.signoffs import RENEWAL_NOTICE, Signed, Standing, are_changed, counts, standing
from initiatives.rules.text_changes import Kind, changes, is_changed

TODAY = date(2026, 11, 22)
KEY = uuid4()
GOALS = {KEY: "More children read"}


def adoption(**changed: object) -> str | None:
    facts: dict[str, object] = {"unanswered": 0, "consents": 2, "members": 3, "until": TODAY, "today": TODAY}
    refusal = agenda.adoption_refusal("open", **(facts | changed))  # type: ignore[arg-type]
    return refusal.code if refusal else None


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({}, None),
        ({"until": TODAY + timedelta(days=1)}, "agenda_still_open"),
        ({"unanswered": 1}, "agenda_comments_unanswered"),
        ({"members": 0, "consents": 0}, "agenda_without_committee"),
        ({"members": 4}, "agenda_without_majority"),
        ({"members": 5, "consents": 3}, None),
    ],
)
def test_an_agenda_is_adopted_when_all_are_answered_and_more_than_half_consent(
    changed: dict[str, object], code: str | None
) -> None:
    assert adoption(**changed) == code


def test_a_draft_says_something_everywhere_before_it_is_opened() -> None:
    def code(**facts: object) -> str | None:
        given: dict[str, object] = {"empty": [], "primary_goals": 1, "until": TODAY, "today": TODAY}
        refusal = agenda.opening_refusal("draft", **(given | facts))  # type: ignore[arg-type]
        return refusal.code if refusal else None

    assert code() is None
    assert code(empty=["Vision"]) == "agenda_sections_empty"
    assert code(primary_goals=0) == "agenda_without_primary_goal"
    assert code(until=TODAY - timedelta(days=1)) == "agenda_comments_end_before_today"


def test_comments_may_be_made_until_the_last_day_is_over() -> None:
    assert agenda.comment_refusal("open", until=TODAY, today=TODAY) is None
    late = agenda.comment_refusal("open", until=TODAY, today=TODAY + timedelta(days=1))
    assert late is not None
    assert late.code == "agenda_comments_closed"
    assert agenda.comment_refusal("draft", until=TODAY, today=TODAY) is not None


@pytest.mark.parametrize(
    ("adopted", "signed", "expected"),
    [
        (None, None, Standing.NOTHING_ADOPTED),
        (GOALS, None, Standing.NOT_SIGNED),
        (GOALS, Signed(GOALS, None, False, False), Standing.SIGNED),
        (GOALS, Signed({KEY: "More  children\nread"}, None, False, True), Standing.WITH_RESERVATIONS),
        (GOALS, Signed({KEY: "More children count"}, None, False, False), Standing.ASKED_AGAIN),
        ({**GOALS, uuid4(): "New"}, Signed(GOALS, None, False, False), Standing.ASKED_AGAIN),
        (GOALS, Signed(GOALS, TODAY - timedelta(days=1), False, False), Standing.LAPSED),
        (GOALS, Signed(GOALS, TODAY, False, False), Standing.RENEWAL_DUE),
        (GOALS, Signed(GOALS, TODAY + RENEWAL_NOTICE, False, False), Standing.SIGNED),
        (GOALS, Signed(GOALS, None, True, False), Standing.WITHDRAWN),
    ],
)
def test_how_an_organization_stands(adopted: dict[object, str], signed: Signed, expected: Standing) -> None:
    assert standing(adopted, signed, TODAY) is expected  # type: ignore[arg-type]


def test_who_stands_behind_the_agenda_is_counted() -> None:
    assert counts([Standing.SIGNED, Standing.RENEWAL_DUE, Standing.LAPSED, Standing.ASKED_AGAIN]) == (2, 4)
    assert not are_changed({}, {})


@given(st.text(max_size=80), st.text(max_size=80))
def test_changes_hold_both_texts(before: str, after: str) -> None:
    pieces = changes(before, after)
    assert "".join(each.text for each in pieces if each.kind != Kind.REMOVED) == after
    assert "".join(each.text for each in pieces if each.kind != Kind.ADDED) == before
    assert is_changed(pieces) == (before != after)


def test_one_word_in_another_place_is_not_confetti() -> None:
    pieces = changes("We reach every child in the city by 2030", "We reach every child of the town by 2030")
    assert [(each.kind.value, each.text) for each in pieces] == [
        ("same", "We reach every child "),
        ("removed", "in the city"),
        ("added", "of the town"),
        ("same", " by 2030"),
    ]


def test_a_difference_ends_resolved_or_stands_in_the_open_and_may_be_taken_up_again() -> None:
    assert differences.refusal("raised", "standing") is None
    assert differences.refusal("standing", "resolved") is None
    assert differences.refusal("resolved", "raised") is not None
