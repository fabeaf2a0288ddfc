"""What did somebody say about a thing? Abstract: each app ties its own comments to its own rows."""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantOwned


class Comment(TenantOwned):
    """Plain text with author and moment. It is never changed: who thinks otherwise later writes another one."""

    uid = models.UUIDField(default=uuid4, editable=False)
    text = models.TextField(_("comment"), max_length=4000)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        abstract = True
        ordering = ["written_at", "pk"]

    def __str__(self) -> str:
        return self.text[:60]
