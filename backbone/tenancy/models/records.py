"""What happened here, and what was already answered?"""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from backbone.accounts.models import User
from backbone.tenancy.models.owned import TenantForeignKey, TenantOwned
from backbone.tenancy.models.tenants import ApiKey


class TrailRecord(TenantOwned):
    """One thing that happened: written by the service in its own transaction, never changed.

    `relayed_at` is empty until the packages further right were told. A cursor on the id would lose
    rows that commit out of order.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    event = models.CharField(max_length=60)
    on_kind = models.CharField(max_length=60)
    on_uid = models.UUIDField()
    initiative_uid = models.UUIDField(null=True)
    note = models.TextField(blank=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    key = TenantForeignKey(ApiKey, models.PROTECT, null=True, related_name="+")
    request_id = models.CharField(max_length=40, blank=True)
    happened_at = models.DateTimeField(default=timezone.now)
    relayed_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        indexes = [
            models.Index(fields=["tenant", "on_uid", "happened_at"], name="trail_of_object"),
            models.Index(fields=["tenant", "id"], condition=models.Q(relayed_at=None), name="trail_still_to_relay"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.on_uid}"


class StoredReply(TenantOwned):
    """The answer to a creation through the API, so that the same Idempotency-Key creates once."""

    key = TenantForeignKey(ApiKey, models.CASCADE, related_name="+")
    idempotency_key = models.CharField(max_length=200)
    request_hash = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField()
    body = models.JSONField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "key", "idempotency_key"], name="stored_reply_once_per_key"),
        ]

    def __str__(self) -> str:
        return self.idempotency_key
