"""Is a packed spreadsheet small enough to unpack, and free of what could run or reach out?"""

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from measurement.imports.limits import (
    HIGHEST_RATIO,
    LARGEST_UNPACKED,
    MOST_PARTS,
    RATIO_COUNTS_FROM,
    FileRefused,
    refuse,
)

CHUNK = 1 << 16
MACROS = ("vbaproject", "/macrosheets/", "basic/", "scripts/", "vbadata.xml", "/activex/", "vbaprojectsignature")
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, struct.error, OSError, ValueError)


class Archive:
    """An opened zip of which the directory was checked; what is read from it is counted."""

    def __init__(self, path: str) -> None:
        try:
            self._zip = zipfile.ZipFile(path)
        except BROKEN:
            refuse("wrong_type", "damaged")
        self._path = path
        self._read = 0
        self.names = [each.filename for each in self._zip.infolist()]
        self._check()

    def _check(self) -> None:
        parts = self._zip.infolist()
        unpacked = sum(each.file_size for each in parts)
        packed = sum(each.compress_size for each in parts)
        if len(parts) > MOST_PARTS:
            refuse("limit_exceeded", "parts")
        if unpacked > LARGEST_UNPACKED:
            refuse("limit_exceeded", "unpacked_size")
        if unpacked > RATIO_COUNTS_FROM and unpacked > HIGHEST_RATIO * max(packed, 1):
            refuse("limit_exceeded", "ratio")
        if any(each.flag_bits & 1 for each in parts):
            refuse("unsafe_file", "encrypted")
        lowered = ["/" + name.lower() for name in self.names]
        if any(sign in name for name in lowered for sign in MACROS):
            refuse("unsafe_file", "macros")

    def refuse_doctypes(self) -> None:
        """Look at the beginning of every part that is XML: none needs a document type, and entities are bombs."""
        for name in self.names:
            if name.lower().endswith((".xml", ".rels", ".vml")):
                self._first_element(name)

    def _first_element(self, name: str) -> None:
        def enough(*_: Any) -> None:
            raise _Enough

        parser = safe_parser()
        parser.StartElementHandler = enough
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk)
        except _Enough:
            return
        except expat.ExpatError:
            return  # a part that we read is told to be damaged when it is read

    def chunks(self, name: str) -> Iterator[bytes]:
        try:
            with self._zip.open(name) as part:
                while chunk := part.read(CHUNK):
                    self._read += len(chunk)
                    if self._read > 2 * LARGEST_UNPACKED:
                        refuse("limit_exceeded", "unpacked_size")
                    yield chunk
        except KeyError:
            refuse("wrong_type", "part_missing")
        except BROKEN:
            if self._is_larger_than_told(name):
                refuse("limit_exceeded", "unpacked_size")
            refuse("wrong_type", "damaged")

    def _is_larger_than_told(self, name: str) -> bool:
        """Whether a part holds more than the directory says: a bomb that lies about its size."""
        part = self._zip.getinfo(name)
        with open(self._path, "rb") as raw:
            raw.seek(part.header_offset + 26)
            raw.seek(sum(struct.unpack("<HH", raw.read(4))), 1)
            try:
                unpacked = zlib.decompressobj(-15).decompress(raw.read(part.compress_size), part.file_size + 1)
            except zlib.error:
                return False
        return len(unpacked) > part.file_size

    def parse(self, name: str, start: Callable[..., None], end: Callable[..., None], text: Callable[..., None]) -> None:
        """Run through one part; whoever calls keeps only what it needs."""
        parser = safe_parser()
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
        try:
            for chunk in self.chunks(name):
                parser.Parse(chunk)
            parser.Parse(b"", True)
        except expat.ExpatError as wrong:
            is_entity = wrong.code in (11, 12, 13, 43)
            raise FileRefused(
                "unsafe_file" if is_entity else "wrong_type", "entity" if is_entity else "damaged"
            ) from wrong


class _Enough(Exception):
    pass


def safe_parser() -> Any:
    """A parser that stops at the first word of a document type."""

    def doctype(*_: Any) -> None:
        refuse("unsafe_file", "doctype")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.EntityDeclHandler = doctype
    return parser


def local(name: str) -> str:
    """An element's name without its prefix."""
    return name.rpartition(":")[2]
