"""What can be worked out of counts by somebody who knows some of their sums?"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from math import inf

from measurement.rules.hiding.program import Form, Program, Row, Variable

# The solver is right to 1e-7 of its right sides; counts are whole.
TOLERANCE = 1e-3


@dataclass(frozen=True, slots=True)
class Fact:
    """A reader knows that this sum lies between two bounds; a published count has both alike."""

    form: Form
    low: float
    high: float = inf


@dataclass(frozen=True, slots=True)
class Secret:
    """A sum that nobody may narrow: for all that is known it may still be anything from `low` to `high`.

    `known_to` are contributors who could take their own figure from a total in any case. What `is_withheld` at a
    community's wish is kept from who reads today, whatever was told once.
    """

    form: Form
    low: float
    high: float
    known_to: frozenset[Variable] = frozenset()
    is_withheld: bool = False


class Knowledge:
    """Facts about counts, none of them below zero, sorted into blocks that have nothing to do with each other."""

    def __init__(self, facts: Iterable[Fact]) -> None:
        """Put in what is known for certain, again and again until nothing more follows from a single count."""
        self.lows: dict[Variable, float] = defaultdict(float)
        self.highs: dict[Variable, float] = {}
        rows = [Row(each.form, each.low, each.high) for each in facts]
        while True:
            rows, learned = self._put_in(rows)
            if not learned:
                break
        self.rows = rows
        self._programs: dict[int, Program] = {}

    def _put_in(self, rows: Sequence[Row]) -> tuple[list[Row], bool]:
        """What is left of the rows when certain counts are put in, and whether a single count became narrower."""
        left: list[Row] = []
        learned = False
        for row in rows:
            known = sum(factor * self.lows[each] for each, factor in row.form.items() if self._is_certain(each))
            unknown = {each: factor for each, factor in row.form.items() if factor and not self._is_certain(each)}
            if len(unknown) > 1:
                left.append(Row(unknown, row.low - known, row.high - known))
            elif unknown:
                ((variable, factor),) = unknown.items()
                ends = sorted(((row.low - known) / factor, (row.high - known) / factor))
                learned |= self._narrow(variable, *ends)
        return left, learned

    def _is_certain(self, variable: Variable) -> bool:
        return self.highs.get(variable, inf) - self.lows[variable] < TOLERANCE

    def _narrow(self, variable: Variable, low: float, high: float) -> bool:
        before = self.lows[variable], self.highs.get(variable, inf)
        self.lows[variable] = max(before[0], low)
        self.highs[variable] = min(before[1], high)
        return (self.lows[variable], self.highs[variable]) != before

    @cached_property
    def _block_of(self) -> Mapping[Variable, int]:
        """Which counts hang together: those of one row belong to one block."""
        parents: dict[Variable, Variable] = {}

        def root(each: Variable) -> Variable:
            while parents.setdefault(each, each) != each:
                parents[each] = parents[parents[each]]
                each = parents[each]
            return each

        for row in self.rows:
            first, *others = row.form
            for other in others:
                parents[root(other)] = root(first)
        numbers: dict[Variable, int] = {}
        return {each: numbers.setdefault(root(each), len(numbers)) for each in list(parents)}

    @cached_property
    def _rows_of(self) -> Mapping[int, Sequence[Row]]:
        rows: dict[int, list[Row]] = defaultdict(list)
        for row in self.rows:
            rows[self._block_of[next(iter(row.form))]].append(row)
        return rows

    def unknown_beside(self, form: Form) -> set[Variable]:
        """The unknown counts that hang together with those of a sum, itself included."""
        blocks = {self._block_of[each] for each in form if each in self._block_of}
        own = {each for each in form if not self._is_certain(each)}
        return own | {each for each, block in self._block_of.items() if block in blocks}

    def range_of(self, form: Form, at_least: Mapping[Variable, float] | None = None) -> tuple[float, float]:
        """Between which bounds the sum lies for a reader who besides knows `at_least` of some counts.

        The bounds are exact for real numbers, hence never narrower than for whole ones.
        """
        more = at_least or {}
        pieces: dict[int | None, dict[Variable, float]] = defaultdict(dict)
        for each, factor in form.items():
            pieces[self._block_of.get(each)][each] = factor
        ends = [self._range_in(block, piece, more) for block, piece in pieces.items()]
        return sum(low for low, _ in ends), sum(high for _, high in ends)

    def _range_in(self, block: int | None, form: Form, more: Mapping[Variable, float]) -> tuple[float, float]:
        if block is None:
            lows, highs = self._bounds(form, more)
            return _by_bounds(form, lows, highs)
        if block not in self._programs:
            self._programs[block] = Program(self._rows_of[block])
        program = self._programs[block]
        return program.range_of(form, *self._bounds(program.variables, more))

    def _bounds(self, variables: Iterable[Variable], more: Mapping[Variable, float]) -> tuple[Form, Form]:
        lows = {each: max(self.lows.get(each, 0.0), more.get(each, 0.0)) for each in variables}
        return lows, {each: max(self.highs.get(each, inf), low) for each, low in lows.items()}

    def contains(self, secret: Secret, at_least: Mapping[Variable, float] | None = None) -> bool:
        """Whether the secret may still be anything that it should, for who knows `at_least` of some counts."""
        low, high = self.range_of(secret.form, at_least)
        return low <= secret.low + TOLERANCE and high >= secret.high - TOLERANCE

    def keeps(self, secret: Secret, own: Mapping[Variable, float]) -> bool:
        """Whether a contributor cannot narrow the secret, beyond what its own counts in it say without us."""
        mine = sum(factor * own.get(each, 0.0) for each, factor in secret.form.items())
        return self.contains(replace(secret, low=max(secret.low, mine)), own)


def _by_bounds(form: Form, lows: Mapping[Variable, float], highs: Mapping[Variable, float]) -> tuple[float, float]:
    low = sum(factor * (lows[each] if factor > 0 else highs[each]) for each, factor in form.items() if factor)
    high = sum(factor * (highs[each] if factor > 0 else lows[each]) for each, factor in form.items() if factor)
    return low, high
