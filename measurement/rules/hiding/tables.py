"""What is true of the counts of one indicator and period: of whom, of which groups, and how they add up.

An *owner* is whose figure it is: an initiative, whose figure is the sum of its parts, or a part whose own figure may be
seen. Parts that belong to the same owners are never told apart, so their sum is one count, an *atom*. At each *moment*
when figures were released the counts were what they were; a count that is the same at two moments is one and the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations, groupby
from typing import Any, NamedTuple

from measurement.rules.hiding.knowledge import Fact
from measurement.rules.hiding.program import Form
from measurement.rules.hiding.small import Counts

# Keys of any kind: whose figures these are.
Part = Any
Owner = Any
# The categories of a group by their dimension; the whole has none.
Group = frozenset[tuple[str, str]]
Truth = Mapping[Part, Mapping[Group, Counts]]

WHOLE: Group = frozenset()
# Sums of exact decimals that were read as floats.
SAME = 1e-6


class Count(NamedTuple):
    """One unknown: what an atom counts in a group. Counts of the same size at several moments are one."""

    atom: frozenset[Owner]
    group: Group
    measure: str
    size: float


class Place(NamedTuple):
    """Where a figure stands: at which moment, whose, of which group."""

    moment: int
    owner: Owner
    group: Group


@dataclass(frozen=True)
class Table:
    """The counts of one indicator and period at each moment; `overlapping` dimensions do not add up to the whole."""

    owners: Mapping[Owner, frozenset[Part]]
    moments: Sequence[Truth]
    overlapping: frozenset[str] = frozenset()

    @cached_property
    def atoms(self) -> Mapping[frozenset[Owner], frozenset[Part]]:
        """The parts by the owners to whose figures they belong."""
        owners_of: dict[Part, set[Owner]] = defaultdict(set)
        for owner, parts in self.owners.items():
            for part in parts:
                owners_of[part].add(owner)
        atoms: dict[frozenset[Owner], set[Part]] = defaultdict(set)
        for part, owners in owners_of.items():
            atoms[frozenset(owners)].add(part)
        return {owners: frozenset(parts) for owners, parts in atoms.items()}

    @cached_property
    def sizes(self) -> Sequence[Mapping[frozenset[Owner], Mapping[Group, Counts]]]:
        """What each atom counts in each group, moment by moment."""
        return [
            {owners: _added_up(truth[part] for part in parts if part in truth) for owners, parts in self.atoms.items()}
            for truth in self.moments
        ]

    def form(self, place: Place, measures: Iterable[str]) -> Form:
        """What a figure says, as a sum of counts."""
        form: dict[Count, float] = {}
        for atom, groups in self.sizes[place.moment].items():
            if place.owner in atom and place.group in groups:
                for measure in measures:
                    form[Count(atom, place.group, measure, groups[place.group][measure])] = 1.0
        return form

    def total(self, place: Place) -> Counts | None:
        """What a figure counts; None where nobody has sent any of it."""
        held = [
            groups[place.group]
            for atom, groups in self.sizes[place.moment].items()
            if place.owner in atom and place.group in groups
        ]
        return _added_up({place.group: counts} for counts in held)[place.group] if held else None

    @cached_property
    def own(self) -> Mapping[Part, Mapping[Count, float]]:
        """How much of each count is each part's own."""
        own: dict[Part, dict[Count, float]] = defaultdict(dict)
        for moment, truth in enumerate(self.moments):
            for atom, parts in self.atoms.items():
                sizes = self.sizes[moment][atom]
                for part in parts:
                    for group, counts in truth.get(part, {}).items():
                        for measure, mine in counts.items():
                            count = Count(atom, group, measure, sizes[group][measure])
                            own[part][count] = max(own[part].get(count, 0.0), mine)
        return own

    def is_only_of(self, part: Part, form: Form) -> bool:
        """Whether a sum holds nothing but the part's own counts, which are no secret to it."""
        return all(self.atoms[count.atom] == {part} for count in form)

    def contributions(self, place: Place, measure: str) -> Sequence[float]:
        """What each part gives to a figure."""
        truth = self.moments[place.moment]
        groups = (truth.get(part, {}).get(place.group) for part in self.owners[place.owner])
        return [counts[measure] for counts in groups if counts is not None]

    @cached_property
    def relations(self) -> Sequence[Fact]:
        """How groups add up to the group that they divide, where they truly do; else they are no more than it."""
        found: list[Fact] = []
        for atoms in self.sizes:
            for atom, groups in atoms.items():
                for group, children in families(groups):
                    for measure in groups[group]:
                        found += self._relation(atom, groups, group, children, measure)
                for one, other in crossings(groups):
                    for measure in groups[one[0]]:
                        found += self._crossing(atom, groups, one, other, measure)
        return found

    def relations_for(self, part: Part) -> Sequence[Fact]:
        """The same for a part that knows by how much its own groups fail to add up: the others' fail by the rest."""
        own = self.own.get(part, {})
        return [_seen_by(own, fact) for fact in self.relations]

    def _relation(
        self,
        atom: frozenset[Owner],
        groups: Mapping[Group, Counts],
        group: Group,
        children: Sequence[Group],
        measure: str,
    ) -> list[Fact]:
        whole = Count(atom, group, measure, groups[group][measure])
        pieces = [Count(atom, child, measure, groups[child][measure]) for child in children]
        (dimension,) = {name for name, _ in children[0] - group}
        rest = whole.size - sum(piece.size for piece in pieces)
        if dimension not in self.overlapping and rest > -SAME:
            form = {whole: 1.0, **dict.fromkeys(pieces, -1.0)}
            return [Fact(form, 0.0, 0.0)] if rest < SAME else [Fact(form, 0.0)]
        return [Fact({whole: 1.0, piece: -1.0}, 0.0) for piece in pieces if piece.size <= whole.size + SAME]

    def _crossing(
        self,
        atom: frozenset[Owner],
        groups: Mapping[Group, Counts],
        one: Sequence[Group],
        other: Sequence[Group],
        measure: str,
    ) -> list[Fact]:
        """Two ways to divide what nobody has a figure of add up to the same, where they truly do."""
        first = [Count(atom, each, measure, groups[each][measure]) for each in one]
        second = [Count(atom, each, measure, groups[each][measure]) for each in other]
        dimensions = {name for each in (*one, *other) for name, _ in each}
        rest = sum(count.size for count in first) - sum(count.size for count in second)
        if dimensions & self.overlapping or abs(rest) > SAME:
            return []
        return [Fact({**dict.fromkeys(first, 1.0), **dict.fromkeys(second, -1.0)}, 0.0, 0.0)]

    @cached_property
    def adds_up(self) -> bool:
        """Whether each group is divided wholly by those in it."""
        return all(fact.high == 0.0 for fact in self.relations)


def _seen_by(own: Mapping[Count, float], fact: Fact) -> Fact:
    mine = sum(factor * own.get(count, 0.0) for count, factor in fact.form.items())
    if fact.high == 0.0 or mine < SAME:
        return fact
    rest = sum(factor * count.size for count, factor in fact.form.items())
    return Fact(fact.form, mine, mine if rest - mine < SAME else fact.high)


def families(groups: Iterable[Group]) -> list[tuple[Group, list[Group]]]:
    """Each group with those that divide it by one more dimension, dimension by dimension."""
    known = set(groups)
    pairs = [(child - {last}, last[0], child) for child in known for last in child if child - {last} in known]
    pairs.sort(key=lambda pair: (sorted(pair[0]), pair[1], sorted(pair[2])))
    return [(key[0], [child for _, _, child in family]) for key, family in groupby(pairs, key=lambda pair: pair[:2])]


def crossings(groups: Iterable[Group]) -> list[tuple[list[Group], list[Group]]]:
    """The ways to divide by different dimensions what has no figure of its own, such as sex by age and age by place."""
    known = set(groups)
    by_dimensions: dict[frozenset[str], list[Group]] = defaultdict(list)
    for group in sorted(known, key=sorted):
        by_dimensions[frozenset(name for name, _ in group)].append(group)
    found = []
    for one, other in combinations(sorted(by_dimensions, key=sorted), 2):
        shared = one & other
        if shared in (one, other):
            continue
        first, second = (_by_shared(by_dimensions[each], shared) for each in (one, other))
        found += [(first[key], second[key]) for key in first if key in second and key not in known]
    return found


def _by_shared(groups: Iterable[Group], shared: frozenset[str]) -> dict[Group, list[Group]]:
    found: dict[Group, list[Group]] = defaultdict(list)
    for group in groups:
        found[frozenset(pair for pair in group if pair[0] in shared)].append(group)
    return found


def _added_up(figures: Iterable[Mapping[Group, Counts]]) -> Mapping[Group, Counts]:
    sums: dict[Group, dict[str, float]] = {}
    for groups in figures:
        for group, counts in groups.items():
            held = sums.setdefault(group, dict.fromkeys(counts, 0.0))
            for measure, size in counts.items():
                held[measure] += size
    # The same figures in another order give the same size: it is by this that a count is known again.
    return {group: {each: round(size, 6) for each, size in held.items()} for group, held in sums.items()}
