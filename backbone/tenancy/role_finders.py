"""Which roles arise in tenancy itself? Staff, and keys that belong to the whole tenant."""

from backbone.tenancy.models import ApiKey, StaffRole
from backbone.tenancy.roles import Role, Rows, finds_key_roles, finds_member_roles, rows_of


@finds_member_roles
def staff_roles(membership_id: int) -> Rows:
    return rows_of(StaffRole.objects.filter(membership=membership_id, ended_at=None), "role")


@finds_key_roles
def tenant_keys(key_id: int) -> Rows:
    return rows_of(ApiKey.objects.filter(pk=key_id, is_of_partner=False), Role.TENANT_KEY)
