"""When are rounds made ahead, and for which stretch of time is each?"""

from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative


class RoundSchedule(TenantOwned):
    """Rounds of an initiative at a steady pace: each belongs to a period, and its dates are counted from the end of it.

    Which figure of which period a round asks for follows from each indicator's own frequency and lag.
    """

    class Unit(models.TextChoices):
        MONTHS = "months", _("months")
        WEEKS = "weeks", _("weeks")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="round_schedules")
    name = models.CharField(_("name"), max_length=80)
    every = models.PositiveSmallIntegerField(
        _("a round every"), default=3, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )
    unit = models.CharField(_("counted in"), max_length=6, choices=Unit, default=Unit.MONTHS)
    first_period_start = models.DateField(_("first day of the first period"))
    opens_after_days = models.SmallIntegerField(_("opens so many days after its period has ended"), default=1)
    due_after_days = models.SmallIntegerField(_("is due so many days after"), default=28)
    grace_days = models.PositiveSmallIntegerField(_("days of grace"), default=3, validators=[MaxValueValidator(366)])
    closes_after_days = models.SmallIntegerField(_("closes so many days after"), default=42)
    rounds_ahead = models.PositiveSmallIntegerField(
        _("rounds to have ready ahead"), default=2, validators=[MaxValueValidator(24)]
    )
    is_active = models.BooleanField(default=True)

    class Meta(TenantOwned.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="round_schedule_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "initiative", "name"], name="round_schedule_name_unique_in_initiative"
            ),
            models.CheckConstraint(
                condition=models.Q(opens_after_days__lte=models.F("due_after_days"))
                & models.Q(due_after_days__lte=models.F("closes_after_days")),
                name="round_schedule_opens_is_due_closes",
                violation_error_message=_("A round opens, then is due, then closes."),
            ),
            models.CheckConstraint(
                condition=models.Q(every__gte=1),
                name="round_schedule_moves_on",
            ),
        ]

    def __str__(self) -> str:
        return self.name
