"""Which indicator, organization or group of ours does a stranger's code or name mean?

Case, spaces, accents and punctuation do not matter; every letter does. What is not ours, and what is another
tenant's, are told apart by nobody: neither is in this list.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from measurement.rules.imports.words import EVERYBODY, plain

T = TypeVar("T")
Categories = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class KnownIndicator:
    """What the rows' rules need to know of an indicator."""

    code: str
    name: str
    kind: str
    unit: str = ""
    per: int = 1
    asks_for_parts: bool = False
    asks_for_weight: bool = False
    counts_whole_things: bool = True
    counts_people: bool = True
    year_starts_in: int = 1


@dataclass(frozen=True, slots=True)
class Group:
    """A combination of categories; without any it is everybody."""

    categories: Categories = ()
    name: str = ""


EVERYONE = Group()


@dataclass(slots=True)
class Known:
    """The tenant's words as the person who imports may use them."""

    indicators: dict[str, KnownIndicator] = field(default_factory=dict)
    organizations: dict[str, str] = field(default_factory=dict)
    dimensions: dict[str, str] = field(default_factory=dict)
    groups: dict[str, list[Group]] = field(default_factory=dict)
    smallest_count: int = 10

    @classmethod
    def of(
        cls,
        indicators: Iterable[KnownIndicator],
        organizations: Iterable[tuple[str, str]],
        categories: Iterable[tuple[str, str, str, str]],
        *,
        smallest_count: int = 10,
    ) -> "Known":
        """Put together from indicators, (code, name) of organizations, (dimension, its name, code, name) of groups."""
        found = cls(smallest_count=smallest_count)
        listed = list(indicators)
        _fill(found.indicators, ((each, each.name) for each in listed))
        found.indicators.update({plain(each.code): each for each in listed})
        partners = list(organizations)
        _fill(found.organizations, partners)
        found.organizations.update({plain(code): code for code, _ in partners})
        for dimension, dimension_name, code, name in categories:
            found.dimensions.update({plain(dimension): dimension, plain(dimension_name): dimension})
            group = Group(((dimension, code),), name)
            for word in {plain(name), plain(code), plain(f"{dimension_name} {name}"), plain(f"{dimension} {code}")}:
                found.groups.setdefault(word, []).append(group)
        return found

    def indicator(self, text: str) -> KnownIndicator | None:
        return _looked_up(self.indicators, text)

    def organization(self, text: str) -> str | None:
        return _looked_up(self.organizations, text)

    def dimension(self, text: str) -> str | None:
        return self.dimensions.get(plain(text))

    def group(self, text: str, dimension: str = "") -> Group | None:
        """The group that a text names; where two dimensions have one of that name, only with the dimension."""
        word = plain(text)
        if not word or word in EVERYBODY:
            return EVERYONE
        found = [each for each in self.groups.get(word, []) if dimension in ("", each.categories[0][0])]
        if len(found) == 1:
            return found[0]
        return self._combination(text) if ";" in text or "," in text else None

    def _combination(self, text: str) -> Group | None:
        parts = [self.group(part) for part in text.replace(",", ";").split(";")]
        return joined([part for part in parts if part is not None]) if all(parts) else None

    @classmethod
    def from_plain(cls, told: Mapping[str, Any]) -> "Known":
        """The same from the plain form in which it crosses to another process."""
        return cls.of(
            [KnownIndicator(**each) for each in told["indicators"]],
            [(code, name) for code, name in told["organizations"]],
            [(dimension, title, code, name) for dimension, title, code, name in told["categories"]],
            smallest_count=told.get("smallest_count", 10),
        )


def joined(groups: Iterable[Group]) -> Group | None:
    """One group out of several dimensions' groups; None where a dimension is named twice."""
    parts = [group for group in groups if group.categories]
    categories = tuple(sorted(pair for part in parts for pair in part.categories))
    if len({dimension for dimension, _ in categories}) < len(categories):
        return None
    return Group(categories, ", ".join(part.name for part in parts))


def _fill(found: dict[str, T], named: Iterable[tuple[T, str]]) -> None:
    """Names as keys, but only those that one alone bears."""
    seen: set[str] = set()
    for each, name in named:
        word = plain(name)
        if word in seen:
            found.pop(word, None)
        elif word:
            found[word] = each
        seen.add(word)


def _looked_up(known: Mapping[str, T], text: str) -> T | None:
    """By code or by name, also as "code - name" or "name (code)" where both mean the same."""
    word = plain(text)
    if not word:
        return None
    if (found := known.get(word)) is not None:
        return found
    first, _, rest = word.partition(" ")
    front, _, last = word.rpartition(" ")
    for one, other in ((first, rest), (last, front)):
        found = known.get(one)
        if found is not None and known.get(other) == found:
            return found
    return None
