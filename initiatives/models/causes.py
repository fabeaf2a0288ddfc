"""What drives what? Causes, what each brings about, and which strategies act on it."""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models.initiatives import Initiative, Outcome
from initiatives.models.strategies import Strategy


class Cause(TenantOwned):
    """Something that partners believe brings an outcome about or keeps it away, alone or through other causes."""

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="causes")
    name = models.CharField(_("cause"), max_length=160)
    evidence = models.TextField(_("how we know"), max_length=1000, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="cause_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "initiative", "name"], name="cause_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


class CauseEffect(TenantOwned):
    """An arrow of the map: a cause drives an outcome or another cause. Two may drive each other."""

    cause = TenantForeignKey(Cause, models.CASCADE, related_name="effects")
    outcome = TenantForeignKey(Outcome, models.PROTECT, null=True, blank=True, related_name="causes")
    driven = TenantForeignKey(Cause, models.CASCADE, null=True, blank=True, related_name="drivers")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "cause", "outcome", "driven"], name="cause_effect_once", nulls_distinct=False
            ),
            models.CheckConstraint(
                condition=Q(outcome=None, driven__isnull=False) | Q(outcome__isnull=False, driven=None),
                name="cause_drives_one_thing",
            ),
            models.CheckConstraint(condition=~Q(cause=models.F("driven")), name="cause_drives_another"),
        ]

    def __str__(self) -> str:
        return f"{self.cause} → {self.outcome or self.driven}"


class CauseStrategy(TenantOwned):
    """A strategy acts on a cause."""

    cause = TenantForeignKey(Cause, models.CASCADE, related_name="strategies")
    strategy = TenantForeignKey(Strategy, models.PROTECT, related_name="causes")

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "cause", "strategy"], name="cause_strategy_once")]

    def __str__(self) -> str:
        return f"{self.strategy} on {self.cause}"
