"""Who is told that they are named in a lesson or a story, and are asked whether others may read it?"""

from typing import Any

from django.conf import settings
from django.urls import reverse

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, Tenant, TrailRecord
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import Role
from communications.messages.models import Delivery
from communications.messages.services import writes
from communications.relay import Tidings, tells
from initiatives.models import PartnerRole
from workgroups.models import Naming
from workgroups.services.consent import ASKED, initiative_of


@tells(ASKED)
def who_is_named(record: TrailRecord) -> Tidings | None:
    """The person who is named, or whoever represents the organization that is."""
    naming = _asked(record)
    if naming is None:
        return None
    if naming.membership:
        return Tidings([naming.membership.user_id], on_uid=naming.uid)
    people = PartnerRole.objects.filter(
        organization=naming.organization, role=Role.REPRESENTATIVE, ended_at=None,
        membership__joined_at__isnull=False, membership__ended_at=None,
    )  # fmt: skip
    return Tidings(people.values_list("membership__user_id", flat=True), on_uid=naming.uid)


@writes(ASKED)
def about_being_named(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """That somebody names them, and the link; the words stand on the page only. Nothing once it is answered."""
    naming = _asked(delivery)
    if naming is None:
        return None
    initiative = initiative_of(naming)
    if not may(Actor.of_membership(membership).within(initiative.pk), Capability.VIEW_INITIATIVE, on=initiative):
        return None
    tenant = Tenant.objects.get(pk=naming.tenant_id)
    return {
        "tenant": tenant,
        "initiative": initiative,
        "organization": naming.organization,
        "url": settings.BASE_URL + reverse("workgroups:named", args=[tenant.slug, initiative.slug]),
    }


def _asked(about: TrailRecord | Delivery) -> Naming | None:
    """The naming, while it is in force and waits for a word."""
    waiting = Naming.objects.filter(ended_at=None, consented_at=None, declined_at=None)
    related = ("lesson__initiative", "story__cycle__group__initiative", "membership", "organization")
    return waiting.select_related(*related).filter(uid=about.on_uid).first()
