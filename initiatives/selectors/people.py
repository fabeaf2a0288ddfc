"""Which partners and people are there in an initiative, and which keys?"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import F, QuerySet

from backbone.tenancy.models import ApiKey, Invitation, Membership, StaffRole
from backbone.tenancy.roles import LABELS, Role
from initiatives.models import Initiative, Participation, PartnerRole


@dataclass(slots=True)
class PersonLine:
    """A person of the tenant with the roles that hang on the membership."""

    membership: Membership
    roles: list[str] = field(default_factory=list)
    is_invited: bool = False


def people_of(initiative: Initiative) -> list[PersonLine]:
    """Staff and partners' people of an initiative with their roles, staff first; four queries."""
    roles: dict[int, list[str]] = defaultdict(list)
    staff = StaffRole.objects.filter(ended_at=None).order_by("pk").values_list("membership_id", "role")
    for membership_id, role in staff:
        roles[membership_id].append(str(LABELS[Role(role)]))
    partners = PartnerRole.objects.filter(
        ended_at=None, organization__participations__initiative=initiative
    ).select_related("organization")
    for held in partners.order_by("organization__name"):
        roles[held.membership_id].append(f"{LABELS[Role(held.role)]}: {held.organization.name}")
    invited = set(Invitation.objects.filter(accepted_at=None).values_list("membership_id", flat=True))
    memberships = Membership.objects.filter(pk__in=roles, ended_at=None).select_related("user").in_bulk()
    return [
        PersonLine(memberships[pk], words, pk in invited and memberships[pk].joined_at is None)
        for pk, words in roles.items()
        if pk in memberships
    ]


def partners_of(initiative: Initiative) -> QuerySet[Participation]:
    """Who takes or took part, those who still do first; one query."""
    here = Participation.objects.filter(initiative=initiative).select_related("organization__sector")
    return here.order_by(F("left_on").desc(nulls_first=True), "organization__name")


def partner_keys_of(initiative: Initiative) -> QuerySet[ApiKey]:
    """The API keys of the initiative's partners, those in force first."""
    keys = ApiKey.objects.filter(partner__organization__participations__initiative=initiative)
    return keys.order_by(F("revoked_at").desc(nulls_first=True), "-made_at")
