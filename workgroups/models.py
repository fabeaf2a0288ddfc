"""Who sits together, and in whose seat?"""

from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import Membership, TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization


class Group(TenantOwned):
    """The steering committee or a working group of an initiative."""

    class Kind(models.TextChoices):
        STEERING_COMMITTEE = "steering_committee", _("Steering committee")
        WORKING_GROUP = "working_group", _("Working group")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="groups")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "slug"], name="group_slug_unique_in_initiative"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="group_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return self.name


class Seat(TenantOwned):
    """A place in a group: it belongs to an organization, a person holds it. It shows nobody a partner's own figures."""

    group = TenantForeignKey(Group, models.PROTECT, related_name="seats")
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="seats")
    membership = TenantForeignKey(Membership, models.PROTECT, related_name="seats")
    title = models.CharField(max_length=120, blank=True)
    is_chair = models.BooleanField(default=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "group", "membership"], condition=models.Q(ended_at=None), name="seat_once_in_force"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.membership} in {self.group}"
