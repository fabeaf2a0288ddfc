"""How is one value of a batch read, so that what is wrong with it is said at its row?

By hand: a serializer takes 5,000 rows as one and would refuse all for one of them.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from measurement.models import Breakdown, Entry
from measurement.rules.bounds import bound
from measurement.rules.checks import Finding
from measurement.selectors.owed import OwedKey
from measurement.services.drafts import Typed, asks_for_parts
from measurement.services.values import Value

NUMBERS = ("numerator", "denominator", "value")
TEXTS = ("note", "kept_because")
CODES = ("indicator", "organization", "breakdown")
DATES = ("period_start", "period_end")
FIELDS = {*NUMBERS, *TEXTS, *CODES, *DATES, "presence", "bound", "group"}
CORRECTED = {*NUMBERS, *TEXTS, "presence", "bound"}
LONGEST = 2000
# People may type "1 234,5"; a system sends digits.
A_NUMBER = re.compile(r"-?\d{1,30}(\.\d{1,30})?", re.ASCII)
A_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def read_value(row: Any) -> Value:
    """One value with its key and what was typed, or with findings on what cannot be read."""
    if not isinstance(row, Mapping):
        return Value(findings=[Finding("not_a_row", "", is_error=True)])
    reader = Reader(row)
    typed = reader.typed()
    key = OwedKey(
        indicator=reader.text("indicator", required=True),
        organization=reader.text("organization", required=True),
        period_start=reader.day("period_start"),
        period_end=reader.day("period_end"),
        breakdown=reader.text("group" if "group" in row else "breakdown") or Breakdown.ALL,
    )
    if not reader.findings and key.period_end < key.period_start:
        reader.fault("period_reversed", "period_end")
    return Value(findings=reader.findings) if reader.findings else Value(key, typed)


def read_correction(body: Any, entry: Entry) -> Value:
    """What an entry says once the fields of the body take the place of its own."""
    if not isinstance(body, Mapping):
        return Value(findings=[Finding("not_a_row", "", is_error=True)])
    strange = [Finding("field_unknown", name, is_error=True) for name in sorted(set(body) - CORRECTED)]
    stands = {name: _as_typed(entry, name) for name in NUMBERS} | {name: getattr(entry, name) for name in TEXTS}
    stands["bound"] = "" if {"numerator", "value"} & set(body) else entry.original_text
    if body.get("presence", Entry.Presence.NUMBER) != Entry.Presence.NUMBER:
        stands |= dict.fromkeys(NUMBERS, "")
    if asks_for_parts(entry.obligation.indicator.adds_over_partners):
        stands["value"] = ""
    if body.get("bound"):
        stands |= {"numerator": "", "value": ""}
    stands["presence"] = Entry.Presence.NUMBER if stands["bound"] or body.get("bound") else entry.presence
    reader = Reader({**stands, **body})
    typed = reader.typed(version=entry.version)
    findings = [*strange, *(each for each in reader.findings if each.code != "field_unknown")]
    return Value(findings=findings) if findings else Value(typed=typed)


def _as_typed(entry: Entry, name: str) -> str:
    number = getattr(entry, name)
    return getattr(entry, f"typed_{name}", "") if number is None else f"{number:f}"


class Reader:
    """Reads the fields of one row and keeps what is wrong with them."""

    def __init__(self, row: Mapping[str, Any]) -> None:
        self.row = row
        self.findings: list[Finding] = []
        for name in sorted(set(row) - FIELDS):
            self.fault("field_unknown", name)

    def fault(self, code: str, field: str, **values: Any) -> None:
        self.findings.append(Finding(code, field, is_error=True, values=values))

    def typed(self, *, version: int | None = None) -> Typed:
        return Typed(
            numerator=self.number("numerator"),
            denominator=self.number("denominator"),
            value=self.number("value"),
            bound=self.bound(),
            note=self.text("note"),
            kept_because=self.text("kept_because"),
            presence=self.presence(),
            came_by=Entry.Way.API,
            version=version,
        )

    def bound(self) -> str:
        given = self.text("bound")
        if given and any(self.row.get(name) not in (None, "") for name in ("numerator", "value")):
            self.fault("bound_and_number", "bound")
        if given and bound(given, is_count=False) is None:
            self.fault("not_a_bound", "bound", typed=given[:60])
            return ""
        return given

    def presence(self) -> str:
        given = self.row.get("presence") or Entry.Presence.NUMBER
        if given not in Entry.Presence.values:
            self.fault("presence_unknown", "presence", choices=", ".join(Entry.Presence.values))
            return Entry.Presence.NUMBER
        return str(given)

    def text(self, name: str, *, required: bool = False) -> str:
        given = self.row.get(name)
        if given is None or given == "":
            if required:
                self.fault("required", name)
            return ""
        if not isinstance(given, str):
            self.fault("not_text", name)
        elif len(given) > LONGEST:
            self.fault("too_long", name, most=LONGEST)
        elif "\x00" in given or any("\ud800" <= each <= "\udfff" for each in given):
            self.fault("not_storable", name)
        else:
            return given
        return ""

    def number(self, name: str) -> str:
        given = self.row.get(name)
        if given is None or given == "":
            return ""
        text = f"{given:f}" if isinstance(given, Decimal) and given.is_finite() and abs(given) < 1e30 else str(given)
        if isinstance(given, bool | list | dict) or not A_NUMBER.fullmatch(text):
            self.fault("not_a_number", name, typed=text[:60])
            return ""
        return text

    def day(self, name: str) -> date:
        given = self.row.get(name)
        if given is None or given == "":
            self.fault("required", name)
        elif not isinstance(given, str) or not A_DATE.fullmatch(given):
            self.fault("not_a_date", name)
        else:
            try:
                return date.fromisoformat(given)
            except ValueError:
                self.fault("not_a_date", name)
        return date.min
