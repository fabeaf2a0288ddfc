"""What do organizations work on together, and toward which outcomes?"""

from datetime import date, datetime, time, timedelta
from uuid import uuid4
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import Membership, TenantForeignKey, TenantOwned
from backbone.tenancy.models.tenants import refuse_reserved
from initiatives.models.places import Area


class Initiative(TenantOwned):
    """A Collective Impact initiative: partners from all sectors with one common agenda for one place."""

    uid = models.UUIDField(default=uuid4, editable=False)
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=200)
    purpose = models.CharField(max_length=300, blank=True)
    area = TenantForeignKey(Area, models.PROTECT, related_name="initiatives")
    time_zone = models.CharField(max_length=50, default="Europe/London")
    # A short list is read; passing the cap wants a reason, which is kept with the adoption.
    indicator_cap = models.PositiveSmallIntegerField(
        _("most indicators"), default=60, validators=[MinValueValidator(1), MaxValueValidator(500)]
    )
    # A local initiative names its campaign; a campaign is an initiative that is named so. One level, and no more.
    campaign = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="local_initiatives")
    # Its own people let the campaign's readers see what it has released; off until they say so.
    shares_with_campaign = models.BooleanField(default=False)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "slug"], name="initiative_slug_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="initiative_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(campaign=None) | ~Q(campaign=F("pk")), name="initiative_is_not_its_own_campaign"
            ),
            models.CheckConstraint(
                condition=Q(shares_with_campaign=False) | Q(campaign__isnull=False),
                name="initiative_shares_with_the_campaign_it_has",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        refuse_reserved(self.slug)
        if self.time_zone not in available_timezones():
            text = _("“%(name)s” is no time zone, such as Europe/London.")
            raise ValidationError({"time_zone": ValidationError(text, params={"name": self.time_zone})})

    def today(self, now: datetime | None = None) -> date:
        """The day it is in the initiative's own zone, now or at another moment."""
        return (now or timezone.now()).astimezone(ZoneInfo(self.time_zone)).date()

    def end_of(self, day: date) -> datetime:
        """The moment at which a day is over in the initiative's own zone."""
        return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(self.time_zone))

    @property
    def initiative_id(self) -> int:
        """An initiative lies in itself: what is held for it counts for its own pages."""
        return int(self.pk)


class Outcome(TenantOwned):
    """What the initiative wants to change; its indicators show whether it does."""

    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="outcomes")
    slug = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "slug"], name="outcome_slug_unique_in_initiative"),
        ]

    def __str__(self) -> str:
        return self.name


class BenchmarkArea(TenantOwned):
    """An area of the tenant that stands beside an initiative's own figures for comparison."""

    initiative = TenantForeignKey(Initiative, models.CASCADE, related_name="benchmark_areas")
    area = TenantForeignKey(Area, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "area"], name="benchmark_area_once"),
        ]

    def __str__(self) -> str:
        return str(self.area)


class Observer(TenantOwned):
    """A person who may look at an initiative without belonging to a partner."""

    membership = TenantForeignKey(Membership, models.CASCADE, related_name="observed")
    initiative = TenantForeignKey(Initiative, models.CASCADE, related_name="observers")
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "membership", "initiative"],
                condition=Q(ended_at=None),
                name="observer_once_in_force",
            ),
        ]

    def __str__(self) -> str:
        return str(self.membership)
