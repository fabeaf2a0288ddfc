"""What is done by whom, toward which strategy, outcome and indicator, and what does it need?"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization, Outcome, Strategy
from measurement.models import Indicator
from workgroups.models.groups import Group


class Activity(TenantOwned):
    """Something that is done for a strategy: by one organization, a whole group, or a subgroup.

    Existing work is registered like new work: nobody has to begin a programme to take part.
    """

    class Kind(models.TextChoices):
        ACTIVITY = "activity", _("Activity")
        CAMPAIGN = "campaign", _("Campaign week")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="activities")
    slug = models.SlugField(max_length=80)
    name = models.CharField(_("name"), max_length=160)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.ACTIVITY)
    what = models.TextField(_("what is done"), max_length=4000)
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="activities")
    group = TenantForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="activities")
    strategy = TenantForeignKey(Strategy, models.PROTECT, related_name="activities")
    is_existing = models.BooleanField(_("existing work"), default=False)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    goal = models.PositiveIntegerField(_("goal"), null=True, blank=True)
    goal_unit = models.CharField(_("of what"), max_length=80, blank=True)
    finished_on = models.DateField(null=True, blank=True)
    stopped_on = models.DateField(null=True, blank=True)
    stopped_because = models.CharField(max_length=500, blank=True)
    planned_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "slug"], name="activity_slug_unique_in_initiative"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="activity_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(organization=None, group__isnull=False) | Q(organization__isnull=False, group=None),
                name="activity_is_done_by_one",
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")), name="activity_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(stopped_on=None) | (~Q(stopped_because="") & Q(finished_on=None)),
                name="activity_stopped_with_reason",
            ),
            models.CheckConstraint(
                condition=~Q(kind="campaign") | Q(ends_on__isnull=False), name="activity_campaign_has_days"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def doer(self) -> str:
        """Who does it, by name."""
        return str(self.group or self.organization)


class ActivityPartner(TenantOwned):
    """A partner takes a part in an activity: it leads, supports, or means to."""

    class Part(models.TextChoices):
        LEADS = "leads", _("leads")
        SUPPORTS = "supports", _("supports")
        PLANNED = "planned", _("is to take part")

    activity = TenantForeignKey(Activity, models.CASCADE, related_name="partners")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="parts")
    part = models.CharField(max_length=10, choices=Part)
    said_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    said_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "activity", "organization"], name="activity_partner_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.part}: {self.activity}"


class ActivityOutcome(TenantOwned):
    """An activity serves an outcome."""

    activity = TenantForeignKey(Activity, models.CASCADE, related_name="outcomes")
    outcome = TenantForeignKey(Outcome, models.PROTECT, related_name="activities")

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "activity", "outcome"], name="activity_outcome_once")]

    def __str__(self) -> str:
        return f"{self.activity} → {self.outcome}"


class ActivityIndicator(TenantOwned):
    """An activity is to move an indicator, and what its data said when that was decided.

    The period is a reference and no figure: each reader sees the figure of it that they may see.
    """

    activity = TenantForeignKey(Activity, models.CASCADE, related_name="indicators")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="activities")
    because = models.CharField(_("what the data said"), max_length=500, blank=True)
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "activity", "indicator"], name="activity_indicator_once"),
            models.CheckConstraint(
                condition=Q(period_start=None, period_end=None) | Q(period_end__gte=F("period_start")),
                name="activity_indicator_period_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.activity} → {self.indicator}"


class Milestone(TenantOwned):
    """Something that an activity is to have reached by a day."""

    uid = models.UUIDField(default=uuid4, editable=False)
    activity = TenantForeignKey(Activity, models.CASCADE, related_name="milestones")
    name = models.CharField(max_length=160)
    due_on = models.DateField()
    reached_on = models.DateField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["due_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="milestone_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return self.name


class Dependency(TenantOwned):
    """An activity needs another one, for a reason."""

    uid = models.UUIDField(default=uuid4, editable=False)
    activity = TenantForeignKey(Activity, models.CASCADE, related_name="needs")
    needed = TenantForeignKey(Activity, models.PROTECT, related_name="needed_by")
    because = models.CharField(max_length=300)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="dependency_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "activity", "needed"], name="dependency_once"),
            models.CheckConstraint(condition=~Q(activity=F("needed")), name="activity_does_not_need_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.activity} ← {self.needed}"


class CampaignCount(TenantOwned):
    """How many were counted on one day of a campaign; the sum is held against its goal."""

    uid = models.UUIDField(default=uuid4, editable=False)
    activity = TenantForeignKey(Activity, models.CASCADE, related_name="counts")
    counted_on = models.DateField()
    count = models.PositiveIntegerField()

    class Meta(TenantOwned.Meta):
        ordering = ["counted_on", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="campaign_count_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "activity", "counted_on"], name="campaign_counted_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.activity}, {self.counted_on}"
