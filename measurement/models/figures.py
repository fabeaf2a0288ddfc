"""Which numbers stand, what do they add up to, and what of them may others see?

Facts are append-only: a correction is a new row that supersedes the old one, so that any past date
can be asked again. Numbers are numeric(24,8): totals are kept by differences and must stay exact.
"""

from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Organization, Subject
from measurement.models.agreements import Agreement
from measurement.models.dimensions import Breakdown
from measurement.models.entries import Entry
from measurement.models.indicators import Indicator
from measurement.models.rounds import CollectionRound


def amount(*, null: bool = True) -> models.DecimalField:  # type: ignore[type-arg]
    return models.DecimalField(max_digits=24, decimal_places=8, null=null)


class Vintage(TenantOwned):
    """One load of history or of a public source: named, previewed, and kept as it was."""

    uid = models.UUIDField(default=uuid4, editable=False)
    source = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    is_public = models.BooleanField(
        default=False, help_text=_("The source has published these figures: everybody may see them.")
    )
    loaded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    loaded_at = models.DateTimeField(default=timezone.now)
    rows_new = models.PositiveIntegerField(default=0)
    rows_corrected = models.PositiveIntegerField(default=0)
    rows_unchanged = models.PositiveIntegerField(default=0)
    rows_outside_dates = models.PositiveIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="vintage_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return self.source


class Figure(TenantOwned):
    """What every number has: of what, of which period and group, and the number itself."""

    class Presence(models.TextChoices):
        NUMBER = "number", _("A number")
        NOT_APPLICABLE = "not_applicable", _("Not applicable")
        SUPPRESSED = "suppressed", _("Hidden by the source")

    class Status(models.TextChoices):
        NORMAL = "normal", _("Normal")
        PROVISIONAL = "provisional", _("Provisional")
        ESTIMATED = "estimated", _("Estimated")
        REVISED = "revised", _("Revised")

    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="+", db_index=False)
    breakdown = TenantForeignKey(Breakdown, models.PROTECT, related_name="+", db_index=False)
    period_start = models.DateField()
    period_end = models.DateField()
    numerator = amount()
    denominator = amount()
    value = amount()

    class Meta(TenantOwned.Meta):
        abstract = True


class Observation(Figure):
    """A figure that stands, or once stood, in the shared measurement system."""

    subject = TenantForeignKey(Subject, models.PROTECT, related_name="+", db_index=False)
    provider = TenantForeignKey(Organization, models.PROTECT, null=True, related_name="+", db_index=False)
    presence = models.CharField(max_length=15, choices=Figure.Presence, default=Figure.Presence.NUMBER)
    status = models.CharField(max_length=12, choices=Figure.Status, default=Figure.Status.NORMAL)
    lower = amount()
    upper = amount()
    original_text = models.CharField(max_length=60, blank=True)
    source_cell = models.CharField(max_length=120, blank=True)
    is_public = models.BooleanField(default=False)
    lies_outside_dates = models.BooleanField(default=False)
    entry = TenantForeignKey(Entry, models.PROTECT, null=True, related_name="observations")
    vintage = TenantForeignKey(Vintage, models.PROTECT, null=True, related_name="+")
    agreement = TenantForeignKey(Agreement, models.PROTECT, null=True, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", db_index=False)
    superseded_at = models.DateTimeField(null=True)
    superseded_by = TenantForeignKey("self", models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta(Figure.Meta):
        constraints = [
            # The end before the start: the last known figure before a period is one step in this index.
            models.UniqueConstraint(
                fields=["tenant", "indicator", "subject", "breakdown", "period_end", "period_start"],
                condition=Q(superseded_at=None),
                name="observation_one_current",
            ),
            models.CheckConstraint(
                condition=Q(presence="number", value__isnull=False)
                | (~Q(presence="number") & Q(value=None, numerator=None)),
                name="observation_number_where_present",
            ),
            models.CheckConstraint(
                condition=Q(lower=None) | Q(upper=None) | Q(lower__lte=models.F("upper")),
                name="observation_bounds_in_order",
            ),
            models.CheckConstraint(
                condition=Q(period_start__lte=models.F("period_end")), name="observation_period_in_order"
            ),
        ]
        indexes = [
            models.Index(fields=["tenant", "subject", "indicator"], name="observation_of_subject"),
            # What stands has its unique key; this one holds what stood before it, which is little.
            models.Index(
                fields=["tenant", "indicator", "subject", "period_end"],
                condition=models.Q(superseded_at__isnull=False),
                name="observation_superseded",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject}, {self.indicator}, {self.period_start}: {self.value}"


def kept_sum() -> models.DecimalField:  # type: ignore[type-arg]
    """A sum of figures, or of figures times their denominators: exact, whatever their decimals."""
    return models.DecimalField(max_digits=48, decimal_places=16, default=0)


class Total(Figure):
    """What the parts of an adopted indicator add up to now; kept by differences, for data managers to see.

    `contributors` parts have sent a number, of `expected`; `coverage` is a share from 0 to 1. Where `hidden` parts are
    hidden by their source the total is no number: it lies between `lower` and `upper`, as far as these are known.
    """

    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="+", db_index=False)
    # Not a PositiveIntegerField: a difference of -1 passes through INSERT … ON CONFLICT, whose checks come first.
    contributors = models.IntegerField(default=0)
    expected = models.PositiveIntegerField(default=0)
    coverage = models.DecimalField(max_digits=9, decimal_places=8, default=0)
    lower = amount()
    upper = amount()
    # What is moved by differences; the figures above are made of it.
    added = kept_sum()
    weight = kept_sum()
    hidden = models.IntegerField(default=0)
    hidden_least = kept_sum()
    hidden_most = kept_sum()
    hidden_weight = kept_sum()
    # Of how many hidden parts it is not known what they are at least, and at most.
    open_below = models.IntegerField(default=0)
    open_above = models.IntegerField(default=0)

    # When a part of it last moved, by the database's clock: what has not since it was released is not looked at.
    moved_at = models.DateTimeField(null=True)

    class Meta(Figure.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "initiative", "indicator", "breakdown", "period_start", "period_end"],
                name="total_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_start}: {self.value}"


class Release(TenantOwned):
    """The act that lets others see figures: of a round by the data manager, or of a public source by its load."""

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, null=True, related_name="releases")
    round = TenantForeignKey(CollectionRound, models.PROTECT, null=True, related_name="releases")
    vintage = TenantForeignKey(Vintage, models.PROTECT, null=True, related_name="releases")
    released_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    released_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="release_uid_unique_in_tenant")]

    def __str__(self) -> str:
        return f"Release of {self.released_at:%Y-%m-%d}"


class ReleasedCell(Figure):
    """What everybody but provider and data manager sees: a version of one cell, from one release to the next.

    With a subject it is a public figure, seen in every initiative of the tenant; with an initiative it
    is a total of that initiative; with both it is a partner's own figure, read there by those only to whom
    an agreement in force opens it. A hidden cell holds no number at all.
    """

    class Shown(models.TextChoices):
        EXACT = "exact", _("As it is")
        ROUNDED = "rounded", _("Rounded to 5")
        LOW = "low", _("As a bound near 0")
        HIGH = "high", _("As a bound near all")

    release = TenantForeignKey(Release, models.PROTECT, related_name="cells")
    replaced_by = TenantForeignKey(Release, models.PROTECT, null=True, related_name="+")
    initiative = TenantForeignKey(Initiative, models.PROTECT, null=True, related_name="+", db_index=False)
    subject = TenantForeignKey(Subject, models.PROTECT, null=True, related_name="+", db_index=False)
    presence = models.CharField(max_length=15, choices=Figure.Presence, default=Figure.Presence.NUMBER)
    status = models.CharField(max_length=12, choices=Figure.Status, default=Figure.Status.NORMAL)
    lower = amount()
    upper = amount()
    is_hidden = models.BooleanField(default=False)
    shown_as = models.CharField(max_length=7, choices=Shown, default=Shown.EXACT)
    contributors = models.PositiveIntegerField(null=True)
    expected = models.PositiveIntegerField(null=True)
    coverage = models.DecimalField(max_digits=9, decimal_places=8, null=True)

    class Meta(Figure.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(initiative__isnull=False) | Q(subject__isnull=False),
                name="released_cell_of_subject_or_total",
            ),
            models.CheckConstraint(
                condition=Q(is_hidden=False) | Q(numerator=None, denominator=None, value=None),
                name="released_cell_hidden_holds_nothing",
            ),
            models.UniqueConstraint(
                fields=["tenant", "indicator", "subject", "breakdown", "period_start", "period_end"],
                condition=Q(replaced_by=None, initiative=None),
                name="released_cell_one_current_of_subject",
            ),
            models.UniqueConstraint(
                fields=["tenant", "initiative", "indicator", "breakdown", "period_start", "period_end"],
                condition=Q(replaced_by=None, subject=None),
                name="released_cell_one_current_of_total",
            ),
            models.UniqueConstraint(
                fields=["tenant", "initiative", "subject", "indicator", "breakdown", "period_start", "period_end"],
                condition=Q(replaced_by=None, initiative__isnull=False, subject__isnull=False),
                name="released_cell_one_current_opened",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, {self.period_start}: {'hidden' if self.is_hidden else self.value}"
