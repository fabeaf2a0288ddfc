"""Which views of the figures are kept under a name, and which archives were asked for?"""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.files.models import StoredFile
from backbone.jobs.models import Job
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative


class SavedView(TenantOwned):
    """Filters that somebody keeps under a name. It holds what is asked, never an answer.

    Whoever opens a shared one sees what they themselves may see.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="saved_views")
    owner = models.ForeignKey(User, models.PROTECT, related_name="+")
    name = models.CharField(_("name"), max_length=120)
    query = models.CharField(max_length=2000, blank=True)
    is_shared = models.BooleanField(_("shared"), default=False)
    saved_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="saved_view_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "initiative", "owner", "name"], name="saved_view_name_once_for_its_owner"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Archive(TenantOwned):
    """An initiative in one file, as the person who asked for it may see it; handed to nobody else.

    It is being made until it has its file, and goes with its file on the day it expires.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="archives")
    asked_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    job = TenantForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    file = TenantForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    expires_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="archive_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "initiative", "asked_by"], name="archive_once_for_whoever_asked"),
            models.CheckConstraint(
                condition=models.Q(file=None) | models.Q(expires_at__isnull=False), name="archive_with_file_expires"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.initiative}, asked for by {self.asked_by}"
