"""The third tenant of the demo: school districts that send files as their own systems write them.

Names of districts and measures are real, no figure is loaded: it is where a file from outside can be tried.
"""

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from backbone.tenancy import scope
from backbone.tenancy.models import Tenant
from backbone.tenancy.roles import Role
from communications.demo import people
from initiatives.models import Area, Initiative, Organization, Outcome, Participation, Subject
from measurement.models import Adoption, Breakdown, Category, Dimension, Indicator, IndicatorVersion

FACTS = Path(__file__).with_name("colorado.csv")
NOTICE = "Demonstration: districts and measures are real, people are invented, and no figures are loaded."
SCHOOL_YEAR_STARTS_IN = 7
KINDS: dict[str, dict[str, Any]] = {
    "%": {"kind": "share", "per": 100, "decimals": 1, "counting_unit": "people"},
    "pupils": {"kind": "count", "counting_unit": "people"},
    "USD": {"kind": "amount", "counting_unit": "money"},
}
IN_CALENDAR_YEARS = ["CO09"]
SUBMITS_FOR = "D046"


def facts(what: str) -> Iterator[dict[str, str]]:
    with FACTS.open(newline="", encoding="utf-8") as file:
        yield from (row for row in csv.DictReader(file) if row["what"] == what)


def load() -> None:
    """Make the tenant with one initiative; nothing of it is left when anything fails."""
    tenant = Tenant.objects.create(slug="colorado-partnership", name="Colorado partnership", notice=NOTICE)
    with scope.tenant(tenant.pk):
        people.staff("dana.colorado@partnership.example", "Dana Alvarez", Role.DATA_MANAGER)
        area = Area.objects.create(code="colorado-partnership-area", name="Districts of the Colorado partnership")
        Subject.objects.create(area=area)
        initiative = Initiative.objects.create(
            slug="partnership", name="Every student, every district", area=area, time_zone="America/Denver"
        )
        _partners(initiative)
        _groups()
        _indicators(initiative)


def _partners(initiative: Initiative) -> None:
    made = Organization.objects.bulk_create(
        Organization(code=row["code"], name=row["name"]) for row in facts("organization")
    )
    Subject.objects.bulk_create(Subject(organization=each) for each in made)
    Participation.objects.bulk_create(Participation(initiative=initiative, organization=each) for each in made)
    submits = next(each for each in made if each.code == SUBMITS_FOR)
    people.partner_person("diego@denver.example", "Diego Martin", submits, Role.DATA_SUBMITTER)


def _groups() -> None:
    Breakdown.objects.create(code=Breakdown.ALL, name="All")
    ethnicity = Dimension.objects.create(code="ethnicity", name="Ethnicity")
    Category.objects.bulk_create(
        Category(dimension=ethnicity, code=row["code"], name=row["name"], position=position)
        for position, row in enumerate(facts("group"))
    )


def _indicators(initiative: Initiative) -> None:
    outcome = Outcome.objects.create(initiative=initiative, slug="students-thrive", name="Students thrive")
    for position, row in enumerate(facts("indicator")):
        in_parts = row["needs"] == "numerator and denominator"
        indicator = Indicator.objects.create(
            code=row["code"], name=row["name"], unit=row["unit"], polarity=row["polarity"], frequency="annual",
            year_starts_in=1 if row["code"] in IN_CALENDAR_YEARS else SCHOOL_YEAR_STARTS_IN, usual_lag_days=180,
            adds_over_partners="ratio_of_sums" if in_parts else "not_additive", **KINDS[row["unit"]],
        )  # fmt: skip
        IndicatorVersion.objects.create(indicator=indicator, definition=f"{row['name']}, as the state publishes it.")
        Adoption.objects.create(initiative=initiative, indicator=indicator, outcome=outcome, position=position)
