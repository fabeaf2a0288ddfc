"""In which old encoding was a text of another script written: Cyrillic, Greek, Arabic, Japanese, Chinese and others?

Letters of such a script stand in rows of their own; an accent of a Latin language stands alone between plain letters.
"""

import re
from itertools import pairwise

ROWS = re.compile(rb"[\x80-\xff](?:[\x80-\xff]|[\x40-\x7e](?=[\x80-\xff]))+")
PLAIN = re.compile(r"[\x00-\x7f]+")
ENOUGH, NEARLY_ALL, LEAST_VOWELS = 0.9, 0.97, 0.2
CYRILLIC, GREEK, HEBREW, ARABIC = "Ѐ-ӿ", "Ͱ-Ͽ", "\u0590-\u05ff", "\u0600-\u06ff"
VOWELS = {CYRILLIC: "аеёиоуыэюяіїє", GREEK: "αεηιουωάέήίόύώϊϋΐΰ"}
KANA, HAN, HANGUL = "\u3000-\u30ff", "一-\u9fff", "가-\ud7a3"
# In this order: what decodes only by chance comes after what seldom does.
MANY_BYTES = (
    ("cp932", KANA + HAN, KANA, 0.05),
    ("euc_jp", KANA + HAN, KANA, 0.05),
    ("euc_kr", HANGUL, HANGUL, ENOUGH),
    ("gb2312", HAN, HAN, ENOUGH),
    ("big5", HAN, HAN, ENOUGH),
    ("cp932", HAN, HAN, ENOUGH),
)
ONE_BYTE = (
    ("cp1251", CYRILLIC), ("cp1255", HEBREW), ("cp1256", ARABIC), ("cp1253", GREEK), ("koi8_r", CYRILLIC),
    ("cp866", CYRILLIC),
)  # fmt: skip


def script_of(sample: bytes) -> str:
    """The encoding of another script; empty where the letters beyond ASCII do not stand in rows."""
    beyond = sum(byte > 127 for byte in sample)
    in_rows = sum(len(row) for row in ROWS.findall(sample) if len(row) > 2)
    if not beyond or in_rows < beyond * 0.8:
        return ""
    return _of_one_byte(sample) or _of_many_bytes(sample)


def _of_many_bytes(sample: bytes) -> str:
    for encoding, letters, sign, least in MANY_BYTES:
        text = _beyond(sample, encoding)
        if text and _share(text, letters) >= ENOUGH and _share(text, sign) >= least and _is_common(text, encoding):
            return encoding
    return ""


def _of_one_byte(sample: bytes) -> str:
    """By script, vowels and case: read in the wrong encoding, Cyrillic begins words small and goes on large.

    The sigma that ends a Greek word stands inside none.
    """
    scores = {}
    for encoding, letters in ONE_BYTE:
        text = _beyond(sample, encoding)
        share = _share(text, letters) if text else 0.0
        vowels = VOWELS.get(letters, "")
        if share >= NEARLY_ALL and (not vowels or _share(text.casefold(), vowels) >= LEAST_VOWELS):
            wrong = sum(
                (before.islower() and each.isupper()) or (before == "ς" and each.isalpha())
                for before, each in pairwise(text)
            )
            scores[encoding] = share + (sum(each.islower() for each in text) - 10 * wrong) / len(text)
    return max(scores, key=lambda each: scores[each]) if scores else ""


def _beyond(sample: bytes, encoding: str) -> str:
    """What lies beyond ASCII; nothing where the bytes are none of that encoding."""
    end = sample.rfind(b"\n") if len(sample) >= 100_000 else len(sample)
    try:
        text = sample[:end].decode(encoding)
    except UnicodeDecodeError:
        return ""
    return " ".join(row for row in PLAIN.split(text) if row)


def _share(text: str, letters: str) -> float:
    return len(re.findall(f"[{letters}]", text)) / len(text.replace(" ", ""))


def _is_common(text: str, encoding: str) -> bool:
    """Whether most signs are among those that a Chinese text uses: others are read out of any pair of bytes."""
    if encoding not in ("gb2312", "big5"):
        return True
    last = 0xD7 if encoding == "gb2312" else 0xC6
    signs = text.replace(" ", "")
    return sum(each.encode(encoding)[0] <= last for each in signs) >= len(signs) * 0.7
