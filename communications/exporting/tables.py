"""How is a table written, so that it says the same in every program and nothing of it is ever run?

CSV as RFC 4180 has it, with CRLF, in UTF-8 with a byte order mark: without one Excel takes it for another encoding.
"""

import csv
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import TextIOWrapper
from typing import IO

from communications.exporting.facts import Value

# What a spreadsheet may take for the beginning of a formula; the full-width signs count in some of them.
BEGINS_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
CONTROL = ("\t", "\r", "\n")
ENCODING = "utf-8-sig"


def harmless(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet could take it for a formula."""
    is_risky = text.startswith(CONTROL) or text.lstrip().startswith(BEGINS_FORMULA)
    return f"'{text}" if is_risky else text


def exact(number: Decimal) -> str:
    """All digits of a number and no more: 62.7, not 62.70000000, and never 1E+2."""
    text = f"{number:f}"
    return (text.rstrip("0").rstrip(".") or "0") if "." in text else text


def cell(value: Value) -> str:
    """A value as it stands in CSV. Only text can begin with what begins a formula: -3.2 is a number everywhere."""
    if value is None:
        return ""
    if isinstance(value, Decimal):
        return exact(value)
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) else harmless(value)


def write_csv(kept: IO[bytes], heads: Sequence[str], rows: Iterable[Sequence[Value]], *, most: int = 0) -> int:
    """Write a table and return how many rows it has; with `most`, stop after one more than that."""
    text = TextIOWrapper(kept, encoding=ENCODING, newline="", write_through=True)
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(heads)
    count = 0
    for count, row in enumerate(rows, 1):
        if most and count > most:
            break
        writer.writerow([cell(value) for value in row])
    text.detach()  # the file stays open for whoever gave it
    return count
