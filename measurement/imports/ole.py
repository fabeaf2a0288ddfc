"""What lies in a compound file of the old kind: a workbook, something locked, or macros?"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from measurement.imports.formats import BUILT_IN, shows
from measurement.imports.limits import refuse

END = 0xFFFFFFFE
# Records of one cell or several that hold numbers: a formula, a number, a short one, a row of short ones.
CELLS = frozenset({0x0006, 0x0203, 0x027E, 0x00BD})
MOST_SECTORS = 200_000


@dataclass(slots=True)
class Marked:
    """What the old workbook format says of what is hidden; sheets in their order."""

    uses_1904: bool = False
    is_locked: bool = False
    rows: list[set[int]] = field(default_factory=list)
    columns: list[set[int]] = field(default_factory=list)
    # Cells shown in per cent, each as row * 256 + column.
    percents: list[set[int]] = field(default_factory=list)


def streams(raw: bytes) -> dict[str, tuple[int, int]]:
    """The streams of a compound file by name: first sector and size. Raises FileRefused where it is damaged."""
    try:
        directory = _chain(raw, struct.unpack_from("<I", raw, 48)[0])
    except struct.error:
        refuse("wrong_type", "damaged")
    found = {}
    for at in range(0, len(directory) - 127, 128):
        length = struct.unpack_from("<H", directory, at + 64)[0]
        name = directory[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", errors="replace")
        if name:
            found[name] = (
                struct.unpack_from("<I", directory, at + 116)[0],
                struct.unpack_from("<I", directory, at + 120)[0],
            )
    return found


def stream(raw: bytes, place: tuple[int, int]) -> bytes:
    """The bytes of a large stream (those of a workbook always are, or it is padded)."""
    first, size = place
    return _chain(raw, first)[:size]


def _chain(raw: bytes, first: int) -> bytes:
    """The sectors of one chain, put together; a chain that runs in a circle is cut off."""
    size = 1 << struct.unpack_from("<H", raw, 30)[0]
    if size not in (512, 4096):
        refuse("wrong_type", "damaged")
    table = _table(raw, size)
    parts: list[bytes] = []
    at = first
    while at < END and at < len(table) and len(parts) <= min(len(table), MOST_SECTORS):
        parts.append(raw[(at + 1) * size : (at + 2) * size])
        at = table[at]
    return b"".join(parts)


def _table(raw: bytes, size: int) -> list[int]:
    sectors = [each for each in struct.unpack_from("<109I", raw, 76) if each < END]
    following, count = struct.unpack_from("<II", raw, 68)
    while following < END and count > 0 and len(sectors) < MOST_SECTORS // 100:
        more = struct.unpack_from(f"<{size // 4}I", raw, (following + 1) * size)
        sectors += [each for each in more[:-1] if each < END]
        following, count = more[-1], count - 1
    found: list[int] = []
    for sector in sectors:
        block = raw[(sector + 1) * size : (sector + 2) * size]
        found += struct.unpack(f"<{len(block) // 4}I", block[: len(block) // 4 * 4])
    return found


class _Formats:
    """Which cells are shown in per cent: the cell names a style, the style a format."""

    def __init__(self) -> None:
        self.of_styles: list[int] = []
        self._percents = {number for number, shown in BUILT_IN.items() if shown == "percent"}

    def add_code(self, body: bytes) -> None:
        if len(body) > 5:
            number, length, is_wide = struct.unpack_from("<HHB", body)
            code = (
                body[5 : 5 + length * 2].decode("utf-16-le", "replace")
                if is_wide & 1
                else body[5 : 5 + length].decode("latin-1")
            )
            if shows(code) == "percent":
                self._percents.add(number)

    def percents(self, kind: int, body: bytes) -> Iterator[int]:
        row, column, style = struct.unpack_from("<3H", body)
        if kind != 0x00BD:
            if self._is_percent(style):
                yield _place(row, column)
            return
        for number, at in enumerate(range(4, len(body) - 5, 6)):
            if self._is_percent(struct.unpack_from("<H", body, at)[0]):
                yield _place(row, column + number)

    def _is_percent(self, style: int) -> bool:
        return style < len(self.of_styles) and self.of_styles[style] in self._percents


def _place(row: int, column: int) -> int:
    return row * 256 + column


def marked(workbook: bytes) -> Marked:
    """Walk the records of a workbook for what its cells do not say."""
    found = Marked()
    formats = _Formats()
    at, sheet = 0, -1
    while at + 4 <= len(workbook):
        kind, length = struct.unpack_from("<HH", workbook, at)
        body = workbook[at + 4 : at + 4 + length]
        at += 4 + length
        if kind == 0x0809 and length >= 4:
            if struct.unpack_from("<H", body, 2)[0] in (0x0010, 0x0020, 0x0040):
                sheet += 1
                found.rows.append(set())
                found.columns.append(set())
                found.percents.append(set())
        elif kind in CELLS and sheet >= 0 and length >= 10:
            found.percents[sheet].update(formats.percents(kind, body))
        elif kind == 0x041E:
            formats.add_code(body)
        elif kind == 0x00E0 and length >= 4:
            formats.of_styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == 0x002F:
            found.is_locked = True
        elif kind == 0x0022 and length >= 2:
            found.uses_1904 = struct.unpack_from("<H", body)[0] == 1
        elif kind == 0x0208 and sheet >= 0 and length >= 14:
            if struct.unpack_from("<I", body, 12)[0] & 0x20:
                found.rows[sheet].add(struct.unpack_from("<H", body)[0])
        elif kind == 0x007D and sheet >= 0 and length >= 10:
            first, last, _, _, options = struct.unpack_from("<5H", body)
            if options & 1:
                found.columns[sheet].update(range(first, min(last, 256) + 1))
    return found
