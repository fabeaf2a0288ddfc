"""When does a change start a version, and when may an indicator be active?"""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backbone.core.exceptions import Refusal
from measurement.rules import adopting, composition, definitions
from measurement.rules.composition import Piece
from measurement.rules.differences import differences

DAY = date(2026, 1, 1)


def code(refusal: Refusal | None) -> str:
    return refusal.code if refusal else ""


@pytest.mark.parametrize(
    ("current", "wanted", "replaced", "said"),
    [
        ("proposed", "active", False, ""),
        ("active", "retired", False, ""),
        ("retired", "active", False, ""),
        ("retired", "active", True, "indicator_was_replaced"),
        ("active", "active", False, "indicator_not_in_state"),
        ("active", "proposed", False, "indicator_not_in_state"),
    ],
)
def test_the_life_of_an_indicator(current: str, wanted: str, replaced: bool, said: str) -> None:
    assert code(definitions.move_refusal(current, wanted, is_replaced=replaced)) == said


@pytest.mark.parametrize(
    ("changed", "has_figures", "said"),
    [
        ({"definition", "name"}, True, ""),
        ({"decimals", "usual_lag_days"}, True, ""),
        ({"unit"}, True, "change_is_of_meaning"),
        ({"kind", "unit"}, True, "fixed_by_figures"),
        ({"kind", "unit"}, False, ""),
    ],
)
def test_what_passes_as_a_correction(changed: set[str], has_figures: bool, said: str) -> None:
    assert code(definitions.correction_refusal(changed, has_figures=has_figures)) == said


@pytest.mark.parametrize(
    ("changed", "note", "breaks_on", "last", "said"),
    [
        ({"definition"}, "Wider", DAY, None, ""),
        ({"unit"}, "Other unit", DAY, date(2025, 1, 1), ""),
        ({"name", "decimals"}, "Wider", DAY, None, "nothing_of_meaning_changed"),
        ({"definition"}, " ", DAY, None, "redefinition_needs_note"),
        ({"definition"}, "Wider", None, None, "redefinition_needs_day"),
        ({"definition"}, "Wider", DAY, DAY, "redefinition_before_last"),
        ({"per", "definition"}, "Wider", DAY, None, "fixed_by_figures"),
    ],
)
def test_what_starts_a_version(changed: set[str], note: str, breaks_on: date | None, last: date, said: str) -> None:
    found = definitions.redefinition_refusal(changed, has_figures=True, note=note, breaks_on=breaks_on, last_break=last)
    assert code(found) == said


@pytest.mark.parametrize(
    ("kind", "adds", "said"),
    [
        ("count", "sum", ""), ("amount", "sum", ""), ("share", "ratio_of_sums", ""), ("mean", "not_additive", ""),
        ("mean", "weighted_mean", ""), ("share", "weighted_mean", ""), ("count", "weighted_mean", "kind_is_no_mean"),
        ("share", "sum", "kind_is_no_sum"), ("ratio", "sum", "kind_is_no_sum"), ("mean", "sum", "kind_is_no_sum"),
    ],
)  # fmt: skip
def test_nobody_adds_shares(kind: str, adds: str, said: str) -> None:
    assert code(definitions.adding_refusal(kind, adds)) == said


def test_what_counts_once_a_year_is_not_summed_over_time() -> None:
    refused = definitions.adding_refusal("count", "sum", "sum", "people", "partner_year")

    assert refused is not None
    assert (refused.code, refused.values) == ("counted_once_a_year", {"axis": "adds_over_time"})
    assert definitions.adding_refusal("count", "sum", "last", "people", "partner_year") is None
    assert definitions.adding_refusal("count", "sum", "sum", "visits", "partner_year") is None
    assert code(definitions.adding_refusal("share", "ratio_of_sums", "sum", "people", "")) == "kind_is_no_sum"


def test_words_without_agreement_are_named() -> None:
    found = definitions.terms_refusal(["carer", "absence"])
    assert found is not None
    assert found.values == {"terms": "carer, absence", "count": 2}
    assert definitions.terms_refusal([]) is None


@given(st.text(), st.text())
def test_differences_hold_both_texts_whole(before: str, after: str) -> None:
    pieces = differences(before, after)
    assert "".join(each.text for each in pieces if each.kind != "new") == before
    assert "".join(each.text for each in pieces if each.kind != "gone") == after


def test_differences_are_of_words() -> None:
    found = [(each.kind, each.text) for each in differences("Children aged 10 to 15", "Children aged 10 to 17")]
    assert found == [("same", "Children aged 10 to "), ("gone", "15"), ("new", "17")]


NORTH = Piece("area:north", "North", within=frozenset({"area:all"}))


@pytest.mark.parametrize(
    ("new", "others", "said"),
    [
        (NORTH, [], ""),
        (NORTH, [Piece("area:south", "South", within=frozenset({"area:all"}))], ""),
        (NORTH, [NORTH], "part_covered_twice"),
        (NORTH, [Piece("area:all", "All")], "part_covered_twice"),  # one lies in the other
        (Piece("area:all", "All"), [NORTH], "part_covered_twice"),
        (Piece("a", "A", date(2024, 1, 1)), [Piece("a", "A", None, date(2023, 12, 31))], ""),
        (Piece("a", "A", date(2023, 12, 31)), [Piece("a", "A", None, date(2023, 12, 31))], "part_covered_twice"),
        (Piece("a", "A", date(2024, 1, 1), date(2023, 1, 1)), [], "part_ends_before_it_starts"),
    ],
)
def test_each_piece_is_covered_once(new: Piece, others: list[Piece], said: str) -> None:
    assert code(composition.refusal(new, others)) == said


@pytest.mark.parametrize(
    ("state", "adopted", "because", "said"),
    [
        ("active", 59, "", ""),
        ("active", 60, "", "cap_reached"),
        ("active", 60, "The committee asked for it", ""),
        ("proposed", 0, "", "only_active_are_adopted"),
        ("retired", 0, "", "only_active_are_adopted"),
    ],
)
def test_who_is_adopted(state: str, adopted: int, because: str, said: str) -> None:
    assert code(adopting.refusal(state=state, adopted=adopted, cap=60, over_cap_because=because)) == said


def test_programmes_contribute_to_the_community() -> None:
    def said(level: str, to: str, same: bool) -> str:
        return code(adopting.contribution_refusal(level=level, to_level=to, same_initiative=same))

    assert said("programme", "community", True) == ""
    assert {said("community", "community", True), said("programme", "community", False)} == {
        "contributes_to_community_only"
    }
