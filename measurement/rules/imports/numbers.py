"""What number does a cell hold, as its writer meant it?

Read by one way of writing numbers, that of the file; what does not fit is refused and never bent: "1,23,456" and
"12,34" are no numbers in en-US, and "1.234" is one thousand two hundred thirty-four in de-DE.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache

from measurement.rules.imports.cells import (
    INVISIBLE,
    Cell,
    DayCell,
    ErrorCell,
    PercentCell,
    UncomputedCell,
)
from measurement.rules.imports.marks import Mark, mark

LARGEST = Decimal(10) ** 15
LONGEST = 60
# Between thousands in any country: spaces of every width, and apostrophes.
SPACERS = " \u00a0\u2007\u2009\u202f'’‘ʼ´`"
TURNED_ROUND = "\u202e"
MINUS = str.maketrans(dict.fromkeys("−–‐‑﹣－", "-"))


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


COMMA_LANGUAGES = _set(
    "de fr es it pt nl da sv nb nn no fi pl cs sk hu ro bg hr sl sr ru uk be el tr id vi ca eu gl is lv lt et az kk hy"
)
POINT_PLACES = _set("de-ch de-li it-ch es-mx es-us es-pr es-gt es-hn es-ni es-pa es-pe es-sv es-do")


@dataclass(frozen=True, slots=True)
class Style:
    """How numbers are written: the sign before decimals, and those that may stand between thousands."""

    decimal: str
    thousands: str
    # Whether somebody said so, or a number in the file can be read in no other way.
    is_sure: bool = field(default=True, compare=False)

    @property
    def plain(self) -> re.Pattern[str]:
        return _patterns(self.decimal, self.thousands)[0]

    @property
    def scientific(self) -> re.Pattern[str]:
        return _patterns(self.decimal, self.thousands)[1]


@lru_cache(maxsize=16)
def _patterns(decimal: str, thousands: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    mark_, between = re.escape(decimal), re.escape(thousands)
    grouped = rf"[1-9]\d{{0,2}}([{between}])\d{{3}}(?:\1\d{{3}})*"
    return (
        re.compile(rf"(?:{grouped}|\d+)(?:{mark_}\d*)?|{mark_}\d+"),
        re.compile(rf"\d+(?:{mark_}(\d*))?e([+-]?\d{{1,3}})"),
    )


POINT = Style(".", "," + SPACERS + "٬")
COMMA = Style(",", "." + SPACERS)


def style_of(locale: str) -> Style:
    """How numbers are written in a language and country, such as de-DE; the country may overrule the language."""
    name = locale.strip().replace("_", "-").split(".")[0].casefold()
    if name in POINT_PLACES:
        return POINT
    return COMMA if name.split("-")[0] in COMMA_LANGUAGES else POINT


SAYS_COMMA = re.compile(r"\d{1,3}(?:\.\d{3})+,\d*|\d+,(?:\d{1,2}|\d{4,})|\d{1,3}(?:\.\d{3}){2,}")
SAYS_POINT = re.compile(r"\d{1,3}(?:,\d{3})+\.\d*|\d+\.(?:\d{1,2}|\d{4,})|\d{1,3}(?:,\d{3}){2,}")


def guessed_style(texts: Iterable[str], *, likely: Style) -> Style:
    """How numbers are written, from those that can be read in one way only; `likely` where there is none or both.

    Where both are found each number is held to the likely way, and those of the other are refused.
    """
    comma = point = False
    for text in texts:
        bare = text.strip("%-+() \u00a0\u202f")
        comma = comma or SAYS_COMMA.fullmatch(bare) is not None
        point = point or SAYS_POINT.fullmatch(bare) is not None
    if comma == point:
        return replace(likely, is_sure=comma)
    return COMMA if comma else POINT


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell says: a number, a mark in its place, nothing, or a `problem`.

    `places` are the decimals as printed: 69.8 is right to half of 0.1.
    """

    number: Decimal | None = None
    mark: Mark | None = None
    problem: str = ""
    is_percent: bool = False
    flags: tuple[str, ...] = ()
    has_footnote: bool = False
    places: int = 0
    # "1.000" in a file of which nobody knows how it writes numbers: one, or a thousand?
    may_be_thousands: bool = False

    @property
    def is_empty(self) -> bool:
        return self.number is None and self.mark is None and not self.problem


EMPTY = Reading()
UNREADABLE = Reading(problem="unparseable_number")


def read(cell: Cell, style: Style, unit: str = "") -> Reading:
    """The number in a cell; `unit` is the indicator's, which may stand beside it."""
    if cell is None:
        return EMPTY
    if isinstance(cell, bool):
        return UNREADABLE
    if isinstance(cell, int):
        return Reading(Decimal(cell)) if abs(cell) < LARGEST else UNREADABLE
    if isinstance(cell, Decimal):
        return _within(Reading(cell, places=_places(cell)))
    if isinstance(cell, str):
        return _read_text(cell, style, unit)
    if isinstance(cell, PercentCell):
        return _within(Reading(cell.number, is_percent=True, places=_places(cell.number)))
    if isinstance(cell, ErrorCell):
        return Reading(problem="formula_error")
    if isinstance(cell, UncomputedCell):
        return Reading(problem="formula_without_value")
    assert isinstance(cell, DayCell)
    return UNREADABLE


def fault_of(cell: Cell) -> str:
    """What keeps a cell of names from being read: an error of the spreadsheet, or a formula without its result."""
    if isinstance(cell, ErrorCell) or (
        isinstance(cell, str) and cell[:1] in "#eE" and cell.strip().casefold() in ERRORS
    ):
        return "formula_error"
    return "formula_without_value" if isinstance(cell, UncomputedCell) else ""


ERRORS = _set(
    "#div/0! #n/a #name? #null! #num! #ref! #value! #spill! #calc! #getting_data #field! #blocked! "
    "#unknown! #error! #err! #diviser/0! #bezug! #wert! #zahl! #nv #valeur! #nom? #nombre! #¡div/0! "
    "#¡ref! #¡valor! err:502 err:503 err:508 err:522"
)
SIGNS = re.compile(r"^\s*[%％٪]\s*|\s*(?:[%％٪]|pct\.?|percent|per cent|prozent|pour cent|por ciento|p\.c\.)\s*$", re.I)
DOUBTFUL = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}")
FLAG = re.compile(r"\s*[\[(]?\s*(p|r|e|prov|provisional|rev|revised|est|estimated|estimate)\.?\s*[\])]?$", re.I)
FLAG_WORDS = {"p": "provisional", "r": "revised", "e": "estimated"}
FOOTNOTE = re.compile(r"\s*(?:[*†‡§]{1,3}|[¹²³⁴-⁹⁰]{1,3}|\[[0-9a-z]{1,2}\]|(?<=\d)\s+\([0-9a-z]{1,2}\)|\s+[bdu])$")
MANY = re.compile(r"\d\s?(?:k|m|mn|mio\.?|million|millions|thousand|thousands|tsd\.?|bn|‰|‱)$", re.I)
MONEY = {
    "usd": ("$", "us$", "usd", "dollar", "dollars"),
    "eur": ("€", "eur", "euro", "euros"),
    "gbp": ("£", "gbp"),
    "cad": ("$", "ca$", "cad", "c$"),
    "aud": ("$", "a$", "aud"),
    "chf": ("chf", "fr."),
}
SYMBOLS = {"$": "usd", "€": "eur", "£": "gbp"}


def _read_text(cell: str, style: Style, unit: str) -> Reading:
    text = cell.strip(INVISIBLE)
    if not text:
        return EMPTY
    if TURNED_ROUND in cell:
        return UNREADABLE  # people see its digits the other way round
    if text.isascii() and text.isdigit() and len(text) < 15:
        return Reading(Decimal(text))
    lowered = text.casefold()
    if lowered in ERRORS:
        return Reading(problem="formula_error")
    if text[0] == "=":
        return _formula(text, style, unit)
    if found := mark(text):
        return Reading(mark=found)
    if len(text) > LONGEST:
        return UNREADABLE
    text = _digits(_without_apostrophes(text.translate(MINUS)))
    if not text:
        return EMPTY
    text, is_percent = _without_percent(text)
    text, flags, has_footnote = _without_notes(text)
    if flags or has_footnote:
        text, signed = _without_percent(text)
        is_percent = is_percent or signed
    text = _without_unit(text, unit)
    if MANY.search(text):
        return Reading(problem="scale_mismatch")
    number, places = _value(text, style)
    if number is None:
        return UNREADABLE
    is_doubtful = not style.is_sure and DOUBTFUL.fullmatch(text) is not None and places == 3
    return _within(Reading(number, None, "", is_percent, flags, has_footnote, places, is_doubtful))


def _formula(text: str, style: Style, unit: str) -> Reading:
    """A formula in a text file has no result; `="0123"` is a text that somebody kept from being changed."""
    literal = re.fullmatch(r'="([^"=]*)"', text)
    return _read_text(literal[1], style, unit) if literal else Reading(problem="formula_without_value")


def _without_apostrophes(text: str) -> str:
    """Without the sign by which a spreadsheet keeps a text, or the quotes of another program."""
    bare = text.lstrip("'")
    return bare.rstrip("'") if bare != text else text


def _without_percent(text: str) -> tuple[str, bool]:
    bare = SIGNS.sub("", text, count=1)
    return (bare, True) if bare != text else (text, False)


def _without_notes(text: str) -> tuple[str, tuple[str, ...], bool]:
    """Take off a mark of status, such as 12 (p), or of a footnote, such as 12*."""
    if found := FLAG.search(text):
        rest = text[: found.start()].rstrip()
        if rest[-1:].isdigit() or rest[-1:] in ("%", ")"):
            return rest, (FLAG_WORDS[found[1][0].lower()],), False
    if found := FOOTNOTE.search(text):
        rest = text[: found.start()].rstrip()
        if rest[-1:].isdigit() or rest[-1:] == "%":
            return rest, (), True
    return text, (), False


def _without_unit(text: str, unit: str) -> str:
    """Take off the indicator's own unit or the signs of its own currency; another's stays and is refused."""
    own = unit.strip().casefold()
    if not own or own == "%":
        return text
    names = [own, *MONEY.get(SYMBOLS.get(own, own), ())]
    lowered = text.casefold()
    sign = "-" if lowered.startswith("-") else ""
    lowered = lowered.removeprefix("-")
    for name in sorted(names, key=len, reverse=True):
        if lowered.startswith(name):
            return sign + lowered.removeprefix(name).strip(INVISIBLE)
        if lowered.endswith(name):
            return sign + lowered.removesuffix(name).strip(INVISIBLE)
    return text


def _value(text: str, style: Style) -> tuple[Decimal | None, int]:
    """A number with its sign, and its decimals as printed; in brackets it is below zero, as accountants write."""
    sign = 1
    if text.startswith("(") and text.endswith(")"):
        sign, text = -1, text[1:-1].strip()
    elif text.endswith("-") and text[:1].isdigit():
        sign, text = -1, text[:-1].rstrip()
    elif text.startswith(("+", "-")):
        sign, text = (-1 if text[0] == "-" else 1), text[1:].lstrip()
    if style.plain.fullmatch(text):
        whole, _, rest = text.partition(style.decimal)
        digits = "".join(each for each in whole if each.isdigit()) or "0"
        return sign * Decimal(f"{digits}.{rest or 0}"), len(rest)
    if found := style.scientific.fullmatch(text.casefold()):
        shown, power = len(found[1] or ""), int(found[2])
        # 1.23E+05 lost digits when it was shown: what it was cannot be told.
        if power <= shown and power > -20:
            return sign * Decimal(text.replace(style.decimal, ".")), max(0, shown - power)
    return None, 0


def _digits(text: str) -> str:
    """Digits of every script as 0-9, and the Arabic signs between them; raised digits are footnotes and stay."""
    if text.isascii():
        return text
    return "".join(
        str(unicodedata.decimal(each)) if each.isdecimal() else {"٫": ".", "．": ".", "，": ","}.get(each, each)
        for each in text
        if unicodedata.category(each) != "Cf"
    )


def _places(number: Decimal) -> int:
    exponent = number.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def _within(found: Reading) -> Reading:
    return found if found.number is not None and abs(found.number) < LARGEST else UNREADABLE
