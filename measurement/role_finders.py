"""Which roles arise with governed communities? That of their stewards, in every initiative of the tenant."""

from backbone.tenancy.roles import Role, Rows, finds_member_roles, rows_of
from measurement.models import Steward


@finds_member_roles
def stewards(membership_id: int) -> Rows:
    here = Steward.objects.filter(membership=membership_id, ended_at=None)
    return rows_of(here, Role.STEWARD, community="community_id")
