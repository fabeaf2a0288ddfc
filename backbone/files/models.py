"""Which files are kept, whose are they, and what exactly is in them?"""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from backbone.accounts.models import User
from backbone.tenancy.models import TenantOwned


class StoredFile(TenantOwned):
    """A file of a tenant. Its content lies in the storage under a random name; this row says what it is.

    Nothing of it is changed afterwards: another content is another row. It is served only by a view that
    checks who may have it.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    name = models.CharField(max_length=200, help_text="What it is called where it is saved; never a path.")
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    place = models.CharField(max_length=120, editable=False, help_text="Its random name in the storage.")
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="stored_file_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "place"], name="stored_file_place_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return self.name
