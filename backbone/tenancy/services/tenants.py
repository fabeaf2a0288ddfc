"""How are a tenant's settings changed?"""

from django.db import transaction

from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record


@transaction.atomic
def change_settings(tenant: Tenant, *, by: Actor) -> Tenant:
    """Save changed settings of the tenant in scope; thresholds count from the next release on.

    Raises PermissionDenied unless `by` may change settings, ValidationError for values out of bounds.
    """
    require(by, Capability.CHANGE_SETTINGS)
    tenant.full_clean()
    tenant.save()
    record("tenant.settings_changed", tenant, by=by)
    return tenant
