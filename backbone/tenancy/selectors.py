"""Where does a person belong?"""

from backbone.tenancy import scope
from backbone.tenancy.models import Membership, StaffRole, Tenant
from backbone.tenancy.roles import Role

TENANT = "tenant"


def tenants_of(user_id: int) -> list[Tenant]:
    """The tenants in which a person's membership is in force, by name; read before any tenant is in scope."""
    with scope.person(user_id):
        ids = list(
            Membership.of_person.filter(user=user_id, joined_at__isnull=False, ended_at=None).values_list(
                "tenant_id", flat=True
            )
        )
    return list(Tenant.objects.filter(pk__in=ids).order_by("name"))


def names_of_staff(role: Role) -> list[str]:
    """The names of those who hold a staff role in the tenant in scope, in the order in which they got it."""
    held = StaffRole.objects.filter(
        role=role, ended_at=None, membership__joined_at__isnull=False, membership__ended_at=None
    ).exclude(membership__user__name="")
    return list(held.order_by("pk").values_list("membership__user__name", flat=True))


def current_tenant() -> Tenant:
    """The tenant in scope: as the request entered it, else read."""
    found: Tenant | None = scope.kept().get(TENANT)
    return found or Tenant.objects.get(pk=scope.current())
