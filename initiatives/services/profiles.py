"""How does a partner say where it works and what it excels at?"""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from initiatives.models import Area, Organization, OrganizationArea, Strength

MOST_STRENGTHS = 12


@transaction.atomic
def place_partner(organization: Organization, areas: Collection[Area], *, by: Actor) -> None:
    """Say in which places a partner works, in place of what was said before."""
    require(by, Capability.DESCRIBE_PARTNER, on=organization)
    organization.areas.all().delete()
    OrganizationArea.objects.bulk_create(OrganizationArea(organization=organization, area=each) for each in areas)
    record("partner.placed", organization, by=by, note=", ".join(sorted(each.code for each in areas)))


@transaction.atomic
def add_strength(organization: Organization, text: str, *, by: Actor) -> Strength:
    """Say one more thing that a partner excels at. Raises RuleViolation for more than a dozen, or twice the same."""
    require(by, Capability.DESCRIBE_PARTNER, on=organization)
    if organization.strengths.count() >= MOST_STRENGTHS:
        raise RuleViolation("strengths_enough", most=MOST_STRENGTHS)
    said = " ".join(text.split())
    if organization.strengths.filter(text__iexact=said).exists():
        raise RuleViolation("strength_said_already")
    made = Strength.objects.create(organization=organization, text=said, said_by_id=by.user_id)
    record("partner.strength", organization, by=by, note=made.text)
    return made


@transaction.atomic
def remove_strength(organization: Organization, uid: UUID, *, by: Actor) -> None:
    """Say it no more."""
    require(by, Capability.DESCRIBE_PARTNER, on=organization)
    organization.strengths.get(uid=uid).delete()
