"""Which terms does a text name, and may a term still change?

A text names a term where its word, or one of its other forms, stands as whole words, in whatever case. Of forms that
begin at the same place the longest counts: "young carer" is not "carer".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from backbone.core.exceptions import Refusal

# From which state a term may come into which. A retired one may be agreed again: words come back.
NEXT: dict[str, frozenset[str]] = {
    "proposed": frozenset({"agreed", "retired"}),
    "agreed": frozenset({"retired"}),
    "retired": frozenset({"agreed"}),
}


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a text where a term stands: `key` is the caller's own name of the term."""

    key: str
    start: int
    end: int


def forms_of(word: str, other_forms: str) -> list[str]:
    """A term's word and its other forms, which are parted by commas; each once, without empty ones."""
    given = [word, *other_forms.split(",")]
    return list(dict.fromkeys(" ".join(each.split()) for each in given if each.strip()))


def named_in(text: str, forms: Iterable[tuple[str, str]]) -> list[Named]:
    """Where a text names terms, from its beginning; `forms` are pairs of key and form. No two places overlap."""
    by_form: dict[str, str] = {}
    for key, form in forms:
        by_form.setdefault(_folded(form), key)
    if not by_form:
        return []
    longest_first = sorted(by_form, key=lambda form: (-len(form), form))
    # \w knows letters of every script, so "café" ends where it ends; spaces may be line ends in the text.
    words = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in longest_first)
    found = re.finditer(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE)
    return [Named(by_form[_folded(each[0])], each.start(), each.end()) for each in found if _folded(each[0]) in by_form]


def keys_named(texts: Sequence[str], forms: Iterable[tuple[str, str]]) -> list[str]:
    """The keys of all terms that any of the texts names, each once, in the order in which they first stand."""
    pairs = list(forms)
    return list(dict.fromkeys(each.key for text in texts for each in named_in(text, pairs)))


def refusal(current: str, wanted: str) -> Refusal | None:
    """Say why a term may not come into another state; None means it may."""
    return None if wanted in NEXT[current] else Refusal("term_not_in_state", {"current": current, "wanted": wanted})


def _folded(form: str) -> str:
    return " ".join(form.lower().split())
