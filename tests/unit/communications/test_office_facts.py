"""How are the facts of an assessment counted, and what do they say?"""

from datetime import UTC, date, datetime
from uuid import UUID

from communications.office.rules.facts import Facts, Report, answered, commitment, money_of, punctual
from communications.office.wording import facts_in_words
from initiatives.rules.office import FUNCTIONS

TODAY = date(2026, 6, 30)
KEY = str(UUID(int=1))


def test_reports_are_punctual_by_their_schedule() -> None:
    reports = [
        Report(date(2025, 12, 31), 30, date(2026, 1, 30)),  # on its last day
        Report(date(2026, 3, 31), 30, date(2026, 5, 1)),  # a day late
        Report(date(2026, 4, 30), 30, None),  # due, not issued
        Report(date(2026, 6, 30), 30, None),  # not due yet
        Report(date(2026, 6, 1), 60, date(2026, 6, 29)),  # before it was due
        Report(date(2025, 6, 30), 30, date(2025, 7, 1)),  # of another year
    ]
    assert punctual(reports, 2026, TODAY) == (4, 3, 2)


def test_a_comment_is_answered_soon_within_a_fortnight() -> None:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    comments = [(made, datetime(2026, 1, 15, tzinfo=UTC)), (made, datetime(2026, 1, 16, tzinfo=UTC)), (made, None)]
    assert answered(comments) == (3, 2, 1)


def test_commitment_follows_the_rule_of_signatures() -> None:
    before = {"agenda": 1, "key": KEY, "statement": "Goal", "adopted": False}
    after = {"agenda": 2, "key": KEY, "statement": "Goal", "adopted": True}
    signed = {"agenda": 1, "ends_on": None, "withdrawn_at": None}
    lapsed, withdrawn = signed | {"ends_on": "2026-06-29"}, signed | {"withdrawn_at": "2026-01-01T00:00:00Z"}
    assert commitment([before, after], [signed, lapsed, withdrawn, None], TODAY) == (1, 4, True)
    assert commitment([before, after | {"statement": "Other"}], [signed], TODAY) == (0, 1, True)
    assert commitment([before], [signed], TODAY) == (0, 1, False)


def test_money_is_counted_by_currency_with_its_leverage_and_hours_apart() -> None:
    pledges = [
        {"kind": "aligned", "currency": "GBP", "amount": "90000.00"},
        {"kind": "funds", "currency": "EUR", "amount": "10.00"},
        {"kind": "time", "currency": "", "amount": "40.00"},
    ]
    money, hours = money_of(pledges, [{"currency": "GBP", "amount": "30000.00"}], 2026)
    assert [(each[0], each[4]) for each in money] == [("EUR", ""), ("GBP", "3.0")]
    assert hours == "40.00"


def test_each_function_has_one_to_three_facts_each_with_its_rule() -> None:
    facts = Facts(
        partners=12, committed=8, is_adopted=True, sectors=["government", "nonprofit"], comments=10,
        comments_answered=9, comments_answered_soon=7, money=[("GBP", "90000.00", "0", "30000.00", "3.0")],
    )  # fmt: skip
    words = facts_in_words(facts, 2026)
    assert tuple(words) == FUNCTIONS
    assert all(1 <= len(lines) <= 3 and all(line.sentence and line.rule for line in lines) for lines in words.values())
    assert words["direction"][0].sentence == "8 of 12 partners stand behind the adopted agenda."
    assert "9 of 10" in words["dialogue"][0].sentence
    assert "7 of them within 14 days" in words["dialogue"][0].sentence
    assert words["funds"][0].sentence.endswith("That is 3 GBP for each GBP of its cost.")
    empty = facts_in_words(Facts(), 2026)
    assert all(empty.values())
