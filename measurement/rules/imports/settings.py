"""What was said about a file beforehand: by a person in the mapping step, or by the settings kept from last time?

Whatever is said counts for more than what would be guessed. A key that nobody knows is noted and ignored.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from measurement.rules.imports.days import DMY, MDY, MONTHS, order_of
from measurement.rules.imports.numbers import COMMA, POINT, Style, style_of
from measurement.rules.imports.words import even, plain

BY_POSITION = "by position"


@dataclass(frozen=True, slots=True)
class Settings:
    """How to read one file; what is empty is guessed."""

    indicator: str = ""
    organization: str = ""
    period: str = ""
    group: str = ""
    locale: str = ""
    encoding: str = ""
    delimiter: str = ""
    quote: str = '"'
    header_map: Mapping[str, str] | str = field(default_factory=dict)
    header_row: int = 0
    sheet: str = ""
    date_system: int = 0
    fiscal_year_start: int = 0
    bare_year: str = ""
    date_order: str = ""
    decimal: str = ""
    takes_hidden: bool = False
    ignored: tuple[str, ...] = ()

    @property
    def style(self) -> Style | None:
        """The way numbers are written, where it was said."""
        if self.decimal:
            return COMMA if self.decimal == "," else POINT
        return style_of(self.locale) if self.locale else None

    @property
    def order(self) -> str:
        """The order of day and month, where it was said."""
        return self.date_order or (order_of(self.locale) if self.locale else "")


DELIMITERS = {"tab": "\t", "\\t": "\t", "comma": ",", "semicolon": ";", "pipe": "|"}
TEXTS = {
    "indicator": "indicator", "organization": "organization", "organisation": "organization", "period": "period",
    "group": "group", "breakdown": "group", "locale": "locale", "encoding": "encoding", "sheet": "sheet",
}  # fmt: skip
YEAR_WORDS = {"start": "start", "starting": "start", "first": "start", "end": "end", "ending": "end", "last": "end"}
REMARKS = {"note", "notes", "description", "comment", "today"}


def settings_of(said: Mapping[str, Any]) -> Settings:
    """Settings as they were written in a file, by whatever of their names; what is not understood is noted."""
    found: dict[str, Any] = {}
    ignored: list[str] = []
    for name, value in said.items():
        key = name.strip().lower().replace("-", "_").replace(" ", "_")
        if value is None or value == "" or key in REMARKS:
            continue
        read = _one(key, value)
        if read is None:
            ignored.append(name)
        else:
            found.update(read)
    return Settings(**found, ignored=tuple(sorted(ignored)))


def _one(key: str, value: Any) -> dict[str, Any] | None:
    text = str(value).strip()
    if key in TEXTS:
        return {TEXTS[key]: text}
    if key in ("delimiter", "separator", "sep"):
        character = DELIMITERS.get(text.lower(), str(value)[:1])
        return {"delimiter": character}
    if key in ("quote", "quotechar", "quote_char"):
        return {"quote": text[:1]}
    if key in ("header_map", "columns", "mapping"):
        return _header_map(value)
    if key in ("header_row", "header") and text.isdigit():
        return {"header_row": int(text)}
    if key == "date_system":
        return {"date_system": 1904} if "1904" in text else {"date_system": 1900} if "1900" in text else None
    if key in ("fiscal_year_start", "fiscal_year_starts_in", "fiscal_year_starts"):
        month = _month(text)
        return {"fiscal_year_start": month} if month else None
    if key in ("bare_year", "year_is", "bare_year_is"):
        word = YEAR_WORDS.get(text.lower())
        return {"bare_year": word} if word else None
    return _signs(key, text)


def _signs(key: str, text: str) -> dict[str, Any] | None:
    if key in ("date_order", "day_first", "dayfirst"):
        order = {"dmy": DMY, "mdy": MDY, "d/m/y": DMY, "m/d/y": MDY, "true": DMY, "false": MDY}.get(text.lower())
        return {"date_order": order} if order else None
    if key in ("decimal", "decimal_separator"):
        sign = {"comma": ",", "point": ".", "dot": "."}.get(text.lower(), text[:1])
        return {"decimal": sign} if sign in (",", ".") else None
    if key in ("takes_hidden", "include_hidden", "hidden"):
        return {"takes_hidden": text.lower() in ("true", "1", "yes", "include", "take")}
    return None


def _header_map(value: Any) -> dict[str, Any] | None:
    if isinstance(value, str):
        return {"header_map": BY_POSITION} if plain(value) == BY_POSITION else None
    if isinstance(value, Mapping):
        return {"header_map": {str(heading): str(role) for heading, role in value.items()}}
    if isinstance(value, list):
        return {"header_map": {str(place): str(role) for place, role in enumerate(value)}}
    return None


def _month(text: str) -> int:
    """July, Jul, 7 or 07-01."""
    word = even(text)
    if word in MONTHS:
        return MONTHS[word]
    first = word.split("-")[0].split("/")[0].split(" ")[0]
    if first in MONTHS:
        return MONTHS[first]
    return int(first) if first.isdigit() and 1 <= int(first) <= 12 else 0
