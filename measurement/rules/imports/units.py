"""In which unit does a table say that its numbers are, and is it the indicator's own?

Nothing is converted: thousands under a heading that says so, or another money, are told and left to a person. A unit
that says nothing of scale or kind, such as "students" for pupils, stands in nobody's way.
"""

import re
from functools import lru_cache

from measurement.rules.imports.known import KnownIndicator
from measurement.rules.imports.numbers import MONEY, SYMBOLS
from measurement.rules.imports.words import even

MULTIPLE = re.compile(
    r"(?<!per )(?<!pro )\b(?:hundreds|thousands?|millions?|billions?|tausende?|tsd|mio|mrd|milliers|en miles)\b"
    r"|(?<![\d,.])['’]?000s?\b|(?:\b|[x×*] ?)1[., ]?000s\b|[x×*] ?1[., ]?000\b|\bk\b|\bk ?(?:usd|eur|gbp|[$€£])"
    r"|[$€£]k\b"
)  # fmt: skip
OF_ALL = re.compile(
    r"\b(?:in|all|units?:?|figures|numbers|values) (?:the )?(?:thousands|millions|1[., ]?000s|['’]?000s?)\b"
    r"|[(\[](?:['’]?000s?|thousands|millions)[)\]]"
)
PER = re.compile(r"(?:per|pro|pour|por) (?:(mille|thousand|million)\b|(\d[\d., ]*\d|\d))|(‰)")
PERCENT = frozenset(
    {"%", "percent", "per cent", "percentage", "percentages", "pct", "prozent", "pour cent", "por ciento"}
)
PROPORTION = frozenset({"proportion", "fraction", "decimal", "decimal fraction", "0-1", "0 to 1", "anteil 0-1"})
MOST_SAID = 200


def says_scale(text: str) -> bool:
    """Whether a heading says that the numbers under it are not what they seem."""
    said = even(text[:MOST_SAID])
    return MULTIPLE.search(said) is not None or PER.search(said) is not None


def says_scale_of_all(text: str) -> bool:
    """Whether a line above a table says it of all its counts; a title may speak of thousands otherwise."""
    return OF_ALL.search(even(text[:MOST_SAID])) is not None


@lru_cache(maxsize=4096)
def is_another_scale(text: str, indicator: KnownIndicator) -> bool:
    """Whether thousands are said where ones are counted, or so many per another number."""
    said, own = even(text[:MOST_SAID]), even(indicator.unit)
    if found := PER.search(said):
        return _base(found) != indicator.per
    return MULTIPLE.search(said) is not None and MULTIPLE.search(own) is None


def _base(found: re.Match[str]) -> int:
    if found[2]:
        return int("".join(each for each in found[2] if each.isdigit()))
    return 1_000_000 if found[1] == "million" else 1000


@lru_cache(maxsize=4096)
def is_another_unit(text: str, indicator: KnownIndicator) -> bool:
    """Whether a cell that names the unit of its row names surely another one than the indicator's."""
    said, own = even(text[:MOST_SAID]), even(indicator.unit)
    if not said or said == own:
        return False
    if is_another_scale(text, indicator):
        return True
    if said in PERCENT:
        return own != "%" and own not in PERCENT
    if said in PROPORTION:
        return own == "%" or own in PERCENT
    money = _money(said)
    return bool(money) and not money & _money(own)


def _money(said: str) -> frozenset[str]:
    """The currencies that a word may mean: a dollar is that of several countries."""
    named = SYMBOLS.get(said, said)
    return frozenset(code for code, names in MONEY.items() if named == code or said in names)
