"""Which twelve months does the name of a year mean: of a calendar, a school or a fiscal year?"""

import re
from dataclasses import dataclass

from measurement.rules.imports.days import AMBIGUOUS, EARLIEST, LATEST, UNREADABLE, Span, full_year, months_from


@dataclass(frozen=True, slots=True)
class YearRule:
    """What is known of an indicator's years: `starts_in` is the month of its own year.

    `fiscal_starts_in` is the month of the file's fiscal year (0: not said), `bare_year` which year a single number
    names ("start" or "end" of a year that lies in two), `order` that of day and month.
    """

    starts_in: int = 1
    fiscal_starts_in: int = 0
    bare_year: str = ""
    order: str = ""

    @property
    def is_split(self) -> bool:
        return self.starts_in != 1


SPLIT = re.compile(r"(\d{4}|\d{2}) ?[-/_.] ?(\d{4}|\d{2})")
SCHOOL = re.compile(
    r"(?:(?:sy|ay|a\.y\.|s\.y\.|school year|academic year|schuljahr|sj|annee scolaire|ano escolar|curso(?: escolar)?)"
    r"[ :-]?)(.+)|(.+?) (?:sy|ay|school year|academic year|schuljahr)"
)
FISCAL = re.compile(
    r"(?:fy|f\.y\.|fiscal year|financial year|geschaftsjahr|exercice)[ :-]?(.+)|(.+?) (?:fy|fiscal year)"
)
CALENDAR = re.compile(r"(?:cy|calendar year|year|jahr|kalenderjahr|annee|ano)[ :-]?(\d{4})")
YEAR = re.compile(r"(\d{4})(?:\.0)?")


def named_year(text: str, rule: YearRule) -> Span | None:
    """A year said to be a school, fiscal or calendar year."""
    if found := CALENDAR.fullmatch(text):
        # "Year 2014" says no more than 2014 does.
        return (
            bare_year(found[1], rule)
            if not text.startswith(("cy", "cal", "kal"))
            else months_from(int(found[1]), 1, 12)
        )
    if found := FISCAL.fullmatch(text):
        return fiscal((found[1] or found[2]).strip(), rule)
    if found := SCHOOL.fullmatch(text):
        inner = (found[1] or found[2]).strip()
        if re.fullmatch(r"\d{4}|\d{2}", inner):
            return bare_year(inner, rule) if rule.is_split else AMBIGUOUS
        split = SPLIT.fullmatch(inner)
        return split_year(split[1], split[2], rule, is_said=True) if split else None
    return None


def fiscal(text: str, rule: YearRule) -> Span | None:
    """FY2024 is named by the year in which it ends; FY2023-24 says both."""
    month = rule.fiscal_starts_in or (rule.starts_in if rule.is_split else 0)
    if split := SPLIT.fullmatch(text):
        first, last = full_year(split[1]), second_year(split[1], split[2])
        if last != first + 1:
            return UNREADABLE
        return months_from(first, month, 12) if month else AMBIGUOUS
    if not re.fullmatch(r"\d{4}|\d{2}", text):
        return None
    year = full_year(text)
    return months_from(year if month == 1 else year - 1, month, 12) if month else AMBIGUOUS


def second_year(first: str, last: str) -> int:
    """The second year of a pair such as 1999-00, which lies in the first one's century or the next."""
    if len(last) == 4:
        return int(last)
    start = full_year(first)
    year = start - start % 100 + int(last)
    return year if year >= start else year + 100


def split_year(first: str, last: str, rule: YearRule, *, is_said: bool = False) -> Span:
    start, end = full_year(first), second_year(first, last)
    if rule.is_split:
        return months_from(start, rule.starts_in, 12) if end == start + 1 else UNREADABLE
    if is_said:
        return AMBIGUOUS
    if len(first) == len(last) == 4:
        return months_from(start, 1, 12 * (end - start + 1)) if start < end <= start + 30 else UNREADABLE
    return AMBIGUOUS if end == start + 1 else UNREADABLE


def two_years(text: str, rule: YearRule) -> Span | None:
    found = SPLIT.fullmatch(text)
    if not found:
        return None
    first, last = found[1], found[2]
    if len(first) == 2 and len(last) == 4:
        return None  # 07/2024 is a month
    if len(first) == 4 and len(last) == 2 and 1 <= int(last) <= 12:
        # 2011-12 is a school year for a measure of school years, and else perhaps December.
        follows = second_year(first, last) == int(first) + 1
        if not follows:
            return None
        return split_year(first, last, rule) if rule.is_split else AMBIGUOUS
    return split_year(first, last, rule)


def single_year(text: str, rule: YearRule) -> Span | None:
    found = YEAR.fullmatch(text)
    return bare_year(found[1], rule) if found else None


def bare_year(text: str, rule: YearRule) -> Span:
    year = full_year(text)
    if not EARLIEST <= year <= LATEST:
        return UNREADABLE
    if not rule.is_split:
        return months_from(year, 1, 12)
    if rule.bare_year not in ("start", "end"):
        return AMBIGUOUS
    return months_from(year - (rule.bare_year == "end"), rule.starts_in, 12)
