"""Who is told that they are named in a lesson or a story, and who that its words cannot stand as they are?"""

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
from workgroups.services.consent import ASKED, DECLINED, initiative_of


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


@tells(DECLINED)
def its_teller(record: TrailRecord) -> Tidings | None:
    """Whoever told it, unless they said no themselves."""
    naming = _declined(record)
    teller = _teller_of(naming) if naming else None
    if naming is None or teller is None or teller == naming.answered_by_id:
        return None
    return Tidings([teller], on_uid=naming.uid)


@writes(DECLINED)
def about_a_no(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """Who does not want to be named, and the link to the words. Nothing where they were taken out or said yes since."""
    naming = _declined(delivery)
    if naming is None or _teller_of(naming) != membership.user_id:
        return None
    tenant, initiative = Tenant.objects.get(pk=naming.tenant_id), initiative_of(naming)
    place = [tenant.slug, initiative.slug]
    if naming.lesson:
        path = reverse("workgroups:lesson", args=[*place, naming.lesson.uid])
    else:
        cycle = naming.story.cycle
        path = reverse("workgroups:cycle", args=[*place, cycle.group.slug, cycle.number])
    return {"tenant": tenant, "initiative": initiative, "name": naming.name, "url": settings.BASE_URL + path}


def _teller_of(naming: Naming) -> int | None:
    teller: int | None = naming.lesson.told_by_id if naming.lesson else naming.story.written_by_id
    return teller


def _declined(about: TrailRecord | Delivery) -> Naming | None:
    """The naming, while it is in force and the last word on it is no."""
    return _naming(about, consented_at=None, declined_at__isnull=False)


def _asked(about: TrailRecord | Delivery) -> Naming | None:
    """The naming, while it is in force and waits for a word."""
    return _naming(about, consented_at=None, declined_at=None)


def _naming(about: TrailRecord | Delivery, **said: Any) -> Naming | None:
    related = ("lesson__initiative", "story__cycle__group__initiative", "membership__user", "organization")
    found = Naming.objects.filter(uid=about.on_uid, ended_at=None, **said)
    return found.select_related(*related).first()
