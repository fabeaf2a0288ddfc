"""A tenant to ask: one initiative, four partners, one composed indicator and as many plain ones as wanted."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from backbone.accounts.models import User
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, StaffRole, Tenant
from backbone.tenancy.roles import Role
from backbone.tenancy.services.keys import make_key
from initiatives.models import Area, Initiative, Organization, Outcome, Participation, PartnerKey, Subject
from measurement.models import Adoption, Breakdown, CollectionRound, Indicator, IndicatorVersion, Part
from measurement.services.adoptions import set_baselines_to_first_point
from measurement.services.loading import LoadRow, load_history
from measurement.services.releases import release_round
from measurement.services.rounds import Request, open_round

PARTNERS = ["gateshead", "sunderland", "durham", "hartlepool"]
PERIOD = (date(2024, 4, 1), date(2025, 3, 31))
Row = dict[str, Any]


@dataclass
class World:
    tenant: Tenant
    initiative: Initiative
    asked: CollectionRound
    indicators: list[Indicator]
    dana: Actor
    ada: Actor
    secrets: dict[str, str] = field(default_factory=dict)

    def key(self, name: str, *, scopes: tuple[str, ...] = ("read", "send"), partner: str = "") -> str:
        with scope.tenant(self.tenant.pk):
            key, secret = make_key(name, scopes, by=self.ada, is_of_partner=bool(partner))
            if partner:
                PartnerKey.objects.create(key=key, organization=Organization.objects.get(code=partner))
        self.secrets[name] = secret
        return secret

    def api(self, secret: str) -> "Api":
        return Api(secret, f"/api/v1/{self.tenant.slug}")

    def row(self, indicator: str = "in-work", partner: str = "gateshead", **more: Any) -> Row:
        start, end = PERIOD
        return {
            "indicator": indicator,
            "organization": partner,
            "period_start": start.isoformat(),
            "period_end": end.isoformat(),
            **more,
        }


@dataclass
class Api:
    """A system with its key."""

    secret: str
    base: str
    client: Client = field(default_factory=Client)

    def get(self, path: str, query: dict[str, Any] | None = None, **headers: str) -> Any:
        return self.client.get(self.base + path, query or {}, headers=self._headers(headers))

    def post(self, path: str, body: Any = None, **headers: str) -> Any:
        return self.client.post(self.base + path, body, content_type="application/json", headers=self._headers(headers))

    def patch(self, path: str, body: Any, **headers: str) -> Any:
        return self.client.patch(
            self.base + path, body, content_type="application/json", headers=self._headers(headers)
        )

    def batch(self, values: list[Row], *, initiative: str = "north-east", idempotency: str = "", **more: Any) -> Any:
        headers = {"Idempotency_Key": idempotency} if idempotency else {}
        return self.post(f"/initiatives/{initiative}/values:batch", {"values": values, **more}, **headers)

    def _headers(self, more: dict[str, str]) -> dict[str, str]:
        given = {name.replace("_", "-"): value for name, value in more.items()}
        return {"Authorization": f"Bearer {self.secret}", **given}


def staff(email: str, role: Role) -> Actor:
    user, _ = User.objects.get_or_create(email=email, defaults={"name": email})
    membership = Membership.objects.create(user=user, joined_at=timezone.now())
    StaffRole.objects.create(membership=membership, role=role)
    return Actor.of_membership(membership)


def build(slug: str, *, plain: int = 2) -> World:
    """`in-work` is composed of all partners' counts, with history; `plain` others are asked as they are."""
    tenant = Tenant.objects.create(slug=slug, name=slug)
    with scope.tenant(tenant.pk):
        dana, ada = staff(f"dana@{slug}.example", Role.DATA_MANAGER), staff(f"ada@{slug}.example", Role.ADMINISTRATOR)
        area = Area.objects.create(code=slug, name=slug)
        Subject.objects.create(area=area)
        initiative = Initiative.objects.create(slug="north-east", name="North East", area=area)
        outcome = Outcome.objects.create(initiative=initiative, slug="work", name="Work")
        Breakdown.objects.create(code=Breakdown.ALL, name="All")
        partners = [_partner(initiative, code) for code in PARTNERS]
        indicators = [_indicator(initiative, outcome, number) for number in range(plain + 1)]
        _compose(initiative, indicators[0], partners)
        _load(slug, dana)
        asked = _open(initiative, indicators, partners, dana)
        release_round(asked, by=dana)
        set_baselines_to_first_point(initiative)
    return World(tenant, initiative, asked, indicators, dana, ada)


def _partner(initiative: Initiative, code: str) -> Organization:
    partner = Organization.objects.create(code=code, name=code.capitalize())
    Subject.objects.create(organization=partner)
    Participation.objects.create(initiative=initiative, organization=partner)
    return partner


def _indicator(initiative: Initiative, outcome: Outcome, number: int) -> Indicator:
    is_share = number == 0
    indicator = Indicator.objects.create(
        code="in-work" if is_share else f"plain-{number:02d}",
        name="Young people in work" if is_share else f"Plain {number}",
        kind="share" if is_share else "mean",
        counting_unit="people" if is_share else "none",
        per=100 if is_share else 1,
        decimals=1,
        polarity="higher_better",
        frequency="annual",
        adds_over_partners="ratio_of_sums" if is_share else "not_additive",
    )
    IndicatorVersion.objects.create(indicator=indicator, definition="As the law defines it.")
    Adoption.objects.create(initiative=initiative, indicator=indicator, outcome=outcome, position=number)
    return indicator


def _compose(initiative: Initiative, indicator: Indicator, partners: list[Organization]) -> None:
    adoption = Adoption.objects.get(initiative=initiative, indicator=indicator)
    adoption.composition = Adoption.Composition.OF_PARTS
    adoption.save()
    subjects = Subject.objects.filter(organization__in=partners)
    Part.objects.bulk_create(Part(adoption=adoption, subject=subject) for subject in subjects)


def _load(slug: str, dana: Actor) -> None:
    """Six years of each partner; those of 2019 are so small that their total is hidden."""
    rows = []
    for year in range(2018, 2024):
        for number, partner in enumerate(PARTNERS):
            count = 1 if year == 2019 else 50 + number + year - 2018
            rows.append(
                LoadRow(
                    indicator="in-work", subject=partner, period_start=date(year, 4, 1),
                    period_end=date(year + 1, 3, 31), value=str(count), numerator=str(count), denominator="100",
                )
            )  # fmt: skip
    load_history(rows, source="Invented", by=dana)
    area = [
        LoadRow("plain-01", slug, date(year, 4, 1), date(year + 1, 3, 31), str(year - 2000))
        for year in range(2015, 2024)
    ]
    load_history(area, source="Published", is_public=True, by=dana)


def _open(
    initiative: Initiative, indicators: list[Indicator], partners: list[Organization], dana: Actor
) -> CollectionRound:
    today = timezone.localdate()
    return open_round(
        initiative, slug="open", name="Open", opens_on=today - timedelta(days=5), due_on=today + timedelta(days=5),
        closes_on=today + timedelta(days=9), requests=[Request(each, *PERIOD) for each in indicators],
        providers=partners, by=dana,
    )  # fmt: skip
