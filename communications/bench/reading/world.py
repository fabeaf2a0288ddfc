"""What is read? 300 partners with 53 composed monthly indicators over 36 months, and at a larger scale more.

What ten million figures are to somebody who reads: nine groups beside each whole in the own tenant, which a question
for the whole must not meet, and seven other tenants on the same machine. What is asked for stays the same.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.utils import timezone

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import ApiKey, Membership, StaffRole, Tenant
from backbone.tenancy.roles import Role, RoleHeld
from backbone.tenancy.services.keys import make_key
from communications.bench.reading.figures import Shape, write_figures
from communications.bench.reading.own_database import as_owner
from communications.demo.people import partner_person, person
from initiatives.models import Area, Initiative, Organization, Outcome, Participation, Sector, Subject
from measurement.models import (
    Adoption,
    Breakdown,
    BreakdownCategory,
    Category,
    CollectionRound,
    Dimension,
    Entry,
    Indicator,
    IndicatorDimension,
    IndicatorVersion,
    Obligation,
    Part,
    Submission,
)
from measurement.rules.periods import shift_date
from measurement.services.rounds import Request, open_round

PARTNERS, INDICATORS, MONTHS = 300, 53, 36
OUTCOMES, SECTORS, GROUPS, OTHERS = 5, 6, 9, 7
SENT, ACCEPTED = 180, 60  # so many partners' figures wait for review, so many were accepted
ROUND = "latest"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much lies in the reader's tenant beside what is asked for, and how much in other tenants."""

    groups: int = 0
    others: int = 0

    @property
    def observations(self) -> int:
        return PARTNERS * INDICATORS * MONTHS * (self.groups + 1 + self.others)


SCALES = {"usual": Scale(), "ten-million": Scale(groups=GROUPS, others=OTHERS)}


@dataclass(frozen=True, slots=True)
class Reading:
    """Who reads what."""

    tenant: Tenant
    initiative: Initiative
    key: str
    reader: Membership
    manager: Membership
    indicator: Indicator
    round: CollectionRound


def world_in(scale: Scale, owner: str) -> Reading:
    """A world as the owner of the tables makes it, who may also tell PostgreSQL to look at them."""
    with as_owner(owner):
        made = make_world(scale)
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE")
    return made


def make_world(scale: Scale) -> Reading:
    """The tenant that is read and those beside it, all committed; keys and people only in the first."""
    found = _make_tenant("measured", groups=scale.groups)
    for number in range(scale.others):
        _make_tenant(f"beside-{number}", groups=0)
    return _with_readers(*found)


def _make_tenant(slug: str, *, groups: int) -> tuple[Tenant, Initiative]:
    tenant = Tenant.objects.create(slug=slug, name=slug.capitalize())
    with scope.tenant(tenant.pk):
        initiative = _place()
        breakdowns = _breakdowns(groups)
        indicators = _indicators(initiative)
        _partners(initiative)
        _parts(initiative)
        IndicatorDimension.objects.bulk_create(
            IndicatorDimension(indicator=each, dimension=dimension)
            for dimension in Dimension.objects.all()
            for each in indicators
        )
        write_figures(Shape(initiative, breakdowns, first_month(), MONTHS))
    return tenant, initiative


def first_month() -> date:
    """The last of the months is the one that has ended."""
    return shift_date(timezone.now().date().replace(day=1), -MONTHS)


def _place() -> Initiative:
    area = Area.objects.create(code="place", name="The place")
    Subject.objects.create(area=area)
    initiative = Initiative.objects.create(slug="together", name="Together", area=area)
    Outcome.objects.bulk_create(
        Outcome(initiative=initiative, slug=f"outcome-{number}", name=f"Outcome {number}", position=number)
        for number in range(OUTCOMES)
    )
    return initiative


def _breakdowns(groups: int) -> list[Breakdown]:
    """The whole, and as many groups of a dimension that partitions it."""
    made = [Breakdown.objects.create(code=Breakdown.ALL, name="All")]
    if groups:
        dimension = Dimension.objects.create(code="age", name="Age")
        for number in range(groups):
            category = Category.objects.create(dimension=dimension, code=str(number), name=f"Age {number}")
            made.append(Breakdown.objects.create(code=f"age={number}", name=f"Age {number}"))
            BreakdownCategory.objects.create(breakdown=made[-1], category=category)
    return made


def _indicators(initiative: Initiative) -> list[Indicator]:
    made = Indicator.objects.bulk_create(
        Indicator(
            code=f"measure-{place:02}", name=f"Measure {place:02}", kind="share", per=100, decimals=1,
            polarity="higher_better", frequency="monthly", adds_over_partners="ratio_of_sums",
        )
        for place in range(INDICATORS)
    )  # fmt: skip
    IndicatorVersion.objects.bulk_create(
        IndicatorVersion(indicator=each, definition="Who met it, of all who were asked.") for each in made
    )
    outcomes = list(Outcome.objects.order_by("position"))
    Adoption.objects.bulk_create(
        Adoption(
            initiative=initiative, indicator=each, outcome=outcomes[place % OUTCOMES], position=place,
            composition=Adoption.Composition.OF_PARTS,
        )
        for place, each in enumerate(made)
    )  # fmt: skip
    return made


def _partners(initiative: Initiative) -> None:
    sectors = Sector.objects.bulk_create(Sector(code=f"s{each}", name=f"Sector {each}") for each in range(SECTORS))
    made = Organization.objects.bulk_create(
        Organization(code=f"p{place:03}", name=f"Partner {place:03}", sector=sectors[place % SECTORS])
        for place in range(PARTNERS)
    )
    Subject.objects.bulk_create(Subject(organization=each) for each in made)
    Participation.objects.bulk_create(Participation(initiative=initiative, organization=each) for each in made)


def _parts(initiative: Initiative) -> None:
    subjects = list(Subject.objects.exclude(organization=None))
    for adoption in Adoption.objects.filter(initiative=initiative):
        Part.objects.bulk_create(Part(adoption=adoption, subject=each) for each in subjects)


def _with_readers(tenant: Tenant, initiative: Initiative) -> Reading:
    with scope.tenant(tenant.pk):
        partner = Organization.objects.order_by("code")[0]
        administrator = person("administrator@bench.example", "Administrator")
        StaffRole.objects.create(membership=administrator, role=Role.ADMINISTRATOR)
        manager = person("manager@bench.example", "Manager")
        StaffRole.objects.create(membership=manager, role=Role.DATA_MANAGER)
        reader = partner_person("reader@bench.example", "Reader", partner, Role.VIEWER)
        by = Actor.of_membership(administrator)
        _key, secret = make_key("Bench", [ApiKey.Scope.READ], by=by)
        asked = _round(tenant, initiative)
        return Reading(tenant, initiative, secret, reader, manager, Indicator.objects.order_by("code")[0], asked)


def _round(tenant: Tenant, initiative: Initiative) -> CollectionRound:
    """All partners owe all indicators of the last month; some have sent, some were accepted."""
    manager = Actor(tenant_id=tenant.pk, roles=frozenset({RoleHeld(Role.DATA_MANAGER)}))
    start = shift_date(first_month(), MONTHS - 1)
    end = shift_date(start, 1) - timedelta(days=1)
    today = timezone.now().date()
    opened = open_round(
        initiative, slug=ROUND, name="Latest", opens_on=today - timedelta(days=9), due_on=today - timedelta(days=2),
        closes_on=today + timedelta(days=9), by=manager, providers=Organization.objects.all(),
        requests=[Request(each, start, end) for each in Indicator.objects.order_by("code")],
    )  # fmt: skip
    for place, provider in enumerate(Organization.objects.order_by("code")[: SENT + ACCEPTED]):
        state = Entry.State.SUBMITTED if place < SENT else Entry.State.ACCEPTED
        _send(opened, provider, place, state)
    return opened


def _send(opened: CollectionRound, provider: Organization, place: int, state: str) -> None:
    submission = Submission.objects.create(round=opened, provider=provider)
    owed: Any = Obligation.objects.filter(round=opened, provider=provider).order_by("pk")
    Entry.objects.bulk_create(
        Entry(
            submission=submission, obligation=each, state=state, numerator=300 + place, denominator=1000,
            value=30 + place / 10, received_at=timezone.now(), typed_by=None,
        )
        for each in owed
    )  # fmt: skip


def find_world() -> Reading:
    """The world as it was kept, with a new key."""
    tenant = Tenant.objects.get(slug="measured")
    with scope.tenant(tenant.pk):
        administrator = Membership.objects.get(user__email="administrator@bench.example")
        _key, secret = make_key("Bench", [ApiKey.Scope.READ], by=Actor.of_membership(administrator))
        people = Membership.objects.select_related("user")
        return Reading(
            tenant, Initiative.objects.select_related("area").get(), secret,
            people.get(user__email="reader@bench.example"), people.get(user__email="manager@bench.example"),
            Indicator.objects.order_by("code")[0], CollectionRound.objects.get(slug=ROUND),
        )  # fmt: skip
