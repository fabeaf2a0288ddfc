"""Who took over from whom at a partner?"""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import Membership, TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization


class HandOver(TenantOwned):
    """One person took over all roles and seats that another held for a partner; signatures stay the institution's."""

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="+")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="hand_overs")
    leaving = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    successor = TenantForeignKey(Membership, models.PROTECT, related_name="+")
    words = models.TextField(_("what the successor should know"), max_length=4000, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(TenantOwned.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="hand_over_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return f"{self.organization}: {self.made_at:%Y-%m-%d}"
