"""Where may an initiative have its place inside a group of another one?"""

import pytest

from workgroups.rules.sub_programmes import above, refusal_of_place

A, B, C, D = range(1, 5)


def test_it_may_be_anywhere_it_does_not_hold_itself() -> None:
    assert refusal_of_place(A, B, "A", {C: D}) is None


@pytest.mark.parametrize(
    ("initiative", "host", "places", "code"),
    [
        (A, A, {}, "sub_programme_of_itself"),
        (A, B, {A: C}, "sub_programme_has_place"),
        (A, B, {B: A}, "sub_programme_in_a_circle"),
        (A, C, {C: B, B: A}, "sub_programme_in_a_circle"),
    ],
)
def test_not_in_itself_not_twice_and_not_round_in_a_circle(
    initiative: int, host: int, places: dict[int, int], code: str
) -> None:
    found = refusal_of_place(initiative, host, "A", places)
    assert found
    assert found.code == code


def test_a_circle_that_is_there_all_the_same_is_walked_once() -> None:
    assert above(A, {A: B, B: A}) == [B, A]
