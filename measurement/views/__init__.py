"""Pages of partners and data managers: forms, rounds, planning, review."""

from measurement.views.asking import (
    assignment_end,
    assignments,
    exception_end,
    exceptions,
    schedule_end,
    schedules,
)
from measurement.views.partner import confirm, grid, owed, results, row, send
from measurement.views.planning import round_close, round_delete, round_edit, round_new, round_recompute
from measurement.views.rounds import accept, release, return_to_provider, review, rounds

__all__ = [
    "accept",
    "assignment_end",
    "assignments",
    "confirm",
    "exception_end",
    "exceptions",
    "grid",
    "owed",
    "release",
    "results",
    "return_to_provider",
    "review",
    "round_close",
    "round_delete",
    "round_edit",
    "round_new",
    "round_recompute",
    "rounds",
    "row",
    "schedule_end",
    "schedules",
    "send",
]
