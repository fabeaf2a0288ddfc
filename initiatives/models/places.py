"""Of whom or of where does a figure speak?"""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models.partners import Organization


class Area(TenantOwned):
    """A place with figures of its own: an initiative's community, or one to compare with."""

    uid = models.UUIDField(default=uuid4, editable=False)
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=200)
    parent = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="children")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="area_code_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="area_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return self.name


class Subject(TenantOwned):
    """Whom a figure is about: one row for each partner organization or area."""

    uid = models.UUIDField(default=uuid4, editable=False)
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="subjects")
    area = TenantForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="subjects")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization=None) ^ models.Q(area=None),
                name="subject_is_partner_or_area",
                violation_error_message=_("A subject is either a partner organization or an area."),
            ),
            models.UniqueConstraint(fields=["tenant", "organization"], name="subject_once_per_organization"),
            models.UniqueConstraint(fields=["tenant", "area"], name="subject_once_per_area"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="subject_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return str(self.organization or self.area)
