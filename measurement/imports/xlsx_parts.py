"""What do the parts of an Excel workbook beside its sheets say: their names, the shared texts, the formats?"""

import re
from collections.abc import Mapping

from measurement.imports.archives import local
from measurement.imports.formats import BUILT_IN, shows

ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


class Book:
    """The workbook's list of sheets, its date system, and whether its results wait to be worked out."""

    def __init__(self) -> None:
        self.sheets: list[tuple[str, str, str]] = []
        self.uses_1904 = False
        self.awaits_calculation = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = local(name)
        if name == "sheet":
            relation = next((value for key, value in attributes.items() if local(key) == "id"), "")
            self.sheets.append((attributes.get("name", ""), attributes.get("state", ""), relation))
        elif name == "workbookPr":
            self.uses_1904 = attributes.get("date1904", "") in ("1", "true", "on")
        elif name == "calcPr":
            self.awaits_calculation = attributes.get("fullCalcOnLoad", "") in ("1", "true")


class Targets:
    """Which part of the archive a relation means."""

    def __init__(self) -> None:
        self._found: dict[str, str] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if local(name) == "Relationship":
            self._found[attributes.get("Id", "")] = attributes.get("Target", "")

    def of(self, relation: str) -> str:
        target = self._found.get(relation, "")
        return target.lstrip("/") if target.startswith("/") else f"xl/{target}"


class Texts:
    """The shared texts; how a text is read aloud is no part of it."""

    def __init__(self) -> None:
        self.found: list[str] = []
        self._parts: list[str] = []
        self._is_text = self._is_phonetic = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = local(name)
        if name == "si":
            self._parts = []
        elif name == "rPh":
            self._is_phonetic = True
        elif name == "t":
            self._is_text = not self._is_phonetic

    def end(self, name: str) -> None:
        name = local(name)
        if name == "si":
            self.found.append(unescaped("".join(self._parts)))
        elif name == "rPh":
            self._is_phonetic = False
        elif name == "t":
            self._is_text = False

    def text(self, text: str) -> None:
        if self._is_text:
            self._parts.append(text)


class Styles:
    """What each cell style shows a number as."""

    def __init__(self) -> None:
        self.kinds: list[str] = []
        self._codes: dict[int, str] = {}
        self._in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        name = local(name)
        if name == "numFmt":
            self._codes[whole(attributes.get("numFmtId"))] = shows(attributes.get("formatCode", ""))
        elif name == "cellXfs":
            self._in_cells = True
        elif name == "xf" and self._in_cells:
            code = whole(attributes.get("numFmtId"))
            self.kinds.append(self._codes.get(code, BUILT_IN.get(code, "")))

    def end(self, name: str) -> None:
        if local(name) == "cellXfs":
            self._in_cells = False


def whole(text: str | None, otherwise: int = 0) -> int:
    try:
        return int(text) if text is not None else otherwise
    except ValueError:
        return otherwise


def fraction(text: str) -> float:
    try:
        return float(text)
    except ValueError:
        return 1.0


def unescaped(text: str) -> str:
    """Control characters as Excel writes them, such as _x000D_."""
    return ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
