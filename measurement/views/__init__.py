"""Pages of partners and data managers: forms, rounds, review."""

from measurement.views.partner import confirm, grid, owed, results, row, send
from measurement.views.rounds import accept, release, return_to_provider, review, round_board, rounds

__all__ = [
    "accept",
    "confirm",
    "grid",
    "owed",
    "release",
    "results",
    "return_to_provider",
    "review",
    "round_board",
    "rounds",
    "row",
    "send",
]
