"""Which files came from outside, what was read of them, and what became of each row?"""

from datetime import timedelta
from uuid import uuid4

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.files.models import StoredFile
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization
from measurement.models.entries import Entry
from measurement.models.figures import Vintage, amount

UNDONE_WITHIN = timedelta(hours=24)


class Import(TenantOwned):
    """A file that somebody brought in: a partner's figures for its rounds, or history by the data manager.

    It is read in the background, looked at, and applied; what it wrote can be taken back for a day.
    """

    class State(models.TextChoices):
        READING = "reading", _("Being read")
        READY = "ready", _("Ready to look at")
        REFUSED = "refused", _("Refused")
        APPLYING = "applying", _("Being brought in")
        APPLIED = "applied", _("Brought in")
        UNDONE = "undone", _("Taken back")
        CANCELLED = "cancelled", _("Cancelled")

    AT_WORK = (State.READING, State.APPLYING)

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="imports")
    # None: history, or another system's export, by the data manager.
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, related_name="imports")
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.READING)
    refusal = models.CharField(max_length=40, blank=True)
    source = models.CharField(max_length=300, blank=True)
    is_public = models.BooleanField(default=False)
    settings = models.JSONField(default=dict)
    takes_good_rows_only = models.BooleanField(default=False)
    rows_read = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    rejected = models.PositiveIntegerField(default=0)
    left_out = models.PositiveIntegerField(default=0)
    warned = models.PositiveIntegerField(default=0)
    applied = models.PositiveIntegerField(default=0)
    vintage = TenantForeignKey(Vintage, models.PROTECT, null=True, related_name="imports")
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    applied_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        ordering = ["-made_at"]
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="import_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return str(self.file)

    @property
    def is_history(self) -> bool:
        return self.organization_id is None

    @property
    def may_be_undone(self) -> bool:
        """Whether it was brought in less than a day ago."""
        return (
            self.state == self.State.APPLIED
            and self.applied_at is not None
            and timezone.now() < self.applied_at + UNDONE_WITHIN
        )


class ImportColumn(TenantOwned):
    """How one column of a file was understood, for a person to check."""

    of = TenantForeignKey(Import, models.CASCADE, related_name="columns")
    sheet = models.CharField(max_length=100, blank=True)
    position = models.PositiveSmallIntegerField()
    heading = models.CharField(max_length=200, blank=True)
    role = models.CharField(max_length=20, blank=True)
    about = models.CharField(max_length=200, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.heading


class ImportRow(TenantOwned):
    """What was read at one place of a file, what would change by it, and what did."""

    class Kind(models.TextChoices):
        ACCEPTED = "accepted", _("Good")
        REJECTED = "rejected", _("Error")
        LEFT_OUT = "left_out", _("Left out")
        WARNED = "warned", _("To check")

    class Change(models.TextChoices):
        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        SAME = "same", _("Same as before")

    of = TenantForeignKey(Import, models.CASCADE, related_name="rows")
    kind = models.CharField(max_length=10, choices=Kind)
    reason = models.CharField(max_length=60, blank=True)
    sheet = models.CharField(max_length=100, blank=True)
    row = models.PositiveIntegerField()
    column = models.SmallIntegerField(default=-1)
    of_row = models.PositiveIntegerField(null=True)
    text = models.CharField(max_length=60, blank=True)
    indicator = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=40, blank=True)
    period_start = models.DateField(null=True)
    period_end = models.DateField(null=True)
    breakdown = models.CharField(max_length=200, blank=True)
    group_name = models.CharField(max_length=250, blank=True)
    numerator = amount()
    denominator = amount()
    value = amount()
    lower = amount()
    upper = amount()
    status = models.CharField(max_length=12, blank=True)
    note = models.TextField(blank=True)
    because = models.TextField(blank=True)
    # What stands in the whole row, with the first answer to it: so the file is given back as it came.
    cells = models.JSONField(default=list)
    key = models.CharField(max_length=60, blank=True)
    change = models.CharField(max_length=8, choices=Change, blank=True)
    was = amount()
    # After it was brought in: the entry it went into and as which version; what stood before, its history knows.
    entry = TenantForeignKey(Entry, models.SET_NULL, null=True, related_name="import_rows")
    entry_version = models.PositiveIntegerField(null=True)
    had_entry = models.BooleanField(default=False)

    class Meta(TenantOwned.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["tenant", "of", "kind"], name="import_row_of_kind")]

    def __str__(self) -> str:
        return f"{self.of}, row {self.row}"


class ImportMapping(TenantOwned):
    """How files with the same headings are read in an initiative, as somebody once said."""

    initiative = TenantForeignKey(Initiative, models.CASCADE, related_name="+")
    heading_print = models.CharField(max_length=64)
    settings = models.JSONField(default=dict)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "heading_print"], name="import_mapping_once")
        ]

    def __str__(self) -> str:
        return self.heading_print
