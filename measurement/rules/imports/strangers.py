"""Which columns of a wide table are for a period, organization, group or indicator that nobody knows?

Between columns that are understood such a one must not vanish with its figures: they are refused by name. Columns that
only work something out of the others, such as "Change", are left alone.
"""

import re
from collections.abc import Sequence

from measurement.rules.imports.headings import Facets
from measurement.rules.imports.words import AVERAGES, EVERYBODY, is_total, listed, plain

PERIOD = re.compile(r"(?:[a-z]{1,3}\.? ?)?\d{2,4}(?: ?[-/–—_.] ?\d{1,4})*\*?", re.I)
CODE = re.compile(r"[a-z]{1,6}[-_ ]?\d{1,5}[a-z]?", re.I)
WORKED_OUT = listed(
    "change|difference|diff|gap|rank|ranking|trend|growth|target|goal|state|national|state average|national average"
    "|benchmark|percent change|change in percent|id|no|nr|region|county|state name|type|sector|source|contact|e mail"
)
REASONS = {
    "period": "unparseable_period",
    "organization": "unknown_organization",
    "group": "unknown_group",
    "indicator": "unknown_indicator",
}


def with_strangers(found: Sequence[Facets], headings: Sequence[str]) -> list[Facets]:
    """The columns with a `problem` for each that stands among its like and is not known."""
    kinds = _kinds(found)
    return [
        Facets(problem=REASONS[kind], dimension=said) if each.is_empty and (kind := _kind(said, kinds)) else each
        for each, said in zip(found, headings, strict=True)
    ]


def _kinds(found: Sequence[Facets]) -> list[str]:
    """What the columns of this table are for, where its rows do not say it."""
    of_rows = {each.role for each in found}
    # "Total" is also the name of everybody, and makes no table of groups.
    return [
        kind
        for kind in REASONS
        if kind not in of_rows and any(plain(getattr(each, kind)) not in {"", *EVERYBODY} for each in found)
    ]


def _kind(said: str, kinds: Sequence[str]) -> str:
    if not said or is_total(said) or plain(said) in AVERAGES | WORKED_OUT or "%" in said:
        return ""
    if "period" in kinds and PERIOD.fullmatch(said):
        return "period"
    if "indicator" in kinds and CODE.fullmatch(said):
        return "indicator"
    return next((kind for kind in kinds if kind in ("organization", "group")), "")
