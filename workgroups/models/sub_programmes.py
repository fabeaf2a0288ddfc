"""Which initiative has its place inside a group of another one?"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative
from workgroups.models.groups import Group


class SubProgramme(TenantOwned):
    """An initiative with agenda, partners and figures of its own that works inside a group: where "Part A" fits in.

    It has one place at a time. It leaves with a day, never deleted: the group's page keeps who was there.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    group = TenantForeignKey(Group, models.PROTECT, related_name="sub_programmes")
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="places_in_groups")
    placed_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    note = models.CharField(_("what it does for the group"), max_length=300, blank=True)
    placed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(TenantOwned.Meta):
        ordering = ["placed_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="sub_programme_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "initiative"], condition=Q(ended_on=None), name="sub_programme_in_one_place"
            ),
            models.CheckConstraint(
                condition=Q(ended_on=None) | Q(ended_on__gte=F("placed_on")), name="sub_programme_ends_after_it_began"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative} in {self.group}"
