"""Pages of partners and data managers: forms, rounds, review."""

from measurement.views.asking import (
    assignment_end,
    assignments,
    exception_end,
    exceptions,
    schedule_end,
    schedules,
)
from measurement.views.comparing import comparison
from measurement.views.evidence import evidence, evidence_file, evidence_remove
from measurement.views.form import changes, confirm, form_workbook, grid, row, rows, send
from measurement.views.imports import (
    history_import,
    history_import_back,
    history_import_progress,
    history_imports,
    partner_import,
    partner_import_back,
    partner_import_progress,
    partner_imports,
)
from measurement.views.partner import owed, results
from measurement.views.planning import round_close, round_delete, round_edit, round_new, round_recompute
from measurement.views.quality import add_flow, own_quality, quality, remove_flow
from measurement.views.review import accept, reopen, return_to_provider, review
from measurement.views.rounds import release, round_list

__all__ = [
    "accept",
    "add_flow",
    "assignment_end",
    "assignments",
    "changes",
    "comparison",
    "confirm",
    "evidence",
    "evidence_file",
    "evidence_remove",
    "exception_end",
    "exceptions",
    "form_workbook",
    "grid",
    "history_import",
    "history_import_back",
    "history_import_progress",
    "history_imports",
    "owed",
    "own_quality",
    "partner_import",
    "partner_import_back",
    "partner_import_progress",
    "partner_imports",
    "quality",
    "release",
    "remove_flow",
    "reopen",
    "results",
    "return_to_provider",
    "review",
    "round_close",
    "round_delete",
    "round_edit",
    "round_list",
    "round_new",
    "round_recompute",
    "row",
    "rows",
    "schedule_end",
    "schedules",
    "send",
]
