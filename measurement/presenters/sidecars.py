"""How is a preview told to a machine? In the form of the sidecars that stand beside difficult files."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from measurement.imports.carrier import Answer
from measurement.rules.imports.cells import letters

SIX_DECIMALS = Decimal("0.000001")
# Some reasons are said in full there.
SAID_IN_FULL = {
    "serial_without_format": "serial without date format: a bare number in a date column is to be read as an Excel "
    "serial of this workbook's date system, with a warning",
}


def sidecar(answer: Answer, file: str, *, changes: Mapping[int, dict[str, Any]] | None = None) -> dict[str, Any]:
    """The whole answer; `changes` says of accepted figures, by their place in the list, what stands already."""
    accepted = [_accepted(line) for line in answer.of("accepted")]
    for place, change in (changes or {}).items():
        accepted[place] |= change
    found = {
        "accepted": accepted,
        "rejected": [_refused(line) for line in answer.of("rejected")],
        "left_out": [_left_out(line) for line in answer.of("left_out")],
        "warnings": [
            _at(line) | {"reason": SAID_IN_FULL.get(line["reason"], line["reason"])} | _kept(line, "of")
            for line in answer.of("warned")
        ],
    }
    counts = {f"{name}_count": len(found[name]) for name in ("accepted", "rejected", "left_out")}
    if answer.refusal:
        return {"file": file, "outcome": "refused", "reason": answer.refusal, "detail": answer.detail} | counts | found
    return {"file": file, "outcome": "row_by_row"} | counts | found


def _at(line: Mapping[str, Any]) -> dict[str, Any]:
    row, _, sheet = line["at"]
    return {"row": row} | ({"sheet": sheet} if sheet else {})


def _cell(line: Mapping[str, Any]) -> dict[str, Any]:
    column = line["at"][1]
    return _at(line) | {"reason": line["reason"]} | ({"column": letters(column)} if column >= 0 else {})


def _about(line: Mapping[str, Any]) -> dict[str, Any]:
    indicator, organization, start, end, categories, name = line["key"]
    found = {"indicator": indicator, "organization": organization, "period_start": start, "period_end": end}
    return found | ({"group": name} if categories else {})


def _accepted(line: Mapping[str, Any]) -> dict[str, Any]:
    numerator, denominator, value = line["numbers"]
    numbers = {"numerator": numerator, "denominator": denominator, "value": value}
    found = _at(line) | _about(line) | {role: number(text) for role, text in numbers.items() if text is not None}
    return found | _kept(line, "flags") | ({"note_text": line["note"]} if "note" in line else {})


def _refused(line: Mapping[str, Any]) -> dict[str, Any]:
    """Row, reason and column, but not what stands there: another tenant's code reads like one that nobody has."""
    return _cell(line)


def _left_out(line: Mapping[str, Any]) -> dict[str, Any]:
    found = _cell(line)
    if line["reason"] == "suppressed":
        found |= _about(line) | {"text": line["text"]}
    if "check" in line:
        found["check"] = {role: number(text) for role, text in line["check"].items()}
    return found


def _kept(line: Mapping[str, Any], *names: Iterable[str] | str) -> dict[str, Any]:
    return {str(name): line[str(name)] for name in names if str(name) in line}


def number(text: str) -> int | float:
    """A number as JSON has it, to six decimals."""
    rounded = Decimal(text).quantize(SIX_DECIMALS)
    return int(rounded) if rounded == rounded.to_integral_value() else float(rounded)
