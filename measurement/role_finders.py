"""Which roles arise with governed communities? That of their stewards, in every initiative of the tenant."""

from django.db.models import BigIntegerField, CharField, F, Value
from django.db.models.functions import Cast

from backbone.tenancy.roles import Role, Rows, finds_member_roles
from measurement.models import Steward


@finds_member_roles
def stewards(membership_id: int) -> Rows:
    nowhere_in_particular = Cast(Value(None), BigIntegerField())
    return (
        Steward.objects.filter(membership=membership_id, ended_at=None)
        .order_by()
        .annotate(
            role=Value(Role.STEWARD.value, CharField()),
            in_initiative=nowhere_in_particular,
            of_organization=nowhere_in_particular,
            of_community=F("community_id"),
        )
        .values_list("role", "in_initiative", "of_organization", "of_community")
    )
