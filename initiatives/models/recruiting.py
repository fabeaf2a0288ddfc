"""Whom does an initiative still want at the table, and how far is the talk with them?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.comments.models import Comment
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models.initiatives import Initiative
from initiatives.models.partners import Organization, Sector


class Prospect(TenantOwned):
    """An organization that might take part: named, approached, in talks, then joined or declined."""

    class Stage(models.TextChoices):
        NAMED = "named", _("Named")
        APPROACHED = "approached", _("Approached")
        IN_TALKS = "in_talks", _("In talks")
        JOINED = "joined", _("Takes part")
        DECLINED = "declined", _("Declined for now")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="prospects")
    name = models.CharField(_("organization"), max_length=200)
    sector = TenantForeignKey(Sector, models.PROTECT, null=True, blank=True, related_name="+")
    contact = models.CharField(_("whom we talk to"), max_length=300, blank=True)
    because = models.CharField(_("why we want them"), max_length=500)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.NAMED)
    next_step = models.CharField(_("next step"), max_length=300, blank=True)
    next_on = models.DateField(null=True, blank=True)
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="prospects")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="prospect_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=~Q(stage="joined") | Q(organization__isnull=False), name="prospect_joined_as_partner"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProspectStep(Comment):
    """What was said to or by a prospect, and the stage that it was in afterwards."""

    prospect = TenantForeignKey(Prospect, models.CASCADE, related_name="steps")
    stage = models.CharField(max_length=10, choices=Prospect.Stage)

    class Meta(Comment.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="prospect_step_uid_unique")]


class OrganizationArea(TenantOwned):
    """A partner works in a place."""

    organization = TenantForeignKey(Organization, models.CASCADE, related_name="areas")
    area = TenantForeignKey("initiatives.Area", models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "organization", "area"], name="organization_area_once")
        ]

    def __str__(self) -> str:
        return f"{self.organization} in {self.area}"


class Strength(TenantOwned):
    """What a partner excels at, in its own words: activities are chosen by it."""

    uid = models.UUIDField(default=uuid4, editable=False)
    organization = TenantForeignKey(Organization, models.CASCADE, related_name="strengths")
    text = models.CharField(_("what it excels at"), max_length=200)
    said_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["text"]
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="strength_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return self.text
