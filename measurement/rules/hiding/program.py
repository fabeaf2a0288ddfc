"""The least and the most that a sum of unknowns can be, by linear programming (HiGHS)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import inf
from typing import Any

import highspy
import numpy as np

# What is unknown: anything that can be a key. A sum of unknowns gives each its factor.
Variable = Any
Form = Mapping[Variable, float]


@dataclass(frozen=True, slots=True)
class Row:
    """A sum of unknowns lies between two bounds."""

    form: Form
    low: float
    high: float


class Program:
    """Some rows about unknowns, made ready once: each question then takes a tenth of a millisecond."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.variables = list(dict.fromkeys(each for row in rows for each in row.form))
        self.at = {each: index for index, each in enumerate(self.variables)}
        self.columns = np.arange(len(self.variables), dtype=np.int32)
        self.solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
        self.solver.silent()
        # Without presolve the next question starts from the last answer.
        self.solver.setOptionValue("presolve", "off")
        self.solver.passModel(self._model(rows))

    def _model(self, rows: Sequence[Row]) -> highspy.HighsLp:
        model = highspy.HighsLp()
        model.num_col_, model.num_row_ = len(self.variables), len(rows)
        model.col_cost_ = np.zeros(len(self.variables))
        model.col_lower_, model.col_upper_ = self._filled({}, 0.0), self._filled({}, inf)
        model.row_lower_ = np.array([row.low for row in rows])
        model.row_upper_ = np.array([row.high for row in rows])
        model.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
        model.a_matrix_.start_ = np.cumsum([0, *(len(row.form) for row in rows)])
        model.a_matrix_.index_ = np.array([self.at[each] for row in rows for each in row.form])
        model.a_matrix_.value_ = np.array([factor for row in rows for factor in row.form.values()])
        return model

    def _filled(self, values: Mapping[Variable, float], default: float) -> Any:
        return np.array([values.get(each, default) for each in self.variables])

    def range_of(
        self, form: Form, lows: Mapping[Variable, float], highs: Mapping[Variable, float]
    ) -> tuple[float, float]:
        """Between which bounds a sum lies when each unknown lies between its own; (inf, -inf) where none can be."""
        least, most = self._filled(lows, 0.0), self._filled(highs, inf)
        self.solver.changeColsBounds(len(self.columns), self.columns, least, np.maximum(least, most))
        goal = self._filled(form, 0.0)
        return self._least(goal), -self._least(-goal)

    def _least(self, goal: Any) -> float:
        self.solver.changeColsCost(len(self.columns), self.columns, goal)
        self.solver.run()
        status = self.solver.getModelStatus()
        if status == highspy.HighsModelStatus.kOptimal:
            return float(self.solver.getObjectiveValue())
        unbounded = (highspy.HighsModelStatus.kUnbounded, highspy.HighsModelStatus.kUnboundedOrInfeasible)
        # What is true can always be so, hence unbounded; anything else is held to be known.
        return -inf if status in unbounded else inf
