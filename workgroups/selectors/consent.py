"""Who is named where, and who may read a text that names somebody? The one rule for lessons and for stories."""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.expressions import Combinable

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership, StaffRole
from backbone.tenancy.permissions import Capability, may
from backbone.tenancy.roles import Role
from initiatives.models import Initiative, Organization, PartnerRole
from workgroups.models import Naming, SeatHolder


def all_have_consented(text: str) -> Combinable:
    """Whether everybody named in a text has said yes; `text` is the key of a naming to it."""
    return ~Exists(Naming.objects.filter(**{text: OuterRef("pk")}, ended_at=None, consented_at=None))


def names(by: Actor, text: str) -> Exists:
    """Whether a text names the reader, or an organization for which the reader consents, and asks for a word."""
    found = Naming.objects.filter(_whose(by), **{text: OuterRef("pk")}, ended_at=None, asked_at__isnull=False)
    return Exists(found)


def namings_of(by: Actor, initiative: Initiative) -> QuerySet[Naming]:
    """Where the reader, or an organization for which the reader consents, is named; the latest first; one query."""
    here = Q(lesson__initiative=initiative) | Q(story__cycle__group__initiative=initiative)
    found = Naming.objects.filter(_whose(by), here, ended_at=None, asked_at__isnull=False)
    return found.select_related(
        "lesson__told_by", "lesson__initiative", "story__written_by", "story__cycle__group__initiative",
        "membership__user", "organization",
    ).order_by("-asked_at", "-pk")  # fmt: skip


def waiting_for(by: Actor, initiative: Initiative) -> QuerySet[Naming]:
    """Those of them that wait for the reader's word."""
    return namings_of(by, initiative).filter(consented_at=None, declined_at=None)


def may_be_named(initiative: Initiative) -> QuerySet[Membership]:
    """Whose names everybody in the initiative knows: who sits in its groups, represents a partner, or is staff."""
    partners = Organization.objects.filter(participations__initiative=initiative)
    sits = SeatHolder.objects.filter(membership=OuterRef("pk"), seat__group__initiative=initiative, ended_on=None)
    represents = PartnerRole.objects.filter(
        membership=OuterRef("pk"), organization__in=partners, role=Role.REPRESENTATIVE, ended_at=None
    )
    works = StaffRole.objects.filter(membership=OuterRef("pk"), ended_at=None)
    here = Membership.objects.filter(Exists(sits) | Exists(represents) | Exists(works), joined_at__isnull=False)
    return here.filter(ended_at=None).select_related("user").order_by("user__name", "pk")


def _whose(by: Actor) -> Q:
    if by.user_id is None:
        return Q(pk__in=[])
    own = [key for key in by.organization_ids if may(by, Capability.CONSENT_FOR_PARTNER, on=Organization(pk=key))]
    return Q(membership__user=by.user_id) | Q(organization__in=own)
