"""In which encoding was a text file written? What was said counts, then a mark at its beginning, then its letters."""

import codecs
import unicodedata

import charset_normalizer

from measurement.imports.kinds import looks_wide
from measurement.imports.limits import refuse
from measurement.imports.scripts import script_of

MARKS = [
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
]
# In the order of how common they are: the first of equals is taken.
LIKELY = ("cp1252", "mac_roman", "cp850", "cp1250", "iso8859_15", "cp1251")
SAMPLE = 200_000
COMMON = set("éèêëàâäáãåçíìîïñóòôöõøúùûüýßæœÉÀÄÖÜÇÑÅØ")
SIGNS = set("–—‘’“”„‚…•€£§°«»·¡¿™©®²³½¼¾ªº\u00a0\u202f†‡")


def decoded(raw: bytes, said: str = "") -> str:
    """The text of a file. Raises FileRefused where the encoding that was said cannot be it."""
    for mark, encoding in MARKS:
        if raw.startswith(mark):
            return _strictly(raw[len(mark) :], encoding)
    if said:
        return _as_said(raw, said)
    if looks_wide(raw):
        return _strictly(raw, "utf-16-le" if raw[1::2][:1000].count(0) > raw[::2][:1000].count(0) else "utf-16-be")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        mended = _mostly_utf8(raw)
        return raw.decode(guessed(raw), errors="replace") if mended is None else mended


def _as_said(raw: bytes, said: str) -> str:
    name = said.strip().lower().replace(" ", "").replace("macroman", "mac_roman")
    name = {"ansi": "cp1252", "windows1252": "cp1252", "unicode": "utf-16", "mac": "mac_roman"}.get(name, name)
    try:
        return raw.decode(name).removeprefix("\ufeff")
    except LookupError:
        refuse("wrong_type", "encoding_unknown")
    except ValueError:
        refuse("wrong_type", "encoding_differs")


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        if encoding == "utf-8":
            return _mostly_utf8(raw) or raw.decode("cp1252", errors="replace")
        # A last byte cut off spoils nothing before it.
        return raw.decode(encoding, errors="replace")


def _mostly_utf8(raw: bytes) -> str | None:
    """UTF-8 in which a few bytes are broken, as where two files were put together; None where most are.

    A byte that does not belong is read as Windows would: one of them must not spoil every other letter.
    """
    text = raw.decode("utf-8", errors="surrogateescape")
    beyond = [each for each in text if each > "\x7f"]
    broken = [each for each in beyond if "\udc80" <= each <= "\udcff"]
    if len(broken) * 2 > len(beyond):
        return None
    alone = {each: bytes([ord(each) - 0xDC00]).decode("cp1252", "replace") for each in set(broken)}
    return text.translate({ord(each): read for each, read in alone.items()})


def guessed(raw: bytes) -> str:
    """The encoding in which the letters beyond ASCII make the most sense."""
    sample = _around_letters(raw)
    if foreign := script_of(sample):
        return foreign
    scores = {encoding: _sense(sample, encoding) for encoding in LIKELY}
    best = max(scores, key=lambda each: (scores[each], -LIKELY.index(each)))
    if scores[best] > 0:
        return best
    found = charset_normalizer.from_bytes(sample).best()
    return found.encoding if found else "cp1252"


def _around_letters(raw: bytes) -> bytes:
    """The lines that hold anything beyond ASCII, up to a sample's size."""
    lines = [line for line in raw[: 20 * SAMPLE].split(b"\n") if not line.isascii()]
    return b"\n".join(lines)[:SAMPLE] or raw[:SAMPLE]


def _sense(sample: bytes, encoding: str) -> float:
    """How much the letters beyond ASCII look like words: small ones inside words, signs between them."""
    try:
        text = sample.decode(encoding)
    except UnicodeDecodeError:
        return -1e9
    score, count = 0.0, 0
    for at, each in enumerate(text):
        if each < "\x80":
            continue
        count += 1
        before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
        score += _one(each, before, after)
    return round(score / max(count, 1), 3)


def _one(each: str, before: str, after: str) -> float:
    if each in SIGNS:
        inside = before.isalpha() and after.isalpha()
        return -0.3 if inside and each not in "’‘·" else 0.8
    if unicodedata.category(each) in ("Cc", "Cn", "Co"):
        return -5.0
    if not each.isalpha():
        return -1.5
    score = 1.0 if each in COMMON else -0.5
    if each.isupper() and before.islower():
        score -= 2.0
    if each.islower() and before.isupper() and after.isupper():
        score -= 1.5
    if not (before.isalpha() or after.isalpha()):
        score -= 0.6
    return score
