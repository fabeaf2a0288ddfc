"""Who is told that roles and seats passed on? The successor; one who is invited gets the invitation first."""

from typing import Any

from django.conf import settings
from django.urls import reverse

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, Tenant, TrailRecord
from backbone.tenancy.permissions import Capability, may
from communications.handover.models import HandOver
from communications.handover.services import HANDED_OVER
from communications.messages.models import Delivery
from communications.messages.services import writes
from communications.relay import Tidings, tells


@tells(HANDED_OVER)
def the_successor(record: TrailRecord) -> Tidings | None:
    """The person who took over, once they belong here."""
    made = HandOver.objects.select_related("successor").get(uid=record.on_uid)
    return Tidings([made.successor.user_id], on_uid=made.uid) if made.successor.joined_at else None


@writes(HANDED_OVER)
def about_what_passed(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """Whose roles and seats one holds now, and the link to the pack."""
    made = HandOver.objects.select_related("initiative", "organization").get(uid=delivery.on_uid)
    actor = Actor.of_membership(membership).within(made.initiative_id)
    if not may(actor, Capability.VIEW_PARTNER_PAGES, on=made.organization):
        return None
    tenant = Tenant.objects.get(pk=made.tenant_id)
    place = [tenant.slug, made.initiative.slug, made.organization.code]
    return {
        "tenant": tenant,
        "initiative": made.initiative,
        "organization": made.organization,
        "url": settings.BASE_URL + reverse("handover:hand-over", args=place),
    }
