"""How much may a file cost, before and while it is read?"""

from dataclasses import dataclass
from typing import NoReturn

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
LARGEST_UNPACKED = 50 * MEGABYTE
HIGHEST_RATIO = 100
# A small part may pack very well without harm.
RATIO_COUNTS_FROM = MEGABYTE
MOST_PARTS = 2000
MOST_COLUMNS = 60
MOST_SHEETS = 60
ROWS_OF_A_FORM = 20_000
ROWS_OF_HISTORY = 200_000
# Of the process that reads: what it may take before it is ended.
MEMORY = 448 * MEGABYTE
# Work and waiting: a busy machine may let the process wait.
SECONDS = 18
SECONDS_WITH_WAITING = 19.5


@dataclass(frozen=True, slots=True)
class Limits:
    """What differs from one purpose to the other."""

    rows: int = ROWS_OF_HISTORY
    columns: int = MOST_COLUMNS


class FileRefused(Exception):
    """The whole file is refused: `reason` is the code that is told, `detail` which rule it broke."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail


def refuse(reason: str, detail: str) -> NoReturn:
    raise FileRefused(reason, detail)
