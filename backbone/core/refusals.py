"""What does a refusal say, whichever door it meets? Apps register their sentences, from their `wording` modules."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from backbone.core.exceptions import Refusal

NOT_NOW: Promise = _("This is not allowed now.")

_sentences: dict[str, Promise] = {}
_stale: set[str] = set()
_unsaid: dict[str, Promise] = {}


def register_sentences(
    sentences: Mapping[str, Promise], *, stale: Iterable[str] = (), unsaid: Mapping[str, Promise] | None = None
) -> None:
    """Register what refusals say, by code; `stale` are those that mean: you read it before somebody changed it.

    `unsaid` are the words for values that a refusal leaves empty, such as who may help.
    """
    _unsaid.update(unsaid or {})
    _sentences.update(sentences)
    _stale.update(stale)


def sentence_of(refusal: Refusal) -> str:
    """What is refused, in words that say what to do."""
    values = {name: str(word) for name, word in _unsaid.items()}
    values |= {name: value for name, value in refusal.values.items() if value not in ("", None)}
    return str(_sentences.get(refusal.code, NOT_NOW)) % values


def is_stale(refusal: Refusal) -> bool:
    """Whether the refusal is about an outdated version: 412 in the API and not 409."""
    return refusal.code in _stale


def registered() -> dict[str, str]:
    """Every code with its sentence, its values left as names."""
    return {code: str(sentence) for code, sentence in _sentences.items()}
