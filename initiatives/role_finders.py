"""Which roles arise with partners? Those of their people and keys, and observers.

They start from participations, never from the role: a partner that takes part nowhere would
otherwise hold its roles everywhere (NULL).
"""

from backbone.tenancy.roles import Role, Rows, finds_key_roles, finds_member_roles, rows_of
from initiatives.models import Observer, Participation


@finds_member_roles
def partner_roles(membership_id: int) -> Rows:
    here = Participation.objects.filter(
        organization__people__membership=membership_id, organization__people__ended_at=None
    )
    return rows_of(here, "organization__people__role", initiative="initiative_id", organization="organization_id")


@finds_member_roles
def observers(membership_id: int) -> Rows:
    here = Observer.objects.filter(membership=membership_id, ended_at=None)
    return rows_of(here, Role.OBSERVER, initiative="initiative_id")


@finds_key_roles
def partner_keys(key_id: int) -> Rows:
    here = Participation.objects.filter(organization__keys__key=key_id)
    return rows_of(here, Role.PARTNER_KEY, initiative="initiative_id", organization="organization_id")
