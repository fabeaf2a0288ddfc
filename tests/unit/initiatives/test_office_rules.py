"""What do the rules of plan, priorities, assessment and pulse say?"""

from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from initiatives.models import AssessmentAnswer, BackboneFunction
from initiatives.rules import office, pulse
from initiatives.rules.pulse import Band
from initiatives.wording.office import QUESTIONS, STATEMENTS, countdown

TODAY = date(2026, 3, 1)


def code(refusal: object) -> str:
    return getattr(refusal, "code", "")


def test_there_are_six_functions_with_four_statements_and_a_question_each() -> None:
    assert tuple(BackboneFunction.values) == office.FUNCTIONS
    assert set(STATEMENTS) == set(office.ALL_STATEMENTS)
    assert len(set(map(str, STATEMENTS.values()))) == 24
    assert set(QUESTIONS) == set(pulse.QUESTIONS)
    assert len(QUESTIONS) == 8
    assert set(pulse.QUESTIONS.values()) == set(office.FUNCTIONS)
    assert AssessmentAnswer.Rating.values == [1, 2, 3, 4]


@pytest.mark.parametrize(
    ("current", "wanted", "because", "refused"),
    [
        ("planned", "done", "", ""),
        ("under_way", "dropped", "No money", ""),
        ("under_way", "dropped", "  ", "reason_missing_here"),
        ("dropped", "planned", "", ""),
        ("done", "planned", "", "plan_item_done"),
    ],
)
def test_what_is_dropped_has_a_reason_and_what_is_done_stays(
    current: str, wanted: str, because: str, refused: str
) -> None:
    assert code(office.move_refusal(current, wanted, because)) == refused


def test_a_priority_comes_first_until_a_day_and_not_once_it_is_done() -> None:
    assert office.current_refusal(is_done=False, until=TODAY, today=TODAY) is None
    assert code(office.current_refusal(is_done=False, until=None, today=TODAY)) == "priority_needs_a_day"
    assert code(office.current_refusal(is_done=False, until=date(2026, 2, 28), today=TODAY)) == "priority_needs_a_day"
    assert code(office.current_refusal(is_done=True, until=TODAY, today=TODAY)) == "priority_done"


@pytest.mark.parametrize(
    ("days", "words"), [(37, "37 days left"), (1, "1 day left"), (0, "the last day is today"), (-2, "2 days over")]
)
def test_the_countdown_in_words(days: int, words: str) -> None:
    assert countdown(TODAY + timedelta(days=days), TODAY) == words


def test_an_assessment_closes_with_every_statement_rated() -> None:
    assert office.closing_refusal(is_closed=False, rated=office.ALL_STATEMENTS) is None
    refused = office.closing_refusal(is_closed=False, rated=office.ALL_STATEMENTS[1:])
    assert (code(refused), refused and refused.values) == ("assessment_not_rated", {"count": 1})
    assert code(office.closing_refusal(is_closed=True, rated=office.ALL_STATEMENTS)) == "assessment_closed"


def test_a_survey_opens_alone_with_five_at_least_and_time_to_answer() -> None:
    def refused(*, least: int = 5, closes_on: date = TODAY, is_one_open: bool = False) -> str:
        return code(pulse.opening_refusal(least=least, closes_on=closes_on, today=TODAY, is_one_open=is_one_open))

    assert refused() == ""
    assert refused(least=4) == "pulse_least_too_low"
    assert refused(closes_on=date(2026, 2, 28)) == "pulse_closes_before_today"
    assert refused(is_one_open=True) == "pulse_open_already"


def test_a_survey_is_closed_after_its_last_day_or_by_hand() -> None:
    assert not pulse.is_closed(TODAY, None, TODAY)
    assert pulse.is_closed(TODAY, None, TODAY + timedelta(days=1))
    assert pulse.is_closed(TODAY, TODAY, TODAY)


def test_nothing_is_shown_before_it_is_closed_and_enough_have_answered() -> None:
    shown = {(closed, n) for closed, n in product((False, True), (5, 6, 7, 8))
             if pulse.may_show(is_closed=closed, answered=n, least=7)}  # fmt: skip
    assert shown == {(True, 7), (True, 8)}
    # A row that says less than five shows nothing all the same.
    assert not pulse.may_show(is_closed=True, answered=4, least=1)


@pytest.mark.parametrize(
    ("counts", "found"),
    [
        ([0, 0, 0, 3, 4], [Band(1, 4, 3), Band(5, 5, 4)]),
        ([3, 3, 3, 3, 3], [Band(each, each, 3) for each in (1, 2, 3, 4, 5)]),
        ([1, 1, 1, 1, 1], [Band(1, 5, 5)]),
        ([4, 0, 3, 0, 1], [Band(1, 1, 4), Band(2, 5, 4)]),
        # All said the same: that they did would tell what each of them said.
        ([0, 0, 0, 0, 9], [Band(1, 5, 9)]),
        ([9, 0, 0, 0, 0], [Band(1, 5, 9)]),
        ([0, 2, 2, 0, 0], []),
    ],
)
def test_ratings_stand_together_until_three_gave_them(counts: list[int], found: list[Band]) -> None:
    assert pulse.bands(counts, 5) == found


def test_no_band_of_any_counts_is_small_and_none_stands_for_everybody_but_the_whole() -> None:
    for counts in product(range(5), repeat=5):
        found = pulse.bands(counts, 5)
        if not found:
            assert sum(counts) < 5
            continue
        assert sum(each.count for each in found) == sum(counts)
        assert found[0].lowest == 1
        assert found[-1].highest == 5
        assert all(after.lowest == before.highest + 1 for before, after in pairwise(found))
        assert all(each.count >= 3 for each in found)
        if any(each.count == sum(counts) for each in found):
            assert (found[0].lowest, found[0].highest) == (1, 5)
