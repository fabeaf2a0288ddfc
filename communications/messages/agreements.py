"""Who is told that an agreement waits for a signature, or was withdrawn? The other side, without its text."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, StaffRole, Tenant, TrailRecord
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import Role
from communications.messages.models import Delivery
from communications.messages.services import writes
from communications.relay import Tidings, tells
from initiatives.models import PartnerRole
from measurement.models import Agreement, Signature
from measurement.services.agreements import SIGNED, WITHDRAWN

OF_MEMBER = {"membership__joined_at__isnull": False, "membership__ended_at": None, "ended_at": None}


@tells(SIGNED)
def the_side_that_signs_next(record: TrailRecord) -> Tidings | None:
    """The representatives of the partner, or those who sign for the backbone organization; nobody once both have."""
    agreement = Agreement.objects.filter(uid=record.on_uid, signed_at=None).first()
    if agreement is None:
        return None
    is_partners_turn = record.note == Signature.Side.BACKBONE
    return Tidings(_representatives(agreement) if is_partners_turn else _signing_staff(), on_uid=agreement.uid)


@writes(SIGNED)
def about_a_signature(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """Whose agreement waits, and the link; nothing where it waits no more."""
    agreement = _agreement(delivery)
    waits = agreement.signed_at is None and agreement.withdrawn_at is None
    return _about(agreement, membership) if waits else None


@tells(WITHDRAWN)
def the_backbone(record: TrailRecord) -> Tidings | None:
    """Those who sign for the backbone organization."""
    return Tidings(_signing_staff(), on_uid=record.on_uid)


@writes(WITHDRAWN)
def about_a_withdrawal(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """Whose agreement was withdrawn, and the link under which the reason stands."""
    return _about(_agreement(delivery), membership)


def _representatives(agreement: Agreement) -> QuerySet[PartnerRole, int]:
    people = PartnerRole.objects.filter(organization=agreement.provider_id, role=Role.REPRESENTATIVE, **OF_MEMBER)
    return people.values_list("membership__user_id", flat=True)


def _signing_staff() -> QuerySet[StaffRole, int]:
    people = StaffRole.objects.filter(role__in=[Role.ADMINISTRATOR, Role.PROJECT_MANAGER], **OF_MEMBER)
    return people.values_list("membership__user_id", flat=True)


def _agreement(delivery: Delivery) -> Agreement:
    return Agreement.objects.select_related("initiative", "provider").get(uid=delivery.on_uid)


def _about(agreement: Agreement, membership: Membership) -> dict[str, Any] | None:
    actor = Actor.of_membership(membership).within(agreement.initiative_id)
    if not may(actor, Capability.VIEW_AGREEMENTS, on=agreement):
        return None
    tenant = Tenant.objects.get(pk=agreement.tenant_id)
    place = [tenant.slug, agreement.initiative.slug, agreement.provider.code, agreement.uid]
    return {
        "tenant": tenant,
        "initiative": agreement.initiative,
        "organization": agreement.provider,
        "url": settings.BASE_URL + reverse("measurement:agreement", args=place),
    }
