"""What is collected when, from whom, and how far has each figure come?"""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization, Subject
from measurement.models.dimensions import Breakdown
from measurement.models.indicators import Indicator
from measurement.models.schedules import RoundSchedule


class CollectionRound(TenantOwned):
    """A window in which providers send figures: it opens, is due, allows a grace, and closes.

    One that a schedule made follows it until it opens, or until somebody changes by hand what it asks for.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="rounds")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    opens_on = models.DateField()
    due_on = models.DateField()
    grace_days = models.PositiveSmallIntegerField(default=0)
    closes_on = models.DateField()
    closed_at = models.DateTimeField(null=True, blank=True)  # closed by hand before its day
    schedule = TenantForeignKey(RoundSchedule, models.PROTECT, null=True, blank=True, related_name="rounds")
    period_end = models.DateField(null=True, blank=True)
    follows_schedule = models.BooleanField(default=False)
    # Of all from which its obligations follow; the tick looks closer only when it is another one.
    obligations_fingerprint = models.CharField(max_length=32, blank=True, editable=False)

    class Meta(TenantOwned.Meta):
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "slug"], name="round_slug_unique_in_initiative"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="round_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "schedule", "period_end"], name="round_once_per_schedule_and_period"
            ),
            models.CheckConstraint(
                condition=Q(opens_on__lte=models.F("due_on")) & Q(due_on__lte=models.F("closes_on")),
                name="round_opens_is_due_closes",
                violation_error_message=_("A round opens, then is due, then closes."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def end_of(self, day: date) -> datetime:
        """The moment a day ends: 24:00 in the initiative's zone."""
        return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(self.initiative.time_zone))

    @property
    def is_open(self) -> bool:
        return self.opens_at <= timezone.now() < self.closes_at

    @property
    def due_at(self) -> datetime:
        return self.end_of(self.due_on)

    @property
    def late_from(self) -> datetime:
        return self.end_of(self.due_on + timedelta(days=self.grace_days))

    @property
    def closes_at(self) -> datetime:
        return min(filter(None, (self.end_of(self.closes_on), self.closed_at)))

    @property
    def last_day(self) -> date:
        """The day on which it closes, or was closed by hand."""
        closed = self.closed_at and self.closed_at.astimezone(ZoneInfo(self.initiative.time_zone)).date()
        return min(self.closes_on, closed or self.closes_on)

    @property
    def opens_at(self) -> datetime:
        return datetime.combine(self.opens_on, time(), ZoneInfo(self.initiative.time_zone))


class Obligation(TenantOwned):
    """One figure that a provider owes in a round: indicator, subject, period and breakdown.

    What is no longer owed but holds a figure is withdrawn with a reason: it can be read, and counts nowhere.
    """

    class Withdrawn(models.TextChoices):
        NOT_ASKED = "not_asked", _("The round no longer asks for it")
        NOT_ASSIGNED = "not_assigned", _("The partner is no longer asked for it")
        NOT_ACTIVE = "not_active", _("The partner did not take part for the whole period")
        SUCCEEDED = "succeeded", _("Another partner has taken its place")

    uid = models.UUIDField(default=uuid4, editable=False)
    round = TenantForeignKey(CollectionRound, models.CASCADE, related_name="obligations")
    provider = TenantForeignKey(Organization, models.PROTECT, related_name="obligations")
    subject = TenantForeignKey(Subject, models.PROTECT, related_name="+")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="+")
    breakdown = TenantForeignKey(Breakdown, models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = models.CharField(max_length=12, choices=Withdrawn, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_because="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_because="")),
                name="obligation_withdrawn_with_reason",
            ),
            models.UniqueConstraint(
                fields=[
                    "tenant",
                    "round",
                    "provider",
                    "subject",
                    "indicator",
                    "period_start",
                    "period_end",
                    "breakdown",
                ],
                name="obligation_once",
            ),
            models.UniqueConstraint(fields=["tenant", "uid"], name="obligation_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.indicator} ({self.breakdown})"
