"""An attacker who shares no code with the rule: takes what was published, and solves for whole counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

Cell = tuple[str, ...]  # a category of each dimension, or "*" for all of them
UNBOUNDED = 10**9


@dataclass
class Attacker:
    """Knows the dimensions, between what each published count of each moment lies, and which counts never changed.

    A contributor knows besides what each innermost count must at least be, moment by moment.
    """

    dimensions: Mapping[str, Sequence[str]]
    published: Sequence[Mapping[Cell, tuple[int, int]]]
    unchanged: Sequence[Cell] = ()
    own: Sequence[Mapping[Cell, int]] = field(default_factory=list)

    def range_of(self, wanted: Cell, moment: int = 0) -> tuple[int, int]:
        """The least and the most that a count can have been at a moment."""
        inner = [(at, each) for at in range(len(self.published)) for each in product(*self.dimensions.values())]
        lows = [self.own[at].get(each, 0) if self.own else 0 for at, each in inner]

        def line(at: int, cell: Cell) -> list[float]:
            return [float(when == at and _lies_in(each, cell)) for when, each in inner]

        told = [(line(at, cell), *ends) for at, cells in enumerate(self.published) for cell, ends in cells.items()]
        for cell in self.unchanged:
            told.append(([a - b for a, b in zip(line(0, cell), line(1, cell), strict=True)], 0, 0))
        lines, least, most = zip(*told, strict=True) if told else ([[0.0] * len(inner)], [0], [0])
        constraints = LinearConstraint(np.array(lines), least, most)
        ends = []
        for sign in (1, -1):
            found = milp(
                sign * np.array(line(moment, wanted)), constraints=constraints,
                bounds=Bounds(np.array(lows, dtype=float), np.inf), integrality=np.ones(len(inner)),
            )  # fmt: skip
            if found.status in (3, 4):
                ends.append(-sign * UNBOUNDED)
                continue
            assert found.status == 0, found.message
            ends.append(round(sign * found.fun))
        return ends[0], ends[1]


def _lies_in(inner: Cell, cell: Cell) -> bool:
    return all(asked in ("*", has) for has, asked in zip(inner, cell, strict=True))
