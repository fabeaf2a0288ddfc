"""Which terms does a text name? Whole words in any form and case, the longest first."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.rules.terms import forms_of, keys_named, named_in, refusal

FORMS = [
    ("carer", "carer"),
    ("carer", "carers"),
    ("young-carer", "young carer"),
    ("absence", "persistent absence"),
    ("élève", "élève"),
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("A carer", ["carer"]),
        ("CARERS and Young Carer", ["carer", "young-carer"]),
        ("young\n carer", ["young-carer"]),  # a line may end inside a term
        ("carerscope, scarer", []),  # no part of a word
        ("persistent absence.", ["absence"]),
        ("absence", []),
        ("un élève, élèves", ["élève"]),
        ("", []),
    ],
)
def test_terms_are_found_as_whole_words(text: str, named: list[str]) -> None:
    assert keys_named([text], FORMS) == named


def test_places_are_those_of_the_text() -> None:
    text = "A young carer, not a carer"
    assert [(each.key, text[each.start : each.end]) for each in named_in(text, FORMS)] == [
        ("young-carer", "young carer"),
        ("carer", "carer"),
    ]


def test_several_texts_name_each_term_once() -> None:
    assert keys_named(["carer", "young carer, carers"], FORMS) == ["carer", "young-carer"]


@given(st.text(), st.lists(st.text(min_size=1), max_size=6))
def test_whatever_the_text_places_are_in_order_and_inside_it(text: str, words: list[str]) -> None:
    """No pattern is made of what somebody typed, and no two places overlap."""
    pairs = [(word, form) for word in words for form in forms_of(word, "")]
    places = named_in(text, pairs)
    ends = [0, *(each.end for each in places)]
    assert all(end <= each.start < each.end <= len(text) for end, each in zip(ends, places, strict=False))
    assert {each.key for each in places} <= set(words)


def test_forms_are_parted_by_commas() -> None:
    assert forms_of(" home  less ", "homeless,, rough sleeper ,homeless") == ["home less", "homeless", "rough sleeper"]


@pytest.mark.parametrize(
    ("current", "wanted", "may"),
    [
        ("proposed", "agreed", True), ("proposed", "retired", True), ("agreed", "retired", True),
        ("retired", "agreed", True), ("agreed", "agreed", False), ("retired", "retired", False),
    ],
)  # fmt: skip
def test_the_life_of_a_term(current: str, wanted: str, may: bool) -> None:
    assert (refusal(current, wanted) is None) is may
