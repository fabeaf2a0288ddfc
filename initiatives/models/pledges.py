"""What do partners put in each year, and what does the backbone cost?"""

from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator, RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models.initiatives import Initiative
from initiatives.models.partners import Organization

ISO_4217 = RegexValidator(r"\A[A-Z]{3}\Z", _("Give the three capital letters of the currency, such as GBP."))
YEAR = [MinValueValidator(1990), MaxValueValidator(2200)]


class Pledge(TenantOwned):
    """What a partner promises for a year: hours of its people, money for the backbone, or money of its own that it
    spends on the agenda. What was given is said afterwards. Currencies are never added up.
    """

    class Kind(models.TextChoices):
        TIME = "time", _("Hours of its people")
        FUNDS = "funds", _("Money for the backbone")
        ALIGNED = "aligned", _("Own money spent on the agenda")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="pledges")
    organization = TenantForeignKey(Organization, models.PROTECT, related_name="pledges")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    kind = models.CharField(_("what"), max_length=7, choices=Kind)
    amount = models.DecimalField(_("how much"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)])
    currency = models.CharField(_("currency"), max_length=3, blank=True, validators=[ISO_4217])
    given = models.DecimalField(
        _("given so far"), max_digits=16, decimal_places=2, null=True, blank=True, validators=[MinValueValidator(0)]
    )
    purpose = models.CharField(_("what for"), max_length=300, blank=True)
    pledged_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    pledged_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        ordering = ["-year", "organization__name", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="pledge_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=(Q(kind="time") & Q(currency="")) | (~Q(kind="time") & ~Q(currency="")),
                name="pledge_of_money_has_a_currency",
                violation_error_message=_("Money has a currency, and hours have none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organization} {self.year}: {self.amount} {self.currency}"


class BackboneCost(TenantOwned):
    """What the backbone costs an initiative in a year, by line."""

    class Line(models.TextChoices):
        STAFF = "staff", _("Backbone staff")
        MEASUREMENT = "measurement", _("The measurement system")
        MEETINGS = "meetings", _("Meetings and communication")
        OTHER = "other", _("Other")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="costs")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    line = models.CharField(_("for"), max_length=11, choices=Line)
    amount = models.DecimalField(_("amount"), max_digits=16, decimal_places=2, validators=[MinValueValidator(0)])
    currency = models.CharField(_("currency"), max_length=3, validators=[ISO_4217])

    class Meta(TenantOwned.Meta):
        ordering = ["-year", "line"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="backbone_cost_uid_unique"),
            models.UniqueConstraint(
                fields=["tenant", "initiative", "year", "line", "currency"], name="backbone_cost_once_a_year"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.line}: {self.amount} {self.currency}"
