"""Which indicators move a stock?"""

from uuid import uuid4

from django.db import models

from backbone.tenancy.models import TenantForeignKey, TenantOwned
from measurement.models.indicators import Indicator


class Flow(TenantOwned):
    """What moves a stock: its closing count is its opening one with what came in, and without what went out."""

    uid = models.UUIDField(default=uuid4, editable=False)
    stock = TenantForeignKey(Indicator, models.CASCADE, related_name="flows")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="+")
    goes_out = models.BooleanField(default=False)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "stock", "indicator"], name="flow_once_per_stock"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="flow_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {'out of' if self.goes_out else 'into'} {self.stock}"
