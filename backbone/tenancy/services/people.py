"""How does a person come to belong to a tenant, and leave it?"""

from datetime import timedelta
from hashlib import sha256
from secrets import token_urlsafe

from django.db import transaction
from django.utils import timezone

from backbone.accounts.models import User
from backbone.accounts.services import find_or_invite, mark_email_verified, set_first_password
from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Invitation, Membership, StaffRole
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.roles import Role
from backbone.tenancy.trail import record

VALID_FOR = timedelta(days=14)


@transaction.atomic
def invite_person(email: str, name: str, *, by: Actor) -> Invitation:
    """Invite a person into the tenant; the letter follows by mail, with a link that is valid for 14 days.

    The membership waits until the person accepts; roles may be given to it at once. Inviting again
    makes the earlier links void. Nothing tells whether the address was known before.

    Raises PermissionDenied unless `by` may invite, RuleViolation where the person already belongs here.
    """
    require(by, Capability.INVITE_PEOPLE)
    user = find_or_invite(email, name)
    membership, _ = Membership.objects.get_or_create(user=user)
    if membership.is_in_force:
        raise RuleViolation("already_a_member", email=user.email)
    Invitation.objects.filter(membership=membership, accepted_at=None).update(expires_at=timezone.now())
    invitation = Invitation.objects.create(
        membership=membership, invited_by_id=by.user_id, expires_at=timezone.now() + VALID_FOR
    )
    record("person.invited", invitation, by=by)
    return invitation


def make_token(invitation: Invitation) -> str:
    """The token for the letter, of which only the hash is kept; a letter written again makes the first one void."""
    token = token_urlsafe(32)
    invitation.token_hash = hash_of(token)
    invitation.save(update_fields=["token_hash"])
    return token


def open_invitation(token: str) -> Invitation:
    """The invitation that a token opens. Raises RuleViolation for an unknown, used or expired one, all alike."""
    invitation = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("membership__user")
        .filter(token_hash=hash_of(token), accepted_at=None, expires_at__gt=timezone.now())
        .first()
    )
    if invitation is None:
        raise RuleViolation("invitation_not_valid")
    return invitation


@transaction.atomic
def accept_invitation(token: str, *, name: str = "", password: str = "") -> Membership:
    """Join the tenant as the invited person, whose address is verified by having the letter.

    Waiting roles count from here on. A person without a password chooses one; one who has a password
    keeps it, so that an old or stolen letter opens no account.

    Raises RuleViolation for a token that opens nothing, ValidationError for a password that is too weak.
    """
    invitation = open_invitation(token)
    membership: Membership = invitation.membership
    user: User = membership.user
    if not user.has_usable_password():
        set_first_password(user, password)
    if name.strip() and not user.name:
        user.name = name.strip()
        user.save(update_fields=["name"])
    mark_email_verified(user)
    now = timezone.now()
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
