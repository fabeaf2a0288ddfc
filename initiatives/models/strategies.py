"""By which ways does an initiative want to reach its outcomes?"""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models.initiatives import Initiative, Outcome


class Strategy(TenantOwned):
    """A primary way toward the outcomes; a working group is formed around each.

    One that is given up is ended with its reason: activities and groups keep the name that they served.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="strategies")
    slug = models.SlugField(max_length=60)
    name = models.CharField(_("name"), max_length=120)
    description = models.TextField(_("what it means"), max_length=2000, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=500, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "slug"], name="strategy_slug_unique_in_initiative"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="strategy_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=models.Q(ended_on=None) | ~models.Q(ended_because=""), name="strategy_ended_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class StrategyOutcome(TenantOwned):
    """A strategy serves an outcome: the arrows of the strategy map."""

    strategy = TenantForeignKey(Strategy, models.CASCADE, related_name="outcomes")
    outcome = TenantForeignKey(Outcome, models.PROTECT, related_name="strategies")

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "strategy", "outcome"], name="strategy_outcome_once")]

    def __str__(self) -> str:
        return f"{self.strategy} → {self.outcome}"
