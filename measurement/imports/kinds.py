"""What is a file really, whatever its name says?"""

import re
from pathlib import PurePath

from measurement.imports.limits import refuse

OF_NAMES = {
    ".xlsx": "xlsx",
    ".xls": "xls",
    ".ods": "ods",
    ".csv": "text",
    ".tsv": "text",
    ".txt": "text",
    ".tab": "text",
}
WITH_MACROS = {".xlsm", ".xltm", ".xlam"}
ZIP = b"PK"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
BOMS = (b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff", b"\xff\xfe", b"\xfe\xff")
OTHERS = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ",
    b"\x28\xb5\x2f\xfd", b"SQLite format 3", b"PAR1", b"{\\rtf", b"MZ", b"\x7fELF", b"RIFF", b"ID3", b"OggS",
    b"\x00\x00\x01\x00", b"%!PS", b"\xca\xfe\xba\xbe", b"\x93NUMPY", b"\x89HDF",
)  # fmt: skip
MARKUP = re.compile(r"<(?:[!?]|/?[a-z][a-z0-9:]*[\s>/])", re.I)
JSON = re.compile(r'[\[{]\s*["\[{\]}]')


def kind_of(head: bytes, name: str) -> str:
    """`xlsx`, `ods`, `xls` or `text`. Raises FileRefused where content and name disagree, or neither is read here."""
    suffix = PurePath(name).suffix.lower()
    if not head:
        refuse("empty", "no_bytes")
    content = _content(head)
    if suffix in WITH_MACROS and content == "zip":
        refuse("unsafe_file", "macros")
    named = OF_NAMES.get(suffix)
    if named is None or not content:
        refuse("wrong_type", "not_read_here")
    if {"zip": ("xlsx", "ods"), "ole": ("xls", "xlsx"), "text": ("text",)}[content].count(named) == 0:
        refuse("wrong_type", f"is_{content}")
    return "ole" if content == "ole" else named


def _content(head: bytes) -> str:
    if head.startswith(ZIP) and head[2:4] in (b"\x03\x04", b"\x05\x06", b"\x07\x08"):
        return "zip"
    if head.startswith(OLE):
        return "ole"
    if any(head.startswith(sign) for sign in OTHERS):
        return ""
    return "text" if _is_text(head) else ""


def _is_text(head: bytes) -> bool:
    """Letters and lines, in whatever encoding; neither a page nor a structure of another kind."""
    bom = next((each for each in BOMS if head.startswith(each)), b"")
    body = head[len(bom) :]
    wide = bool(bom) and bom != BOMS[0]
    if not wide and not looks_wide(body):
        odd = sum(byte < 9 or 13 < byte < 32 for byte in body)
        # A single NUL spoils a row; many are no text at all.
        if odd > max(8, len(body) // 50):
            return False
    start = body.replace(b"\x00", b"").lstrip()[:400].decode("latin-1")
    return not MARKUP.match(start) and not JSON.match(start)


def looks_wide(body: bytes) -> bool:
    """Whether every other byte is zero, as in UTF-16 without a mark at its beginning."""
    sample = body[:2000]
    if len(sample) < 8:
        return False
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    return max(even, odd) > half * 0.6 and min(even, odd) < half * 0.1
