"""How does somebody come to work for a partner, or for the backbone organization?"""

from datetime import datetime

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.jobs.services import ask_for
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import ApiKey, Invitation, Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.roles import Role
from backbone.tenancy.services.keys import make_key
from backbone.tenancy.services.people import give_staff_role, invite_person
from backbone.tenancy.trail import record
from initiatives.models import PARTNER_ROLES, Organization, PartnerKey, PartnerRole


@transaction.atomic
def invite(email: str, name: str, role: Role, *, by: Actor, organization: Organization | None = None) -> Invitation:
    """Invite a person in a role: on the staff, or at one partner organization. The role waits with the invitation.

    Raises RuleViolation for a partner's role without a partner, or for somebody who belongs here already.
    """
    invitation = invite_person(email, name, by=by)
    if role in PARTNER_ROLES:
        if organization is None:
            raise RuleViolation("partner_role_needs_partner")
        give_partner_role(invitation.membership, organization, role, by=by)
    else:
        give_staff_role(invitation.membership, role, by=by)
    ask_for("trail.relay", {}, key="trail.relay", by=by)  # the letter goes now, not with the next tick
    return invitation


@transaction.atomic
def give_partner_role(membership: Membership, organization: Organization, role: Role, *, by: Actor) -> PartnerRole:
    """Let a person act for a partner organization in one more role."""
    require(by, Capability.INVITE_PEOPLE, on=membership)
    held, _ = PartnerRole.objects.get_or_create(
        membership=membership, organization=organization, role=role, ended_at=None
    )
    record("partner_role.given", membership, by=by, note=f"{role.value} {organization.code}")
    return held


@transaction.atomic
def make_partner_key(
    name: str, scopes: list[str], organization: Organization, *, by: Actor, expires_at: datetime | None = None
) -> tuple[ApiKey, str]:
    """Make an API key that sees and sends only one partner's own figures; its secret is shown once."""
    key, secret = make_key(name, scopes, by=by, is_of_partner=True, expires_at=expires_at)
    PartnerKey.objects.create(key=key, organization=organization)
    return key, secret
