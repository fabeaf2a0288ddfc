"""The process that reads one file: an order comes in on one line, lines of answers go out, and nothing is written.

Started as `python -m measurement.imports.child`. It knows no framework and no database; what it takes of memory and
time is bounded by the machine itself, and whoever started it lives on.
"""

import gc
import json
import resource
import signal
import sys
from datetime import date
from decimal import Decimal
from typing import Any, TextIO

from measurement.imports.limits import MEMORY, SECONDS, SECONDS_WITH_WAITING, FileRefused, Limits
from measurement.imports.opened import sheets_of
from measurement.rules.imports.known import Known
from measurement.rules.imports.outcomes import Accepted, FigureKey, Outcome, Rejected, Warned
from measurement.rules.imports.preview import Preview, preview
from measurement.rules.imports.settings import settings_of


def main() -> None:
    confine()
    gc.disable()  # nothing here runs in circles, and looking for them takes a fifth of the time
    write(answered(json.loads(sys.stdin.readline())), sys.stdout)


def confine() -> None:
    """Let the machine end this process when it takes too much; it may not write files at all."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    signal.setitimer(signal.ITIMER_REAL, SECONDS_WITH_WAITING)


def answered(order: dict[str, Any]) -> Preview:
    """What would become of the file, or why it is refused as a whole."""
    try:
        return _read(order)
    except FileRefused as refused:
        return Preview(refusal=refused.reason, detail=refused.detail)
    except MemoryError:
        return Preview(refusal="limit_exceeded", detail="memory")
    except Exception as fault:  # noqa: BLE001 - a fault of ours: the file was not read, which is not that it is large
        return Preview(refusal="wrong_type", detail=type(fault).__name__)


def _read(order: dict[str, Any]) -> Preview:
    settings = settings_of(order["settings"])
    limits = Limits(**order["limits"])
    sheets = sheets_of(order["path"], order["name"], settings, limits)
    return preview(sheets, Known.from_plain(order["known"]), settings, date.fromisoformat(order["today"]))


def write(found: Preview, to: TextIO) -> None:
    """One line for each outcome, and a last one by which the reader knows that nothing is missing."""
    for column in found.columns:
        tell(to, {"column": [column.sheet, column.column, column.heading, column.role, column.about]})
    for each in found.outcomes:
        line = plain(each)
        if not isinstance(each, Warned) and (cells := found.cells.pop((each.place.sheet, each.place.row), None)):
            line["cells"] = cells
        tell(to, line)
    tell(to, {"end": found.refusal or "row_by_row", "rows": found.rows, "detail": found.detail})
    to.flush()


def plain(each: Outcome | Warned) -> dict[str, Any]:
    """An outcome in the form in which it crosses to the other process; what is empty is left out."""
    place = each.place
    found: dict[str, Any] = {"at": [place.row, place.column, place.sheet]}
    if isinstance(each, Accepted):
        numbers = [_text(each.numerator), _text(each.denominator), _text(each.value)]
        found |= {"is": "accepted", "key": _key(each.key), "numbers": numbers}
        return found | _filled(flags=each.flags, note=each.note, obligation=each.obligation, because=each.because)
    if isinstance(each, Rejected):
        return found | {"is": "rejected", "reason": each.reason, "text": each.text}
    if isinstance(each, Warned):
        return found | {"is": "warned", "reason": each.reason} | _filled(of=each.of)
    found |= {"is": "left_out", "reason": each.reason}
    check = {role: str(number) for role, number in each.check.items()} if each.check else None
    bounds = [_text(each.lower), _text(each.upper)] if each.lower is not None or each.upper is not None else None
    key = _key(each.key) if each.key else None
    return found | _filled(
        text=each.text,
        key=key,
        bounds=bounds,
        denominator=_text(each.denominator),
        note=each.note,
        check=check,
        obligation=each.obligation,
    )


def _key(key: FigureKey) -> list[Any]:
    group = [list(pair) for pair in key.group.categories]
    return [key.indicator, key.organization, key.start.isoformat(), key.end.isoformat(), group, key.group.name]


def _text(number: Decimal | None) -> str | None:
    return None if number is None else f"{number:f}"


def _filled(**fields: Any) -> dict[str, Any]:
    return {name: value for name, value in fields.items() if value}


def tell(to: TextIO, line: dict[str, Any]) -> None:
    to.write(json.dumps(line, ensure_ascii=True, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
