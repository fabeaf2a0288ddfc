"""Where does a person belong?"""

from backbone.tenancy import scope
from backbone.tenancy.models import Membership, Tenant


def tenants_of(user_id: int) -> list[Tenant]:
    """The tenants in which a person's membership is in force, by name; read before any tenant is in scope."""
    with scope.person(user_id):
        ids = list(
            Membership.of_person.filter(user=user_id, joined_at__isnull=False, ended_at=None).values_list(
                "tenant_id", flat=True
            )
        )
    return list(Tenant.objects.filter(pk__in=ids).order_by("name"))
