"""Which progress reports are due when, and what stands in them?"""

from uuid import uuid4

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.files.models import StoredFile
from backbone.jobs.models import Job
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative


class ReportSchedule(TenantOwned):
    """When an initiative reports: every so many months, so many days after a period has ended."""

    class Every(models.IntegerChoices):
        MONTH = 1, _("every month")
        QUARTER = 3, _("every three months")
        HALF_YEAR = 6, _("every six months")
        YEAR = 12, _("every year")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="report_schedules")
    name = models.CharField(_("name"), max_length=120)
    every_months = models.PositiveSmallIntegerField(_("how often"), choices=Every, default=Every.QUARTER)
    first_period_start = models.DateField(_("first day of the first period"))
    days_after_period = models.PositiveSmallIntegerField(
        _("days from the end of a period to its report"), default=14, validators=[MaxValueValidator(366)]
    )
    is_active = models.BooleanField(default=True)

    class Meta(TenantOwned.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="report_schedule_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "initiative", "name"], name="report_schedule_name_unique_in_initiative"
            ),
            models.CheckConstraint(
                condition=models.Q(every_months__in=[1, 3, 6, 12]), name="report_schedule_divides_the_year"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProgressReport(TenantOwned):
    """What the steering committee reads about one period: frozen numbers, with a story beside them.

    It is being made until a job has frozen its blocks, then a draft, then issued. An issued report never
    changes, whatever is accepted or released later: every number comes from its blocks.
    """

    class State(models.TextChoices):
        BEING_MADE = "being_made", _("Being made")
        DRAFT = "draft", _("Draft")
        ISSUED = "issued", _("Issued")

    uid = models.UUIDField(default=uuid4, editable=False)
    schedule = TenantForeignKey(ReportSchedule, models.PROTECT, related_name="reports")
    period_start = models.DateField()
    period_end = models.DateField()
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=12, choices=State, default=State.BEING_MADE)
    job = TenantForeignKey(Job, models.SET_NULL, null=True, related_name="+")
    data_on = models.DateField(null=True)
    blocks = models.JSONField(default=list)
    # Which governed figures stand in the blocks: (community, indicator); who reads them has looked.
    governed = models.JSONField(default=list)
    pdf = TenantForeignKey(StoredFile, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(TenantOwned.Meta):
        ordering = ["-period_end", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "schedule", "period_start", "period_end"], name="report_once_per_schedule_and_period"
            ),
            models.UniqueConstraint(fields=["tenant", "uid"], name="report_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=~models.Q(state="issued")
                | models.Q(issued_at__isnull=False, data_on__isnull=False, pdf__isnull=False),
                name="report_issued_is_complete",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def initiative(self) -> Initiative:
        initiative: Initiative = self.schedule.initiative
        return initiative

    @property
    def initiative_id(self) -> int:
        return int(self.schedule.initiative_id)

    @property
    def is_issued(self) -> bool:
        return self.state == self.State.ISSUED


class ReportStory(TenantOwned):
    """What staff wrote at one place of a report: on its cover, or beside an indicator."""

    report = TenantForeignKey(ProgressReport, models.CASCADE, related_name="stories")
    place = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    author = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(auto_now=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "report", "place"], name="report_story_once_per_place"),
        ]

    def __str__(self) -> str:
        return f"{self.report}: {self.place}"
