"""Pages of partners and data managers: forms, rounds, review."""

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
from measurement.views.partner import confirm, form_workbook, grid, owed, results, row, send
from measurement.views.rounds import accept, release, return_to_provider, review, round_board, rounds

__all__ = [
    "accept",
    "confirm",
    "form_workbook",
    "grid",
    "history_import",
    "history_import_back",
    "history_import_progress",
    "history_imports",
    "owed",
    "partner_import",
    "partner_import_back",
    "partner_import_progress",
    "partner_imports",
    "release",
    "results",
    "return_to_provider",
    "review",
    "round_board",
    "rounds",
    "row",
    "send",
]
