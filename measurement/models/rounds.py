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


class CollectionRound(TenantOwned):
    """A window in which providers send figures: it opens, is due, allows a grace, and closes."""

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="rounds")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    opens_on = models.DateField()
    due_on = models.DateField()
    grace_days = models.PositiveSmallIntegerField(default=0)
    closes_on = models.DateField()

    class Meta(TenantOwned.Meta):
        ordering = ["-due_on"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "slug"], name="round_slug_unique_in_initiative"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="round_uid_unique_in_tenant"),
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
        return self.end_of(self.closes_on)

    @property
    def opens_at(self) -> datetime:
        return datetime.combine(self.opens_on, time(), ZoneInfo(self.initiative.time_zone))


class Obligation(TenantOwned):
    """One figure that a provider owes in a round: indicator, subject, period and breakdown."""

    uid = models.UUIDField(default=uuid4, editable=False)
    round = TenantForeignKey(CollectionRound, models.CASCADE, related_name="obligations")
    provider = TenantForeignKey(Organization, models.PROTECT, related_name="obligations")
    subject = TenantForeignKey(Subject, models.PROTECT, related_name="+")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="+")
    breakdown = TenantForeignKey(Breakdown, models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["position"]
        constraints = [
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
