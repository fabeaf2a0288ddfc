"""How is a file read without risk to whoever asks? Another process reads it, within memory and time of its own."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import IO, Any

from measurement.imports.limits import SECONDS, Limits

ROOT = Path(__file__).resolve().parents[2]
COMMAND = [sys.executable, "-m", "measurement.imports.child"]
# Longer than the child gives itself: only one that cannot be ended by its own alarm meets this.
PATIENCE = SECONDS + 1


@dataclass(slots=True)
class Answer:
    """What the other process said: `refusal` of the whole file, or a plain line for each figure and row."""

    refusal: str = ""
    detail: str = ""
    rows: int = 0
    columns: list[list[Any]] = field(default_factory=list)
    lines: list[dict[str, Any]] = field(default_factory=list)

    def of(self, kind: str) -> Iterator[dict[str, Any]]:
        return (line for line in self.lines if line["is"] == kind)

    def count(self, kind: str) -> int:
        return sum(line["is"] == kind for line in self.lines)


def ask(
    path: str,
    name: str,
    *,
    known: Mapping[str, Any],
    settings: Mapping[str, Any],
    today: date,
    limits: Limits | None = None,
    is_told: Callable[[int], None] | None = None,
) -> Answer:
    """Have a file read; whatever happens to the process that reads it, there is an answer.

    `is_told` is called now and then with the number of answers so far; what it raises ends the reading.
    """
    bounds = limits or Limits()
    order = {
        "path": path, "name": name, "known": known, "settings": dict(settings), "today": today.isoformat(),
        "limits": {"rows": bounds.rows, "columns": bounds.columns},
    }  # fmt: skip
    with tempfile.TemporaryFile("w+") as written:
        written.write(json.dumps(order) + "\n")
        written.seek(0)
        process = subprocess.Popen(  # noqa: S603 - the command is ours, and no word of it comes from outside
            COMMAND, stdin=written, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT,
            env=_environment(), start_new_session=True,
        )  # fmt: skip
    try:
        return _heard(process.stdout, is_told)
    finally:
        process.kill()
        process.wait(PATIENCE)


def _environment() -> dict[str, str]:
    """Nothing of ours: neither keys nor passwords are there to be found."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    return kept | {
        "PYTHONUTF8": "1",
        "PYTHONHASHSEED": "0",
        "PYTHONDONTWRITEBYTECODE": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }


def _heard(spoken: IO[str] | None, is_told: Callable[[int], None] | None) -> Answer:
    found = Answer()
    assert spoken is not None
    for text in spoken:
        line = json.loads(text)
        if "is" in line:
            found.lines.append(line)
            if is_told and len(found.lines) % 5000 == 0:
                is_told(len(found.lines))
        elif "column" in line:
            found.columns.append(line["column"])
        else:
            found.refusal = "" if line["end"] == "row_by_row" else line["end"]
            found.rows, found.detail = line["rows"], line["detail"]
            return found
    # It ended before it was done: too much memory or too much time.
    return Answer(refusal="limit_exceeded", detail="ended")
