"""Which roles arise with partners? Those of their people and keys, and observers.

They start from participations, never from the role: a partner that takes part nowhere would
otherwise hold its roles everywhere (NULL).
"""

from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import Cast

from backbone.tenancy.roles import Role, Rows, finds_key_roles, finds_member_roles
from initiatives.models import Observer, Participation


@finds_member_roles
def partner_roles(membership_id: int) -> Rows:
    return (
        Participation.objects.filter(
            organization__people__membership=membership_id, organization__people__ended_at=None
        )
        .order_by()
        .values_list("organization__people__role", "initiative_id", "organization_id")
    )


@finds_member_roles
def observers(membership_id: int) -> Rows:
    return (
        Observer.objects.filter(membership=membership_id, ended_at=None)
        .order_by()
        .annotate(
            role=Value(Role.OBSERVER.value, CharField()),
            in_initiative=F("initiative_id"),
            of_organization=Cast(Value(None), BigIntegerField()),
        )
        .values_list("role", "in_initiative", "of_organization")
    )


@finds_key_roles
def partner_keys(key_id: int) -> Rows:
    return (
        Participation.objects.filter(organization__keys__key=key_id)
        .order_by()
        .annotate(role=Value(Role.PARTNER_KEY.value, CharField()))
        .values_list("role", "initiative_id", "organization_id")
    )
