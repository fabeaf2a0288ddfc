"""Who is told that something waits for a community's word, and of the answer? Its stewards, and those who asked."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, StaffRole, Tenant, TrailRecord
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import Role
from communications.messages.agreements import OF_MEMBER
from communications.messages.models import Delivery
from communications.messages.services import writes
from communications.relay import Tidings, tells
from measurement.models import Approval, GovernedCommunity, Steward
from measurement.services.approvals import APPROVED, ASKED, DECLINED
from measurement.services.communities import WITHDRAWN
from measurement.wording import communities as words


@tells(ASKED)
def the_stewards(record: TrailRecord) -> Tidings | None:
    """The stewards of the community that was asked, once a day; nobody where it was answered meanwhile."""
    asked = Approval.objects.filter(uid=record.on_uid, decided_at=None).select_related("community").first()
    if asked is None:
        return None
    people = Steward.objects.filter(community=asked.community_id, **OF_MEMBER)
    users = people.values_list("membership__user_id", flat=True)
    return Tidings(users, on_uid=asked.community.uid, day=record.happened_at.date())


@writes(ASKED)
def about_a_question(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """That something waits, and the link; nothing where it waits no more."""
    community = GovernedCommunity.objects.get(uid=delivery.on_uid)
    is_mine = may(Actor.of_membership(membership), Capability.GOVERN_COMMUNITY, on=community)
    if not is_mine or not community.approvals.filter(decided_at=None).exists():
        return None
    return _about(community, "communities:community", community.slug)


@tells(APPROVED)
def those_who_release(record: TrailRecord) -> Tidings | None:
    """The data managers: what was approved enters with the next release."""
    return Tidings(_data_managers(), on_uid=record.on_uid)


@tells(DECLINED)
def those_who_asked(record: TrailRecord) -> Tidings | None:
    """The data managers."""
    return Tidings(_data_managers(), on_uid=record.on_uid)


@writes(APPROVED)
@writes(DECLINED)
def about_an_answer(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """What was asked and answered; nothing where it is another answer by now."""
    found = Approval.objects.select_related("community", "indicator", "agreement__provider").get(uid=delivery.on_uid)
    said = APPROVED if found.is_approved else DECLINED
    if delivery.event != said or not _may_release(membership):
        return None
    about = _about(found.community, "communities:list")
    return about | {"asked": words.asked(found), "answered": words.answered(found)}


@tells(WITHDRAWN)
def those_who_are_to_release(record: TrailRecord) -> Tidings | None:
    """The data managers, once a day: the next release hides what was taken back."""
    return Tidings(_data_managers(), on_uid=record.on_uid, day=record.happened_at.date())


@writes(WITHDRAWN)
def about_taking_back(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """Whose figures were taken back."""
    community = GovernedCommunity.objects.get(uid=delivery.on_uid)
    return _about(community, "communities:list") if _may_release(membership) else None


def _data_managers() -> QuerySet[StaffRole, int]:
    people = StaffRole.objects.filter(role=Role.DATA_MANAGER, **OF_MEMBER)
    return people.values_list("membership__user_id", flat=True)


def _may_release(membership: Membership) -> bool:
    return may(Actor.of_membership(membership), Capability.RELEASE_FIGURES)


def _about(community: GovernedCommunity, door: str, *place: str) -> dict[str, Any]:
    tenant = Tenant.objects.get(pk=community.tenant_id)
    url = settings.BASE_URL + reverse(door, args=[tenant.slug, *place])
    return {"tenant": tenant, "community": community, "url": url}
