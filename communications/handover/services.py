"""How do a person's roles and seats pass to another in one step?"""

from django.db import transaction
from django.utils import timezone

from backbone.accounts.models import User
from backbone.core.exceptions import RuleViolation
from backbone.jobs.services import ask_for
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.roles import Role
from backbone.tenancy.services.people import end_membership, invite_person
from backbone.tenancy.trail import record
from communications.handover.models import HandOver
from initiatives.models import Initiative, Organization, PartnerRole
from initiatives.services.people import give_partner_role
from workgroups.models import SeatHolder
from workgroups.services.seats import pass_on_seats

HANDED_OVER = "partner.handed_over"


@transaction.atomic
def hand_over(
    initiative: Initiative,
    organization: Organization,
    leaving: Membership,
    *,
    email: str,
    name: str,
    by: Actor,
    words: str = "",
    ends_membership: bool = False,
) -> HandOver:
    """Let a successor take over everything that a person holds for a partner: roles and seats, in every initiative.

    Signatures and pledges are the institution's and stay in force. A successor who does not belong here yet is
    invited; roles and seats wait for them. With `ends_membership` the one who leaves loses every page at once.

    Raises RuleViolation where there is nothing to hand over, or for somebody who would follow themselves.
    """
    require(by, Capability.HAND_OVER, on=organization)
    held = list(PartnerRole.objects.filter(membership=leaving, organization=organization, ended_at=None))
    seats = SeatHolder.objects.filter(membership=leaving, ended_on=None, seat__organization=organization)
    if not held and not seats.exists():
        raise RuleViolation("nothing_to_hand_over")
    successor = _successor(email, name, by)
    if successor.pk == leaving.pk:
        raise RuleViolation("successor_is_the_same")
    for role in held:
        role.ended_at = timezone.now()
        role.save(update_fields=["ended_at"])
        give_partner_role(successor, organization, Role(role.role), by=by)
    pass_on_seats(leaving, successor, organization, by=by)
    if ends_membership:
        end_membership(leaving, by=by)
    made = HandOver.objects.create(
        initiative=initiative, organization=organization, leaving=leaving, successor=successor, words=words.strip(),
        made_by_id=by.user_id,
    )  # fmt: skip
    record(HANDED_OVER, made, by=by, initiative_uid=initiative.uid)
    ask_for("trail.relay", {}, key="trail.relay", by=by)  # the letter goes now, not with the next tick
    return made


def _successor(email: str, name: str, by: Actor) -> Membership:
    """The person of this address: a member, or one who is invited now."""
    user = User.objects.filter(email__iexact=email.strip()).first()
    member = Membership.objects.filter(user=user, ended_at=None, joined_at__isnull=False).first() if user else None
    return member or invite_person(email, name, by=by).membership
