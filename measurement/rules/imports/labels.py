"""Which stretch of time does a label of a partner mean: a year, a school year, a quarter, a month, a week, a range?

What a label leaves open is asked and not guessed: a bare 2014 for a measure of school years is 2013/14 to some and
2014/15 to others. Terms and seasons have no days of their own.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache

from measurement.rules.imports.cells import INVISIBLE
from measurement.rules.imports.days import (
    AMBIGUOUS,
    EARLIEST,
    LATEST,
    MONTHS,
    UNREADABLE,
    Span,
    day,
    full_year,
    months_from,
    order_told_by,
)
from measurement.rules.imports.words import even
from measurement.rules.imports.years import (
    FISCAL,
    YearRule,
    fiscal,
    named_year,
    second_year,
    single_year,
    split_year,
    two_years,
)


@dataclass(frozen=True, slots=True)
class Label:
    """A period with the flags that stood beside it; or a `problem`."""

    start: date | None = None
    end: date | None = None
    problem: str = ""
    flags: tuple[str, ...] = ()


FLAG = re.compile(r"\s*(?:[(\[]\s*([a-z]+)\.?\s*[)\]]|\b(provisional|prov|revised|estimated|final|preliminary)\.?)$")
FLAGS = {
    "p": "provisional", "prov": "provisional", "provisional": "provisional", "prelim": "provisional",
    "preliminary": "provisional", "vorlaufig": "provisional", "provisoire": "provisional", "draft": "provisional",
    "r": "revised", "rev": "revised", "revised": "revised", "e": "estimated", "est": "estimated",
    "estimated": "estimated", "estimate": "estimated", "final": "", "f": "", "actual": "",
}  # fmt: skip

ORDINAL = {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "1.": 1, "2.": 2,
           "3.": 3, "4.": 4, "1er": 1, "2e": 2, "3e": 3, "4e": 4, "1": 1, "2": 2, "3": 3, "4": 4, "premier": 1,
           "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "i": 1, "ii": 2, "iii": 3, "iv": 4, "primer": 1,
           "segundo": 2, "tercer": 3, "cuarto": 4}  # fmt: skip
PART = r"(?:q|qtr\.? ?|quarter ?|quartal ?|t|trimestre ?|trim\.? ?)"
HALF = r"(?:h|half ?|hy|s|semestre ?|sem\.? ?|halbjahr ?|hj)"
BIG = r"(.+?)"
PARTS = [
    (re.compile(rf"{PART}(\d)[ ,/-]*(?:of |de )?{BIG}"), 3, False),
    (re.compile(rf"(\d){PART.replace(' ?', '')}[ ,/-]*{BIG}"), 3, False),
    (re.compile(rf"{BIG}[ ,/:-]*{PART}(\d)"), 3, True),
    (re.compile(rf"([a-z0-9.]+) (?:quarter|qtr\.?|quartal|trimestre)[ ,]*(?:of |de )?{BIG}"), 3, False),
    (re.compile(rf"{BIG}[ ,]*([a-z0-9.]+) (?:quarter|qtr\.?|quartal|trimestre)"), 3, True),
    (re.compile(rf"{HALF}(\d)[ ,/-]*(?:of |de )?{BIG}"), 6, False),
    (re.compile(rf"{BIG}[ ,/:-]*{HALF}(\d)"), 6, True),
    (re.compile(rf"([a-z0-9.]+) (?:half|halbjahr|semestre)[ ,]*(?:of |de )?{BIG}"), 6, False),
]
WEEK = re.compile(
    r"(\d{4})[- ]?(?:w|kw|week) ?(\d{1,2})|(?:w|kw|week|woche|semaine|semana) ?(\d{1,2})[ ,/-]*(?:of )?(\d{4})"
)
MONTH_YEAR = re.compile(r"([^\W\d_]{3,12})\.?(?:[ ,/_-]| de | del )? ?'?(\d{4}|\d{2})")
YEAR_MONTH = re.compile(r"(\d{4})[ ,/_-]?([^\W\d_]{3,12})\.?")
NUMBERED = re.compile(r"(\d{4})(?:[-/._ ]|m| m)(\d{1,2})|(?:m(?=\d{1,2}[ /-]))?(\d{1,2})[-/._ ](\d{4})|(\d{4})(\d{2})")
ENDING = re.compile(
    r"(?:(?:12 months|twelve months|year|ye)(?: to| ending| ended| end)?|y/e|rolling year to) (?:the )?(.+)"
)
MONTHS_OF = re.compile(r"([^\W\d_]{3,12})\.? ?(?:-|to|bis|a|au|through|until|/) ?([^\W\d_]{3,12})\.? ?'?(\d{4})")
BETWEEN = re.compile(
    r"(?:from |von |du |de |desde )?(.+?) ?(?: to | - | bis | au | through | until | thru | hasta |\.\.|--| a )(.+)"
)
TIGHT = re.compile(r"(\d{4}-\d{2}(?:-\d{2})?)/(\d{4}-\d{2}(?:-\d{2})?)|(\d{1,2}/\d{1,2}/\d{4})-(\d{1,2}/\d{1,2}/\d{4})")


@lru_cache(maxsize=4096)
def read_label(text: str, rule: YearRule) -> Label:
    """The period that a label names, by what is known of the indicator's years."""
    if len(text) > 80:
        return Label(problem="unparseable_period")
    same = even(text.strip(INVISIBLE)).strip("'\"* ").rstrip(",;:")
    flags: tuple[str, ...] = ()
    if (found := FLAG.search(same)) and (word := found[1] or found[2]) in FLAGS and found.start():
        flags = (FLAGS[word],) if FLAGS[word] else ()
        same = same[: found.start()].rstrip(" ,-")
    span = _span(same, rule)
    return Label(span.start, span.end, span.problem, flags)


def _span(text: str, rule: YearRule) -> Span:
    span = _one(text, rule)
    if span is None or span is UNREADABLE:
        span = _range(text, rule) or span
    return span or UNREADABLE


def _one(text: str, rule: YearRule) -> Span | None:
    for reader in READERS:
        span = reader(text, rule)
        if span is not None:
            return span
    return None


def _day(text: str, rule: YearRule) -> Span | None:
    return day(text, rule.order)


def _part(text: str, rule: YearRule) -> Span | None:
    """A quarter or a half: of a calendar year, or of the fiscal year where the label says so."""
    for pattern, months, is_last in PARTS:
        found = pattern.fullmatch(text)
        if not found:
            continue
        number, year = (found[2], found[1]) if is_last else (found[1], found[2])
        span = _of_year(ORDINAL.get(number), year.strip(" ,/-"), months, rule)
        if span is not None:
            return span
    return None


def _of_year(number: int | None, year: str, months: int, rule: YearRule) -> Span | None:
    if number is None:
        return None
    if re.fullmatch(r"'?(\d{4}|\d{2})", year):
        whole = months_from(full_year(year.lstrip("'")), 1, 12)
    elif found := FISCAL.fullmatch(year):
        whole = fiscal((found[1] or found[2]).strip(), rule) or UNREADABLE
    elif re.fullmatch(r"\d{4}[-/]\d{2,4}", year) and rule.is_split:
        # The third quarter of 2023/24: of the school year or of a calendar year in it?
        return AMBIGUOUS
    else:
        return None
    if whole.start is None:
        return whole
    if not 1 <= number <= 12 // months:
        return UNREADABLE
    first = whole.start.month - 1 + (number - 1) * months
    return months_from(whole.start.year + first // 12, first % 12 + 1, months)


def _week(text: str, _rule: YearRule) -> Span | None:
    found = WEEK.fullmatch(text)
    if not found:
        return None
    year, week = int(found[1] or found[4]), int(found[2] or found[3])
    try:
        monday = date.fromisocalendar(year, week, 1)
    except ValueError:
        return UNREADABLE
    return Span(monday, monday + timedelta(days=6)) if EARLIEST <= year <= LATEST else UNREADABLE


def _month(text: str, rule: YearRule) -> Span | None:
    if (found := MONTH_YEAR.fullmatch(text)) and found[1] in MONTHS:
        return months_from(full_year(found[2]), MONTHS[found[1]], 1)
    if (found := YEAR_MONTH.fullmatch(text)) and found[2] in MONTHS:
        return months_from(int(found[1]), MONTHS[found[2]], 1)
    if not (found := NUMBERED.fullmatch(text)):
        return None
    if found[5]:
        return _six_digits(found[5], found[6], rule)
    return months_from(int(found[1] or found[4]), int(found[2] or found[3]), 1)


def _six_digits(first: str, last: str, rule: YearRule) -> Span:
    """202407 is a month; 201314 can only be a school year; 201112 could be either."""
    is_month, follows = 1 <= int(last) <= 12, second_year(first, last) == int(first) + 1
    if rule.is_split and follows:
        return AMBIGUOUS if is_month else split_year(first, last, rule)
    return months_from(int(first), int(last), 1)


def _year_ending(text: str, rule: YearRule) -> Span | None:
    found = ENDING.fullmatch(text)
    inner = _one(found[1], rule) if found else None
    if inner is None or inner.end is None:
        return inner
    after = inner.end + timedelta(days=1)
    if after.day == 1:
        return months_from(after.year - 1, after.month, 12)
    return Span(date(after.year - 1, after.month, min(after.day, 28)), inner.end) if after.day < 29 else UNREADABLE


READERS: tuple[Callable[[str, YearRule], Span | None], ...] = (
    _day, single_year, two_years, named_year, _week, _part, _month, _year_ending,
)  # fmt: skip


def _range(text: str, rule: YearRule) -> Span | None:
    if (found := MONTHS_OF.fullmatch(text)) and found[1] in MONTHS and found[2] in MONTHS:
        first, last = MONTHS[found[1]], MONTHS[found[2]]
        return months_from(int(found[3]), first, last - first + 1) if first <= last else UNREADABLE
    if found := TIGHT.fullmatch(text):
        first_text, last_text = (found[1], found[2]) if found[1] else (found[3], found[4])
    elif found := BETWEEN.fullmatch(text):
        first_text, last_text = found[1].strip(), found[2].strip()
    else:
        return None
    order = rule.order or order_told_by(first_text) or order_told_by(last_text)
    known = replace(rule, order=order)
    start, end = _one(first_text, known), _one(last_text, known)
    if start is None or end is None:
        return UNREADABLE
    if start.start is None or end.end is None:
        return AMBIGUOUS if AMBIGUOUS in (start, end) else UNREADABLE
    return Span(start.start, end.end) if start.start <= end.end else UNREADABLE


def is_period(text: str) -> bool:
    """Whether a heading could name a period, by whatever year."""
    return any(
        not found.problem or found.problem == "ambiguous_period"
        for found in (read_label(text, YearRule()), read_label(text, YearRule(starts_in=7)))
    )
