"""What do people say about a step that the system cannot see?"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative


class StepNote(TenantOwned):
    """A word about one of the six steps: what was done elsewhere, what is left. The latest stands, all are kept."""

    initiative = TenantForeignKey(Initiative, models.CASCADE, related_name="step_notes")
    step = models.CharField(max_length=10)
    text = models.TextField(_("what is left, or was done elsewhere"), max_length=1000)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["-written_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.step}: {self.text[:40]}"
