"""Which marks stand for a figure that is kept back, and which for one that is not there?

Offices of statistics differ; what they agree on is that neither is zero. Where a mark has two meanings the one that
keeps a person's secret is taken. An exact count hidden as "<5", "5-9" or ">95%" keeps its bounds.
"""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from measurement.rules.imports.words import even


def _signs(joined: str) -> frozenset[str]:
    return frozenset(joined.split("|"))


SUPPRESSED = _signs(
    "*|**|***|****|c|x|s|(c)|(x)|(s)|[c]|[s]|(*)|[*]|:c|: c|:(c)|..c|~|‡|††|ps|privacysuppressed|privacy suppressed"
    "|suppressed|supp|supp.|sup|supressed|masked|redacted|withheld|hidden|confidential|conf|conf.|disclosive|ds|sdc"
    "|d.s.|n<|small|too small|too few|<|geheim|unterdruckt|vertraulich|supprime|confidentiel|secret|masque|suprimido"
    "|confidencial|protegido|★|✱|＊|#c|[conf]|[suppressed]"
)
NOT_AVAILABLE = _signs(
    "-|--|---|.|..|...|....|…|:|::|: |[x]|[z]|[w]|[n]|[m]|(z)|z|n/a|n.a.|n.a|na|n a|(na)|[na]|n/d|n.d.|nd|null"
    "|(null)|<null>|none|nil|nan|missing|blank|unknown|not available|not applicable|not collected|not known"
    "|not reported|not yet available|no data|unavailable|pending|tbd|tbc|tba|to follow|?|??|???|k.a.|k. a.|ka|k/a"
    "|keine angabe|keine angaben|nicht verfugbar|entfallt|fehlt|nc|n.c.|non disponible|n.disp.|non communique|s.o."
    "|s/o|sans objet|no disponible|s/d|s.d.|sin datos|no aplica|nr|n.r.|_|__|/|//|\\|†|[..]|[:]|(..)|(-)|[-]"
    "|dna|dnr|did not report|not provided|no return|x.x|#"
)

AMOUNT = r"([0-9][0-9., ]{0,15})"
BELOW = re.compile(
    r"(?:n ?)?(?:<=|=<|≤|⩽|<|less than|fewer than|under|below|up to|at most|weniger als|unter|bis|moins de|menos de)"
    rf"\s?{AMOUNT}\s?%?"
)
BELOW_AFTER = re.compile(rf"{AMOUNT}\s?%? ?(?:or less|or fewer|or under|and under|oder weniger|ou moins|o menos)")
ABOVE = re.compile(
    r"(?:n ?)?(?:>=|=>|≥|⩾|>|more than|greater than|over|above|at least|mehr als|uber|plus de|mas de)"
    rf"\s?{AMOUNT}\s?%?"
)
ABOVE_AFTER = re.compile(rf"{AMOUNT}\s?%? ?(?:\+|or more|or over|and over|oder mehr|ou plus|o mas)")
BETWEEN = re.compile(rf"{AMOUNT}\s?%?\s?(?:-|to|bis|a|à)\s?{AMOUNT}\s?%?")
STRICT = re.compile(r"(?:n ?)?(?:<(?!=)|less than|fewer than|under|below|weniger als|unter|moins de|menos de)")
STRICTLY_ABOVE = re.compile(r"(?:n ?)?(?:>(?!=)|more than|greater than|over|above|mehr als|uber|plus de|mas de)")


@dataclass(frozen=True, slots=True)
class Mark:
    """A sign in place of a number: `suppressed` or `not_available`, with the bounds that it tells."""

    reason: str
    text: str
    lower: Decimal | None = None
    upper: Decimal | None = None


def mark(text: str) -> Mark | None:
    """The mark that a text is; None for numbers and for what is neither."""
    if len(text) > 40:
        return None
    same = even(text).strip("'\"")
    if same in SUPPRESSED:
        return Mark("suppressed", text)
    if same in NOT_AVAILABLE:
        return Mark("not_available", text)
    if same[:1].isdigit() or same[:1] in "<>=≤≥⩽⩾nlfubawmopg":
        return _bounds(text, same)
    return None


def _bounds(text: str, same: str) -> Mark | None:
    if found := BETWEEN.fullmatch(same):
        low, high = _amount(found[1]), _amount(found[2])
        return Mark("suppressed", text, low, high) if low is not None and high is not None and low <= high else None
    if found := BELOW.fullmatch(same) or BELOW_AFTER.fullmatch(same):
        high = _amount(found[1])
        return None if high is None else Mark("suppressed", text, None, _just_below(same, high))
    if found := ABOVE.fullmatch(same) or ABOVE_AFTER.fullmatch(same):
        low = _amount(found[1])
        return None if low is None else Mark("suppressed", text, low, None)
    return None


def _just_below(same: str, high: Decimal) -> Decimal:
    """Fewer than 5 people are 4 at the most; a share under 5 % has no last value, so its bound stays."""
    is_count = "%" not in same and high == high.to_integral_value()
    return high - 1 if is_count and STRICT.match(same) and high >= 1 else high


def _amount(text: str) -> Decimal | None:
    digits = text.strip().replace(" ", "")
    if re.fullmatch(r"\d{1,3}(,\d{3})+", digits):
        digits = digits.replace(",", "")
    try:
        return Decimal(digits.replace(",", "."))
    except InvalidOperation:
        return None
