"""What is the bench run on? The demo for reading; for sending a round of its own with 53 figures, undone afterwards."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import ApiKey, Membership, StaffRole, Tenant
from backbone.tenancy.roles import Role, RoleHeld
from backbone.tenancy.services.keys import make_key
from communications.demo.people import partner_person, person
from initiatives.models import Initiative, Organization
from initiatives.services.people import make_partner_key
from measurement.models import Indicator
from measurement.services.rounds import Request, open_round

FIGURES = 53
PERIOD = (date(2025, 4, 1), date(2026, 3, 31))


@dataclass(frozen=True, slots=True)
class Bench:
    """What the measurements need to know."""

    tenant: Tenant
    initiative: Initiative
    partner: Organization
    reader: Membership
    reading_key: str
    sending_key: str
    codes: list[str]


def prepare(tenant: Tenant, number: int = 0) -> Bench:
    """Keys, a reader, and a round that asks one partner for 53 figures; call it inside a transaction to undo.

    With another `number` another transaction may do the same at the same time.
    """
    with scope.tenant(tenant.pk):
        initiative = Initiative.objects.order_by("pk")[0]
        partner = Organization.objects.filter(participations__initiative=initiative, active_to=None).order_by("pk")[0]
        administrator = person(f"bench-{number}@backbone.example", "Bench")
        StaffRole.objects.get_or_create(membership=administrator, role=Role.ADMINISTRATOR)
        by = Actor.of_membership(administrator)
        _key, reading = make_key("Bench", [ApiKey.Scope.READ], by=by)
        _key, sending = make_partner_key("Bench", list(ApiKey.Scope.values), partner, by=by)
        codes = _ask_for_figures(tenant, initiative, partner, number)
        reader = partner_person(f"reader-{number}@backbone.example", "Reader", partner, Role.VIEWER)
        return Bench(tenant, initiative, partner, reader, reading, sending, codes)


def _ask_for_figures(tenant: Tenant, initiative: Initiative, partner: Organization, number: int) -> list[str]:
    manager = Actor(tenant_id=tenant.pk, roles=frozenset({RoleHeld(Role.DATA_MANAGER)}))
    indicators = Indicator.objects.bulk_create(
        Indicator(
            code=f"bench-{number}-{place}", name=f"Bench {place}", kind="share", per=100, polarity="higher_better",
            frequency="annual", adds_over_partners="ratio_of_sums",
        )
        for place in range(FIGURES)
    )  # fmt: skip
    today = timezone.now().date()
    open_round(
        initiative, slug=f"bench-{number}", name="Bench",
        opens_on=today - timedelta(days=1), due_on=today + timedelta(days=1),
        closes_on=today + timedelta(days=2), requests=[Request(each, *PERIOD) for each in indicators],
        providers=[partner], by=manager,
    )  # fmt: skip
    return [indicator.code for indicator in indicators]
