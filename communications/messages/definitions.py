"""Who is told that a definition has changed, and what does the mail say? Every provider that owes or has sent it."""

from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, Tenant, TrailRecord
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import Role
from communications.messages.models import Delivery
from communications.messages.services import writes
from communications.relay import Tidings, tells
from initiatives.models import PartnerRole
from measurement.models import Adoption, Indicator, Obligation, Observation
from measurement.selectors.definitions import latest_version
from measurement.services.definitions import REDEFINED

READERS = [Role.DATA_SUBMITTER, Role.REPRESENTATIVE]


@tells(REDEFINED)
def its_providers(record: TrailRecord) -> Tidings | None:
    """Everybody who sends figures for, or represents, a partner that owes or has sent the indicator; once a day."""
    indicator = Indicator.objects.filter(uid=record.on_uid).first()
    if indicator is None:
        return None
    owing = Obligation.objects.filter(indicator=indicator).values("provider")
    sending = Observation.objects.filter(indicator=indicator, provider__isnull=False).values("provider")
    people = PartnerRole.objects.filter(
        Q(organization__in=owing) | Q(organization__in=sending),
        role__in=READERS,
        ended_at=None,
        membership__joined_at__isnull=False,
        membership__ended_at=None,
    )
    return Tidings(
        people.values_list("membership__user_id", flat=True), on_uid=indicator.uid, day=record.happened_at.date()
    )


@writes(REDEFINED)
def about_a_new_definition(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """What changes and why, from which day, and the link to the definition; in an initiative that the person knows."""
    indicator = Indicator.objects.get(uid=delivery.on_uid)
    actor = Actor.of_membership(membership)
    adoptions = Adoption.objects.filter(indicator=indicator).select_related("initiative").order_by("ended_on", "pk")
    initiative = next(
        (
            each.initiative
            for each in adoptions
            if may(actor.within(each.initiative_id), Capability.VIEW_INITIATIVE, on=each.initiative)
        ),
        None,
    )
    if initiative is None:
        return None
    tenant = Tenant.objects.get(pk=indicator.tenant_id)
    return {
        "tenant": tenant,
        "initiative": initiative,
        "indicator": indicator,
        "version": latest_version(indicator),
        "url": settings.BASE_URL
        + reverse("measurement:definition-history", args=[tenant.slug, initiative.slug, indicator.code]),
    }
