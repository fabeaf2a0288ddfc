"""What changed between two texts, so that a person can read it?

Words are compared within paragraphs that follow each other, since agendas are changed by the word. Method: the longest
matching blocks of Ratcliff and Obershelp, as in Python's difflib.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

WORD = re.compile(r"\s+|[^\s]+")
# Fewer words in a row than these, between two changes, are read with them: confetti helps nobody.
LEAST_KEPT = 2


class Kind(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words that stayed, came or went."""

    kind: Kind
    text: str


def changes(before: str, after: str) -> list[Piece]:
    """The later text with what was taken out of the earlier one at its place; equal neighbours are one piece."""
    old, new = WORD.findall(before), WORD.findall(after)
    pieces: list[Piece] = []
    for piece in _pieces(old, new):
        if pieces and pieces[-1].kind == piece.kind:
            pieces[-1] = Piece(piece.kind, pieces[-1].text + piece.text)
        elif piece.text:
            pieces.append(piece)
    return pieces


def _pieces(old: list[str], new: list[str]) -> Iterator[Piece]:
    removed = added = ""
    for tag, start, end, new_start, new_end in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        was, is_now = "".join(old[start:end]), "".join(new[new_start:new_end])
        if tag == "equal" and not (_is_short(old[start:end]) and (removed or added)):
            yield from _changed(removed, added)
            removed = added = ""
            yield Piece(Kind.SAME, is_now)
        else:
            removed, added = removed + was, added + is_now
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    # What ends alike on both sides, such as a space taken along, is no change.
    if removed == added:
        yield Piece(Kind.SAME, added)
        return
    if removed:
        yield Piece(Kind.REMOVED, removed)
    if added:
        yield Piece(Kind.ADDED, added)


def _is_short(words: list[str]) -> bool:
    return sum(not word.isspace() for word in words) < LEAST_KEPT


def is_changed(pieces: list[Piece]) -> bool:
    return any(piece.kind != Kind.SAME for piece in pieces)
