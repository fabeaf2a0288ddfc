"""What does one heading say of its column: its role, or the period, group, indicator or organization it is for?"""

import re
from dataclasses import dataclass, replace

from measurement.rules.imports.cells import Cell, text_of
from measurement.rules.imports.known import Known
from measurement.rules.imports.labels import is_period
from measurement.rules.imports.words import EVERYBODY, ROLE_OF, plain

KEYS = (
    "indicator",
    "organization",
    "period",
    "start",
    "end",
    "group",
    "note",
    "status",
    "key",
    "nothing",
    "because",
    "unit",
)
MEASURES = ("numerator", "denominator", "value")
ROLES = (*KEYS, *MEASURES)
INNER = re.compile(r"^(.*?)\s*[(\[]([^()\[\]]*)[)\]]\s*$", re.S)


@dataclass(frozen=True, slots=True)
class Facets:
    """What a heading, with those above it, says of a column."""

    role: str = ""
    period: str = ""
    indicator: str = ""
    group: str = ""
    organization: str = ""
    dimension: str = ""
    language: str = ""
    # Why a column among others of its kind is for nothing that we know.
    problem: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.role or self.is_for_something)

    @property
    def is_for_something(self) -> bool:
        """Whether the column belongs to one period, indicator, group or organization."""
        return bool(self.period or self.indicator or self.group or self.organization or self.problem)

    def under(self, upper: "Facets") -> "Facets":
        """With what the heading above says, where this one says nothing of it."""
        return Facets(
            role=self.role or upper.role,
            period=self.period or upper.period,
            indicator=self.indicator or upper.indicator,
            group=self.group or upper.group,
            organization=self.organization or upper.organization,
            dimension=self.dimension or upper.dimension,
            language=self.language or upper.language,
            problem=self.problem or upper.problem,
        )


NOTHING = Facets()


def facets_of(cell: Cell, known: Known) -> Facets:
    """What one cell says as a heading."""
    text = " ".join(text_of(cell).replace("_", " ").split())
    if not text or len(text) > 200:
        return NOTHING
    whole = _whole(text, known)
    if not whole.is_empty:
        return whole
    if inner := INNER.match(text):
        outside, inside = _whole(inner[1], known), _whole(inner[2], known)
        if not outside.is_empty:
            return outside if outside.role and inside.role else outside.under(inside)
    return _split(text, known)


def _whole(text: str, known: Known) -> Facets:
    if text in ("%", "٪", "％"):
        return Facets(role="value")
    word = plain(text)
    if dimension := known.dimension(text):
        return Facets(role="group", dimension=dimension)
    if word in ROLE_OF:
        role, language = ROLE_OF[word]
        return Facets(role=role, language=language)
    if is_period(text):
        return Facets(period=text)
    if indicator := known.indicator(text):
        return Facets(indicator=indicator.code)
    if (group := known.group(text)) is not None and (group.categories or word in EVERYBODY):
        return Facets(group=text)
    if organization := known.organization(text):
        return Facets(organization=organization)
    return NOTHING


def _split(text: str, known: Known) -> Facets:
    """Two things in one heading, such as "2013-14 Enrolled" or "Numerator 2013-14"."""
    words = text.replace(":", " ").replace(" - ", " ").replace(", ", " ").split()
    for cut in range(1, min(len(words), 8)):
        first, second = _whole(" ".join(words[:cut]), known), _whole(" ".join(words[cut:]), known)
        if not first.is_empty and not second.is_empty and not (first.role and second.role):
            both = second.under(first)
            return replace(both, language="")
    return NOTHING
