"""Pages of partners and data managers: forms, rounds, review."""

from measurement.views.evidence import evidence, evidence_file, evidence_remove
from measurement.views.form import changes, confirm, grid, row, rows, send
from measurement.views.partner import owed, results
from measurement.views.quality import add_flow, own_quality, quality, remove_flow
from measurement.views.review import accept, reopen, return_to_provider, review
from measurement.views.rounds import release, round_board, round_list

__all__ = [
    "accept",
    "add_flow",
    "changes",
    "confirm",
    "evidence",
    "evidence_file",
    "evidence_remove",
    "grid",
    "owed",
    "own_quality",
    "quality",
    "release",
    "remove_flow",
    "reopen",
    "results",
    "return_to_provider",
    "review",
    "round_board",
    "round_list",
    "row",
    "rows",
    "send",
]
