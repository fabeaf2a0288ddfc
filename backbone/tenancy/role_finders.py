"""Which roles arise in tenancy itself? Staff, and keys that belong to the whole tenant."""

from django.db.models import BigIntegerField, CharField, Value
from django.db.models.functions import Cast

from backbone.tenancy.models import ApiKey, StaffRole
from backbone.tenancy.roles import Role, Rows, finds_key_roles, finds_member_roles

NOWHERE_IN_PARTICULAR = Cast(Value(None), BigIntegerField())


@finds_member_roles
def staff_roles(membership_id: int) -> Rows:
    return (
        StaffRole.objects.filter(membership=membership_id, ended_at=None)
        .order_by()
        .annotate(in_initiative=NOWHERE_IN_PARTICULAR, of_organization=NOWHERE_IN_PARTICULAR)
        .values_list("role", "in_initiative", "of_organization")
    )


@finds_key_roles
def tenant_keys(key_id: int) -> Rows:
    return (
        ApiKey.objects.filter(pk=key_id, is_of_partner=False)
        .order_by()
        .annotate(
            role=Value(Role.TENANT_KEY.value, CharField()),
            in_initiative=NOWHERE_IN_PARTICULAR,
            of_organization=NOWHERE_IN_PARTICULAR,
        )
        .values_list("role", "in_initiative", "of_organization")
    )
