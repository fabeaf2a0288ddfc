"""What work waits, and what became of it? PostgreSQL is the only truth; the broker may be lost at any moment."""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned


class Job(TenantOwned):
    """Work that a service asked for in its own transaction.

    It waits until done or failed for good. Whether it runs this moment is no state: the
    row is locked then, and the lease covers the gap before the lock and the pause after a crash.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")

    uid = models.UUIDField(default=uuid4, editable=False)
    kind = models.CharField(max_length=60)
    queue = models.CharField(max_length=20)
    arguments = models.JSONField(default=dict)
    deduplication_key = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    run_after = models.DateTimeField(default=timezone.now)
    leased_until = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    request_id = models.CharField(max_length=40, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "kind", "deduplication_key"],
                condition=models.Q(state="waiting"),
                name="job_once_among_unfinished",
            ),
            models.UniqueConstraint(fields=["tenant", "uid"], name="job_uid_unique_in_tenant"),
        ]
        indexes = [models.Index(fields=["run_after"], condition=models.Q(state="waiting"), name="job_waiting")]

    def __str__(self) -> str:
        return f"{self.kind} {self.uid}"


class JobProgress(TenantOwned):
    """How far a job has come; a row of its own, because the job's row is locked while it works."""

    job = TenantForeignKey(Job, models.CASCADE, related_name="progress")
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "job"], name="job_progress_once")]

    def __str__(self) -> str:
        return f"{self.done} of {self.total}"
