"""Which questions does a URL ask, and which two figures stand beside each other?"""

from dataclasses import replace
from datetime import date
from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from communications.exploring.rules.asking import PartnerSet, Question, SetKind, View, partner_set, read_query, written
from communications.exploring.rules.beside import latest_in_both, same_part_of_two_years
from measurement.rules.periods import Period


def test_every_filter_comes_back_as_it_was_written() -> None:
    query = (
        "outcome=ready&verdict=improving&group=sex%3Dfemale&from=2019-01-01&to=2024-12-31&as_of=2025-01-01"
        "&partner=p1&partner=p2&view=compare&compare=groups&a=all&b=sex%3Dmale"
    )
    assert written(read_query(query)) == query
    assert read_query(query).partners == PartnerSet(SetKind.CHOSEN, ("p1", "p2"))


@pytest.mark.parametrize(
    "query",
    ["", "from=tomorrow", "view=everything", "group=%3Cscript%3E", "nothing=known&token=x", "from=" + "9" * 99],
)
def test_what_makes_no_sense_is_left_out(query: str) -> None:
    assert read_query(query) == Question()
    assert written(read_query(query)) == ""


@given(st.text(max_size=60))
def test_whatever_is_typed_is_a_question_of_one_spelling(text: str) -> None:
    once = written(read_query(text))
    assert written(read_query(once)) == once
    assert set(parse_qs(once)) <= {
        "outcome", "indicator", "verdict", "group", "from", "to", "as_of", "sector", "partner", "view", "compare", "a",
        "b",
    }  # fmt: skip


def test_a_set_of_partners_is_one_word() -> None:
    assert partner_set("sector:health") == PartnerSet(SetKind.SECTOR, ("health",))
    assert str(partner_set("partners:p2,p1")) == "partners:p1,p2"
    assert partner_set("everything") == PartnerSet()
    assert replace(read_query("view=charts"), view=View.TABLE) == Question()


def quarter(year: int, number: int) -> Period:
    ends = [(3, 31), (6, 30), (9, 30), (12, 31)]
    return Period(date(year, 3 * number - 2, 1), date(year, *ends[number - 1]))


def test_a_quarter_stands_beside_the_same_quarter() -> None:
    """The newer year has two quarters so far: the second is set beside the second, not beside the fourth."""
    periods = [*(quarter(2024, n) for n in (1, 2, 3, 4)), quarter(2025, 1), quarter(2025, 2)]
    assert same_part_of_two_years(periods, 2024, 2025) == (quarter(2024, 2), quarter(2025, 2))
    assert same_part_of_two_years(periods, 2023, 2025) is None
    leap = [Period(date(2024, 2, 1), date(2024, 2, 29)), Period(date(2025, 2, 1), date(2025, 2, 28))]
    assert same_part_of_two_years(leap, 2024, 2025) == (leap[0], leap[1])


def test_two_groups_are_compared_in_the_latest_period_of_both() -> None:
    assert latest_in_both([quarter(2024, 1), quarter(2024, 2)], [quarter(2024, 1)]) == quarter(2024, 1)
    assert latest_in_both([quarter(2024, 1)], [quarter(2024, 2)]) is None
