"""What does a round ask for, whom may it name, and who was granted an exception?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Organization
from measurement.models.indicators import Indicator
from measurement.models.rounds import CollectionRound


class RoundIndicator(TenantOwned):
    """An indicator that a round asks for, with the period that it asks about."""

    round = TenantForeignKey(CollectionRound, models.CASCADE, related_name="indicators")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="+")
    period_start = models.DateField()
    period_end = models.DateField()
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "round", "indicator", "period_start", "period_end"], name="round_indicator_once"
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=models.F("period_end")),
                name="round_indicator_period_in_order",
                violation_error_message=_("A period cannot end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_start} to {self.period_end}"


class RoundProvider(TenantOwned):
    """A partner that a round names. A round that names some asks those and nobody else, whatever is assigned."""

    round = TenantForeignKey(CollectionRound, models.CASCADE, related_name="named_providers")
    provider = TenantForeignKey(Organization, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "round", "provider"], name="round_provider_once"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}: {self.round}"


class ProviderException(TenantOwned):
    """A provider is let off in a round, for all of it or one indicator: with a reason, until a day.

    More time moves the day it is due, and the day it closes where that comes first. Who owes nothing is not counted,
    not late and not reminded until the day is over.
    """

    class Kind(models.TextChoices):
        MORE_TIME = "more_time", _("More time, until the end of")
        OWES_NOTHING = "owes_nothing", _("Owes nothing, until the end of")

    uid = models.UUIDField(default=uuid4, editable=False)
    round = TenantForeignKey(CollectionRound, models.CASCADE, related_name="exceptions")
    provider = TenantForeignKey(Organization, models.PROTECT, related_name="+")
    indicator = TenantForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="+")
    kind = models.CharField(_("what is granted"), max_length=12, choices=Kind, default=Kind.MORE_TIME)
    until = models.DateField(_("until the end of"))
    reason = models.CharField(_("reason"), max_length=300)
    given_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    given_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["given_at"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="provider_exception_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="provider_exception_has_reason",
                violation_error_message=_("Say why: the partner and your colleagues read it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.round}: {self.kind}"

    @property
    def organization_id(self) -> int:
        return int(self.provider_id)

    @property
    def initiative_id(self) -> int:
        return int(self.round.initiative_id)
