"""How does a tenant begin?"""

from django.db import transaction

from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.roles import Role, RoleHeld
from backbone.tenancy.services.people import give_staff_role, invite_person


@transaction.atomic
def found_tenant(slug: str, name: str, *, administrator: str) -> Tenant:
    """Make a tenant and invite its first administrator; the platform's operator has no right in it afterwards.

    Raises ValidationError for a slug that is taken, reserved or no slug.
    """
    tenant = Tenant(slug=slug, name=name)
    tenant.full_clean()
    tenant.save()
    with scope.tenant(tenant.pk):
        operator = Actor(tenant_id=tenant.pk, roles=frozenset({RoleHeld(Role.ADMINISTRATOR)}))
        invitation = invite_person(administrator, "", by=operator)
        give_staff_role(invitation.membership, Role.ADMINISTRATOR, by=operator)
    return tenant
