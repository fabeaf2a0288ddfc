"""How does a person come to belong to a tenant, and leave it?"""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils import timezone

from backbone.accounts.models import User
from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Invitation, Membership, StaffRole
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.roles import Role
from backbone.tenancy.trail import record

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite_person(email: str, name: str, *, by: Actor) -> tuple[Invitation, str]:
    """Invite a person into the tenant and return the invitation with its token, of which only the hash is kept.

    The membership waits until the person accepts; roles may be given to it at once. A person who
    is already a member gets no second membership. Nothing tells whether the address was known before.

    Raises PermissionDenied unless `by` may invite, RuleViolation where the person already belongs here.
    """
    require(by, Capability.INVITE_PEOPLE)
    address = email.strip().lower()
    user, _ = User.objects.get_or_create(email=address, defaults={"name": name, "password": make_password(None)})
    membership, _ = Membership.objects.get_or_create(user=user)
    if membership.is_in_force:
        raise RuleViolation("already_a_member", email=address)
    token = token_urlsafe(32)
    invitation = Invitation.objects.create(
        membership=membership,
        token_hash=hash_of(token),
        invited_by_id=by.user_id,
        expires_at=timezone.now() + VALID_FOR,
    )
    record("person.invited", invitation, by=by)
    return invitation, token


@transaction.atomic
def accept_invitation(token: str) -> Membership:
    """Join the tenant as the invited person; their waiting roles count from here on.

    Raises RuleViolation when the token is unknown, used or past its date, all alike.
    """
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("membership__user")
        .filter(token_hash=hash_of(token), accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if invitation is None:
        raise RuleViolation("invitation_not_valid")
    now = timezone.now()
    membership: Membership = invitation.membership
    membership.joined_at, membership.ended_at = now, None
    membership.save(update_fields=["joined_at", "ended_at"])
    Invitation.objects.filter(membership=membership, accepted_at=None).update(accepted_at=now)
    record("person.joined", membership, by=Actor.of_membership(membership))
    return membership


@transaction.atomic
def give_staff_role(membership: Membership, role: Role, *, by: Actor) -> StaffRole:
    """Make a person staff of the backbone organization in one more role."""
    require(by, Capability.INVITE_PEOPLE, on=membership)
    held, _ = StaffRole.objects.get_or_create(membership=membership, role=role, ended_at=None)
    record("staff_role.given", membership, by=by, note=role.value)
    return held


@transaction.atomic
def end_membership(membership: Membership, *, by: Actor) -> None:
    """End a person's membership: every page of the tenant is closed to them at once; the trail stays."""
    require(by, Capability.INVITE_PEOPLE, on=membership)
    if membership.user_id == by.user_id:
        raise RuleViolation("not_your_own_membership")
    membership.ended_at = timezone.now()
    membership.save(update_fields=["ended_at"])
    record("person.left", membership, by=by)


def hash_of(token: str) -> str:
    """The hash under which a token of 256 bits is kept; a salt would add nothing to that many bits."""
    return sha256(token.encode()).hexdigest()
