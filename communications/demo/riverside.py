"""The second tenant of the demo: a small initiative against homelessness. Everything in it is invented."""

from datetime import date, timedelta

from django.utils import timezone

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.roles import Role
from communications.demo import people
from initiatives.models import Area, Initiative, Organization, Outcome, Participation, Subject
from measurement.models import Adoption, Assignment, Breakdown, Indicator, IndicatorVersion, Part, Target
from measurement.services.adoptions import set_baselines_to_first_point
from measurement.services.assignments import assign
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from measurement.services.rounds import Request, open_round

NOTICE = "Demonstration: everything in this tenant is invented, figures too."
PARTNERS = {"harbour-house": "Harbour House", "st-anne": "St Anne Shelter", "city-housing": "City Housing Office",
            "clinic": "Riverside Clinic"}  # fmt: skip
FIRST_YEAR = 2018


def load(today: date) -> None:
    """Make the tenant, with a round that is past its date and that nobody has answered."""
    tenant = Tenant.objects.create(slug="riverside", name="Riverside: a home for everyone", notice=NOTICE)
    with scope.tenant(tenant.pk):
        olga = Actor.of_membership(people.staff("olga@riverside.example", "Olga Brandt", Role.DATA_MANAGER))
        area = Area.objects.create(code="riverside", name="Riverside")
        Subject.objects.create(area=area)
        initiative = Initiative.objects.create(slug="homes", name="A home for everyone", area=area)
        partners = [_partner(initiative, code, name) for code, name in PARTNERS.items()]
        Breakdown.objects.create(code=Breakdown.ALL, name="All")
        housed = _indicator(initiative, partners, today)
        years = range(FIRST_YEAR, today.year)
        load_history(
            [
                LoadRow(
                    indicator="housed", subject=partner.code, period_start=f"{year}-01-01", period_end=f"{year}-12-31",
                    value=str(_share(number, year)), numerator=str(_share(number, year)), denominator="100",
                )
                for number, partner in enumerate(partners)
                for year in years
            ],
            source="Invented for the demo",
            by=olga,
        )  # fmt: skip
        adoption = Adoption.objects.get(indicator=housed)
        assign(Assignment(adoption=adoption), by=olga, now=timezone.now())
        opened = open_round(
            initiative, slug=f"year-{today.year - 1}", name=f"Year {today.year - 1}",
            opens_on=today - timedelta(days=60), due_on=today - timedelta(days=20),
            closes_on=today + timedelta(days=30),
            requests=[Request(housed, date(today.year - 1, 1, 1), date(today.year - 1, 12, 31))], by=olga,
        )  # fmt: skip
        release_round(opened, by=olga)
        set_baselines_to_first_point(initiative)


def _partner(initiative: Initiative, code: str, name: str) -> Organization:
    partner = Organization.objects.create(code=code, name=name)
    Subject.objects.create(organization=partner)
    Participation.objects.create(initiative=initiative, organization=partner)
    return partner


def _indicator(initiative: Initiative, partners: list[Organization], today: date) -> Indicator:
    housed = Indicator.objects.create(
        code="housed", name="People still housed after twelve months (%)", unit="% of people housed", kind="share",
        per=100, decimals=1, polarity="higher_better", frequency="annual", usual_lag_days=90, level="programme",
        adds_over_partners="ratio_of_sums",
    )  # fmt: skip
    IndicatorVersion.objects.create(
        indicator=housed,
        definition="People who moved into a home twelve months ago and still live in one, out of all who moved in.",
        source="Partners' own records (invented)",
    )
    outcome = Outcome.objects.create(initiative=initiative, slug="stable-homes", name="Stable homes")
    adoption = Adoption.objects.create(
        initiative=initiative, indicator=housed, outcome=outcome, composition=Adoption.Composition.OF_PARTS
    )
    subjects = Subject.objects.filter(organization__in=partners)
    Part.objects.bulk_create(Part(adoption=adoption, subject=subject) for subject in subjects)
    Target.objects.create(adoption=adoption, value=85, due_on=date(today.year + 3, 12, 31), statement="Invented")
    return housed


def _share(number: int, year: int) -> int:
    return 48 + 3 * (year - FIRST_YEAR) + 4 * number - (year + number) % 3
