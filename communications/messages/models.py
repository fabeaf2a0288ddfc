"""Who was told of what, and did the mail leave?"""

from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantOwned


class Delivery(TenantOwned):
    """One mail to one person about one thing: the constraint is what keeps it from being sent twice.

    `day` is set for events that are told at most once a day, such as figures returned one after the other.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        DROPPED = "dropped", _("Not sent: no longer theirs to know")

    uid = models.UUIDField(default=uuid4, editable=False)
    event = models.CharField(max_length=60)
    recipient = models.ForeignKey(User, models.PROTECT, related_name="+")
    on_uid = models.UUIDField()
    day = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "recipient", "event", "on_uid", "day"],
                nulls_distinct=False,
                name="delivery_once_per_recipient_and_event",
            ),
            models.UniqueConstraint(fields=["tenant", "uid"], name="delivery_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.event} to {self.recipient}"
