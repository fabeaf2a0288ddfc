"""What has a provider sent, what did it say before, and what is it backed by?"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.files.models import StoredFile
from backbone.tenancy.models import ApiKey, TenantForeignKey, TenantOwned
from initiatives.models import Organization
from measurement.models.rounds import CollectionRound, Obligation


def amount() -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=24, decimal_places=8, null=True)


class Submission(TenantOwned):
    """What one provider sends for one round; its state is that of its entries."""

    uid = models.UUIDField(default=uuid4, editable=False)
    round = TenantForeignKey(CollectionRound, models.PROTECT, related_name="submissions")
    provider = TenantForeignKey(Organization, models.PROTECT, related_name="submissions")
    minutes_said = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text=_("How long it took, all told, as the provider says.")
    )

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "round", "provider"], name="submission_once_per_round"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="submission_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.provider}, {self.round}"

    @property
    def organization_id(self) -> int:
        return int(self.provider_id)

    @property
    def initiative_id(self) -> int:
        return int(self.round.initiative_id)


class EntryContent(TenantOwned):
    """What is said of one cell: a number, a bound, or a word that there is none, with its notes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SUBMITTED = "submitted", _("Sent for review")
        RETURNED = "returned", _("Returned with a note")
        ACCEPTED = "accepted", _("Accepted")

    class Presence(models.TextChoices):
        NUMBER = "number", _("A number")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")
        SUPPRESSED = "suppressed", _("Hidden by the source")

    class Way(models.TextChoices):
        FORM = "form", _("Form")
        FILE = "file", _("File")
        API = "api", _("API")

    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    presence = models.CharField(max_length=15, choices=Presence, default=Presence.NUMBER)
    numerator = amount()
    denominator = amount()
    value = amount()
    # "Fewer than 5": what the value lies between, both included, and the words in which it was said.
    lower = amount()
    upper = amount()
    original_text = models.CharField(max_length=60, blank=True)
    says_nothing = models.BooleanField(default=False, help_text=_("Nothing to report; the note says why."))
    # What was typed and is no number is kept as typed: nothing is lost while it is put right.
    typed_numerator = models.CharField(max_length=60, blank=True)
    typed_denominator = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)
    kept_because = models.TextField(blank=True)
    came_by = models.CharField(max_length=4, choices=Way, default=Way.FORM)
    source_file = TenantForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    source_cell = models.CharField(max_length=120, blank=True, help_text=_("Sheet and cell of the file."))
    version = models.PositiveIntegerField(default=1)
    review_note = models.TextField(blank=True)

    class Meta(TenantOwned.Meta):
        abstract = True


class Entry(EntryContent):
    """One figure that a provider sends for one obligation of a round.

    An entry is a draft until its provider sends it; the data manager then accepts it or returns it
    with a note. Accepting writes an observation; until then it counts nowhere. A correction is a new
    entry; the accepted one counts until the new one is accepted.
    """

    State = EntryContent.State
    Presence = EntryContent.Presence
    Way = EntryContent.Way
    OPEN = (State.DRAFT, State.SUBMITTED, State.RETURNED)

    uid = models.UUIDField(default=uuid4, editable=False)
    submission = TenantForeignKey(Submission, models.PROTECT, related_name="entries")
    obligation = TenantForeignKey(Obligation, models.PROTECT, related_name="entries")
    saved_at = models.DateTimeField(auto_now=True)
    typed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    typed_by_staff = models.BooleanField(default=False)
    typed_from = models.CharField(max_length=300, blank=True)
    confirmed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    # How far outside the usual it was when sent, as a multiple of the limit; above 1 a warning was shown.
    strangeness = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_at = models.DateTimeField(null=True)
    accepted_own_because = models.TextField(blank=True)

    class Meta(EntryContent.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="entry_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "obligation"],
                condition=Q(state__in=["draft", "submitted", "returned"]),
                name="entry_one_open_per_obligation",
            ),
            models.CheckConstraint(
                condition=Q(presence="number") | Q(numerator=None, value=None),
                name="entry_number_only_where_present",
            ),
            models.CheckConstraint(
                condition=Q(lower=None) | Q(upper=None) | Q(lower__lte=models.F("upper")),
                name="entry_bounds_in_order",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.obligation}: {self.state}"

    @property
    def is_blank(self) -> bool:
        """Whether a draft says nothing any more: what was typed was taken out again, and is as if it never began."""
        numbers = (self.numerator, self.denominator, self.value)
        said = self.typed_numerator or self.typed_denominator or self.original_text or self.note or self.says_nothing
        is_number = self.presence == self.Presence.NUMBER and all(number is None for number in numbers)
        return self.state == self.State.DRAFT and is_number and not said

    @property
    def organization_id(self) -> int:
        return int(self.submission.provider_id)

    @property
    def initiative_id(self) -> int:
        return int(self.submission.round.initiative_id)


class EntryChange(EntryContent):
    """What an entry said after one act: a save, a sending, a review. Append-only; the entry is its last line.

    Alike for form, file and API, so that any figure can be followed to a person, a moment and a cell.
    """

    class Act(models.TextChoices):
        SAVED = "saved", _("Saved")
        SENT = "sent", _("Sent for review")
        CONFIRMED = "confirmed", _("Confirmed by the partner")
        RETURNED = "returned", _("Returned")
        ACCEPTED = "accepted", _("Accepted")
        REOPENED = "reopened", _("Reopened")
        TAKEN_BACK = "taken_back", _("Taken back")

    entry = TenantForeignKey(Entry, models.CASCADE, related_name="changes")
    act = models.CharField(max_length=10, choices=Act)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    made_by_key = TenantForeignKey(ApiKey, models.PROTECT, null=True, related_name="+", db_index=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(EntryContent.Meta):
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.entry} ({self.act})"


class Evidence(TenantOwned):
    """A file that backs the figure of one obligation: a letter, a count sheet, a print of a register."""

    uid = models.UUIDField(default=uuid4, editable=False)
    obligation = TenantForeignKey(Obligation, models.PROTECT, related_name="evidence")
    file = TenantForeignKey(StoredFile, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    removed_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="evidence_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return f"{self.file} for {self.obligation}"

    @property
    def organization_id(self) -> int:
        return int(self.obligation.provider_id)

    @property
    def initiative_id(self) -> int:
        return int(self.obligation.round.initiative_id)
