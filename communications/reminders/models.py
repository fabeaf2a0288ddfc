"""When are partners reminded, and who was reminded of what?"""

from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from communications.messages.models import Delivery
from initiatives.models import Initiative, Organization
from measurement.models import CollectionRound


class ReminderRule(TenantOwned):
    """In an initiative, so many days before or after the day something is due, those who still owe it are reminded."""

    class Audience(models.TextChoices):
        SUBMITTERS = "submitters", _("Those who send the figures")
        REPRESENTATIVE = "representative", _("The partner’s representative")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="reminder_rules")
    days_after_due = models.SmallIntegerField(
        _("days after the day it is due"),
        help_text=_("Below zero: before that day. Zero: on the day itself."),
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    audience = models.CharField(_("who is reminded"), max_length=15, choices=Audience, default=Audience.SUBMITTERS)
    is_active = models.BooleanField(default=True)

    class Meta(TenantOwned.Meta):
        ordering = ["days_after_due", "audience"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="reminder_rule_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "initiative", "days_after_due", "audience"],
                name="reminder_rule_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.days_after_due}: {self.audience}"


class Reminder(TenantOwned):
    """A mail reminded a person of what one provider owes in one round: by a rule, or by hand where there is none.

    A person is reminded by a rule of the same thing once, whoever looks how often; the mail may speak of more.
    """

    delivery = TenantForeignKey(Delivery, models.CASCADE, related_name="reminders")
    recipient = models.ForeignKey(User, models.PROTECT, related_name="+")
    round = TenantForeignKey(CollectionRound, models.PROTECT, related_name="+")
    provider = TenantForeignKey(Organization, models.PROTECT, related_name="+")
    rule = TenantForeignKey(ReminderRule, models.PROTECT, null=True, related_name="+")
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "rule", "round", "provider", "recipient"],
                condition=Q(rule__isnull=False),
                name="reminder_once_by_rule",
            ),
            models.UniqueConstraint(fields=["tenant", "delivery", "round", "provider"], name="reminder_once_in_a_mail"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.round}: {self.recipient}"
