"""Which indicator sets are there to start from, and what of one has the tenant already?"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from initiatives.models import Initiative
from measurement.models import Adoption, Indicator, Target

FOLDER = Path(__file__).parent.parent / "sets"
SETS = ("cradle-to-career", "homelessness", "community-health")


@dataclass(frozen=True, slots=True)
class SetTerm:
    word: str
    other_forms: str
    definition: str


@dataclass(frozen=True, slots=True)
class SetDimension:
    name: str
    partitions: bool
    categories: Sequence[str]


@dataclass(frozen=True, slots=True)
class SetIndicator:
    """One indicator of a set: `given` are the fields of a definition, as texts."""

    code: str
    name: str
    outcome: str
    dimensions: Sequence[str]
    given: dict[str, str]


@dataclass(frozen=True, slots=True)
class IndicatorSet:
    slug: str
    indicators: Sequence[SetIndicator]
    terms: Sequence[SetTerm]
    dimensions: Sequence[SetDimension]


@dataclass(frozen=True, slots=True)
class Offered:
    """An indicator that may be taken up, with the one of the tenant that has its code and what is adopted of it."""

    code: str
    name: str
    outcome: str
    note: str
    indicator: Indicator | None
    is_adopted: bool


@cache
def indicator_set(slug: str) -> IndicatorSet:
    """A set as its files have it. KeyError for one that is not there."""
    if slug not in SETS:
        raise KeyError(slug)
    return IndicatorSet(
        slug=slug,
        indicators=[_indicator(row) for row in _rows(slug, "indicators")],
        terms=[SetTerm(**row) for row in _rows(slug, "terms")],
        dimensions=[
            SetDimension(row["name"], row["partitions"] == "yes", row["categories"].split("|"))
            for row in _rows(slug, "dimensions")
        ],
    )


def offered_by_set(found: IndicatorSet, initiative: Initiative) -> list[Offered]:
    """The indicators of a set, and which of them are there already; two queries."""
    codes = [each.code for each in found.indicators]
    there, adopted = _there(codes), _adopted(initiative)
    return [
        Offered(
            each.code, each.name, each.outcome, each.given["definition"], there.get(each.code), each.code in adopted
        )
        for each in found.indicators
    ]


def offered_by_initiative(source: Initiative, initiative: Initiative) -> list[Offered]:
    """What another initiative has adopted, in its order; two queries."""
    adopted = _adopted(initiative)
    adoptions = Adoption.objects.filter(initiative=source, ended_on=None).select_related("indicator", "outcome")
    return [
        Offered(
            each.indicator.code, each.indicator.name, each.outcome.name, "", each.indicator,
            each.indicator.code in adopted,
        )
        for each in adoptions.order_by("outcome__position", "position")
    ]  # fmt: skip


def targets_of(adoptions: Sequence[Adoption]) -> list[Target]:
    """The targets of adoptions, of the whole and of groups."""
    return list(Target.objects.filter(adoption__in=adoptions))


def adopted_count(initiative: Initiative) -> int:
    return Adoption.objects.filter(initiative=initiative, ended_on=None).count()


def _there(codes: Sequence[str]) -> dict[str, Indicator]:
    return {each.code: each for each in Indicator.objects.filter(code__in=codes)}


def _adopted(initiative: Initiative) -> set[str]:
    adoptions = Adoption.objects.filter(initiative=initiative, ended_on=None)
    return set(adoptions.values_list("indicator__code", flat=True))


def _indicator(row: dict[str, str]) -> SetIndicator:
    code, outcome = row.pop("code"), row.pop("outcome")
    dimensions = [each for each in row.pop("dimensions").split("; ") if each]
    return SetIndicator(code, row["name"], outcome, dimensions, row)


def _rows(slug: str, name: str) -> list[dict[str, str]]:
    with (FOLDER / slug / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))
