"""What may stand in a plain document, such as a letter or a hand-over pack?"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from backbone.core.paper.setting import typeset

TEMPLATE = Path(__file__).with_name("document.typ")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    kind: str = field(default="heading", init=False)


@dataclass(frozen=True, slots=True)
class Text:
    """Paragraphs as they were typed."""

    text: str
    kind: str = field(default="text", init=False)


@dataclass(frozen=True, slots=True)
class Lines:
    """A list."""

    lines: Sequence[str]
    kind: str = field(default="lines", init=False)


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with what belongs to each."""

    pairs: Sequence[tuple[str, str]]
    kind: str = field(default="pairs", init=False)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads; as many cells in each row as there are heads."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    kind: str = field(default="table", init=False)


@dataclass(frozen=True, slots=True)
class Signed:
    """Who signed, as what, when."""

    name: str
    title: str
    day: str
    kind: str = field(default="signed", init=False)


Block = Heading | Text | Lines | Pairs | Table | Signed


@dataclass(frozen=True, slots=True)
class Document:
    """A title, what stands under it, blocks in order, and the line at the foot of each page."""

    title: str
    subtitle: str
    blocks: Sequence[Block]
    footer: str


def typeset_document(document: Document) -> bytes:
    """Set a document in A4."""
    language, _hyphen, region = (get_language() or "en").partition("-")
    words = {"of": _("of"), "empty": _("Nothing.")}
    return typeset(TEMPLATE, {**asdict(document), "lang": language, "region": region.upper(), "words": words})
