"""Who sits together: the steering committee, working groups, their subgroups, and what became of each?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Strategy


class Group(TenantOwned):
    """The steering committee of an initiative, a working group formed around one strategy, or a subgroup of one.

    One that has done its work is closed with a reason, never deleted: seats and activities keep its name.
    """

    class Kind(models.TextChoices):
        STEERING_COMMITTEE = "steering_committee", _("Steering committee")
        WORKING_GROUP = "working_group", _("Working group")
        SUBGROUP = "subgroup", _("Subgroup")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="groups")
    slug = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=120)
    kind = models.CharField(max_length=20, choices=Kind)
    parent = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="subgroups")
    strategy = TenantForeignKey(Strategy, models.PROTECT, null=True, blank=True, related_name="groups")
    purpose = models.CharField(_("purpose"), max_length=500, blank=True)
    formed_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    closed_because = models.CharField(max_length=500, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "slug"], name="group_slug_unique_in_initiative"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="group_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(kind="subgroup", parent__isnull=False) | (~Q(kind="subgroup") & Q(parent=None)),
                name="group_below_another_is_a_subgroup",
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | ~Q(closed_because=""), name="group_closed_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def group_id(self) -> int:
        """A group is its own: what is `own` for those who sit in it counts for it."""
        return int(self.pk)


class GroupSuccession(TenantOwned):
    """One group went over into another: several merged into it, or it is one of those that came of a split."""

    class Kind(models.TextChoices):
        MERGED = "merged", _("merged")
        SPLIT = "split", _("split")

    predecessor = TenantForeignKey(Group, models.PROTECT, related_name="followed_by")
    successor = TenantForeignKey(Group, models.PROTECT, related_name="follows")
    kind = models.CharField(max_length=10, choices=Kind)
    took_effect_on = models.DateField()

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "predecessor", "successor"], name="group_succession_once"),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class CharterVersion(TenantOwned):
    """What a group has agreed with itself: what it is for, how it decides, how often it meets, what it expects.

    A change is a new version; the ones before stay readable.
    """

    group = TenantForeignKey(Group, models.CASCADE, related_name="charter")
    number = models.PositiveSmallIntegerField()
    purpose = models.TextField(_("what it is for"), max_length=4000)
    deciding = models.TextField(_("how it decides"), max_length=4000, blank=True)
    meets = models.CharField(_("how often it meets"), max_length=200, blank=True)
    expectations = models.TextField(_("what members may expect of each other"), max_length=4000, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "group", "number"], name="charter_number_once_in_group"),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.number}"
