"""What is asked of the figures? The filters of a URL, read and written back; nothing else is ever kept of them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import parse_qs, urlencode

Word = TypeVar("Word", bound=StrEnum)

WHOLE = "all"
CODE = re.compile(r"[\w=;&|+.,:-]{1,200}")
MOST_PARTNERS = 60


class View(StrEnum):
    TABLE = "table"
    CHARTS = "charts"
    COMPARE = "compare"


class Compared(StrEnum):
    """What two sides of a comparison differ in."""

    PERIODS = "periods"
    GROUPS = "groups"
    PARTNERS = "partners"


class SetKind(StrEnum):
    NONE = ""
    SECTOR = "sector"
    CHOSEN = "partners"


@dataclass(frozen=True, slots=True)
class PartnerSet:
    """Whose figures are asked for: the whole initiative's, a sector's partners', or some partners' by code."""

    kind: SetKind = SetKind.NONE
    codes: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind.value}:{','.join(self.codes)}" if self.kind else ""


EVERYBODY = PartnerSet()


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody wants to see: which indicators, of which group, partners and periods, as of when, and how."""

    outcome: str = ""
    indicator: str = ""
    verdict: str = ""
    group: str = WHOLE
    start: date | None = None
    end: date | None = None
    partners: PartnerSet = EVERYBODY
    as_of: date | None = None
    view: View = View.TABLE
    compared: Compared = Compared.PERIODS
    a: str = ""
    b: str = ""


def read(given: Mapping[str, Sequence[str]]) -> Question:
    """The question of a URL; a filter that makes no sense is left out, as if nobody had set it."""
    return Question(
        outcome=_code(given, "outcome"),
        indicator=_code(given, "indicator"),
        verdict=_code(given, "verdict"),
        group=_code(given, "group") or WHOLE,
        start=_day(given, "from"),
        end=_day(given, "to"),
        partners=_partners(given),
        as_of=_day(given, "as_of"),
        view=_one_of(View, given, "view", View.TABLE),
        compared=_one_of(Compared, given, "compare", Compared.PERIODS),
        a=_code(given, "a"),
        b=_code(given, "b"),
    )


def read_query(query: str) -> Question:
    """The question of what stands behind the ? of a URL; one with far too many filters asks for nothing special."""
    try:
        return read(parse_qs(query, max_num_fields=MOST_PARTNERS + 20))
    except ValueError:
        return Question()


def written(question: Question) -> str:
    """The question as it stands in a URL: one spelling for each, so that two alike are alike."""
    pairs = [("outcome", question.outcome), ("indicator", question.indicator), ("verdict", question.verdict)]
    pairs += [("group", question.group if question.group != WHOLE else "")]
    pairs += [("from", _iso(question.start)), ("to", _iso(question.end)), ("as_of", _iso(question.as_of))]
    if question.partners.kind is SetKind.SECTOR:
        pairs.append(("sector", question.partners.codes[0]))
    elif question.partners.kind is SetKind.CHOSEN:
        pairs += [("partner", code) for code in question.partners.codes]
    if question.view is not View.TABLE:
        pairs.append(("view", question.view.value))
    if question.view is View.COMPARE:
        pairs += [("compare", question.compared.value), ("a", question.a), ("b", question.b)]
    return urlencode([(name, value) for name, value in pairs if value])


def partner_set(text: str) -> PartnerSet:
    """A set of partners as one word names it: nothing for everybody, sector:health, partners:p1,p2."""
    kind, _colon, codes = text.partition(":")
    named = tuple(code for code in codes.split(",") if code)
    if kind == SetKind.SECTOR and len(named) == 1:
        return PartnerSet(SetKind.SECTOR, named)
    if kind == SetKind.CHOSEN and named:
        return PartnerSet(SetKind.CHOSEN, tuple(sorted(set(named))[:MOST_PARTNERS]))
    return EVERYBODY


def _partners(given: Mapping[str, Sequence[str]]) -> PartnerSet:
    """Partners chosen one by one are asked for rather than a sector."""
    chosen = sorted({code for code in given.get("partner", []) if CODE.fullmatch(code)})
    if chosen:
        return PartnerSet(SetKind.CHOSEN, tuple(chosen[:MOST_PARTNERS]))
    sector = _code(given, "sector")
    return PartnerSet(SetKind.SECTOR, (sector,)) if sector else EVERYBODY


def _text(given: Mapping[str, Sequence[str]], name: str) -> str:
    texts = given.get(name, [])
    return texts[-1].strip() if texts else ""


def _code(given: Mapping[str, Sequence[str]], name: str) -> str:
    text = _text(given, name)
    return text if CODE.fullmatch(text) else ""


def _day(given: Mapping[str, Sequence[str]], name: str) -> date | None:
    try:
        return date.fromisoformat(_text(given, name))
    except ValueError:
        return None


def _one_of(kind: type[Word], given: Mapping[str, Sequence[str]], name: str, usual: Word) -> Word:
    text = _text(given, name)
    return kind(text) if text in list(kind) else usual


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""
