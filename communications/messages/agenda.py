"""Who is told that an agenda may be commented on, or waits for a signature?"""

from typing import Any

from django.conf import settings
from django.urls import reverse

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, Tenant, TrailRecord
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import Role
from communications.agenda.selectors import committee_of
from communications.messages.models import Delivery
from communications.messages.services import writes
from communications.relay import Tidings, tells
from initiatives.models import AgendaVersion, Organization, PartnerRole
from initiatives.rules.signoffs import COMMITTED
from initiatives.selectors.signoffs import sign_off_lines
from initiatives.services.agenda import ADOPTED, OPENED


@tells(OPENED)
def who_takes_part(record: TrailRecord) -> Tidings | None:
    """Representatives of partners, and the steering committee."""
    agenda = _agenda(record)
    if agenda.state != AgendaVersion.State.OPEN:
        return None
    partners = Organization.objects.filter(
        participations__initiative=agenda.initiative, participations__left_on=None
    ).values_list("pk", flat=True)
    committee = {seat.membership.user_id for seat in committee_of(agenda.initiative)}
    return Tidings(_representatives(list(partners)) | committee, on_uid=agenda.uid)


@writes(OPENED)
def about_comments(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """Until when one may comment, and the link; nothing once it is open no more."""
    agenda = _agenda(delivery)
    if agenda.state != AgendaVersion.State.OPEN:
        return None
    return _about(agenda, membership, reverse("initiatives:agenda-version", args=[*_place(agenda), agenda.number]))


@tells(ADOPTED)
def who_has_to_sign(record: TrailRecord) -> Tidings | None:
    """Representatives of the partners that do not stand behind the goals now adopted."""
    agenda = _agenda(record)
    asked = [line.organization.pk for line in sign_off_lines(agenda.initiative) if line.standing not in COMMITTED]
    return Tidings(_representatives(asked), on_uid=agenda.uid) if asked else None


@writes(ADOPTED)
def about_signing(delivery: Delivery, membership: Membership) -> dict[str, Any] | None:
    """That the agenda waits for the institution's signature, and the link; nothing once another is in force."""
    agenda = _agenda(delivery)
    if agenda.state != AgendaVersion.State.ADOPTED:
        return None
    return _about(agenda, membership, reverse("initiatives:sign-offs", args=_place(agenda)))


def _representatives(organizations: list[int]) -> set[int]:
    people = PartnerRole.objects.filter(
        organization__in=organizations, role=Role.REPRESENTATIVE, ended_at=None,
        membership__joined_at__isnull=False, membership__ended_at=None,
    )  # fmt: skip
    return set(people.values_list("membership__user_id", flat=True))


def _agenda(about: TrailRecord | Delivery) -> AgendaVersion:
    return AgendaVersion.objects.select_related("initiative").get(uid=about.on_uid)


def _place(agenda: AgendaVersion) -> list[str]:
    return [Tenant.objects.get(pk=agenda.tenant_id).slug, agenda.initiative.slug]


def _about(agenda: AgendaVersion, membership: Membership, path: str) -> dict[str, Any] | None:
    actor = Actor.of_membership(membership).within(agenda.initiative_id)
    if not may(actor, Capability.VIEW_INITIATIVE, on=agenda.initiative):
        return None
    return {
        "tenant": Tenant.objects.get(pk=agenda.tenant_id),
        "initiative": agenda.initiative,
        "agenda": agenda,
        "url": settings.BASE_URL + path,
    }
