"""What is measured, and how exactly?"""

from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.comments.models import Comment
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from measurement.models.dimensions import Dimension
from measurement.rules.ways import Measure


class Indicator(TenantOwned):
    """One measure with one definition for the whole tenant; an initiative adopts it."""

    class Level(models.TextChoices):
        COMMUNITY = "community", _("Community")
        PROGRAMME = "programme", _("Programme")

    class Kind(models.TextChoices):
        COUNT = "count", _("Count")
        SHARE = "share", _("Share, in per cent")
        RATIO = "ratio", _("Ratio per N")
        MEAN = "mean", _("Mean or score")
        AMOUNT = "amount", _("Amount")

    class CountingUnit(models.TextChoices):
        PEOPLE = "people", _("People")
        VISITS = "visits", _("Visits")
        HOUSEHOLDS = "households", _("Households")
        PLACES = "places", _("Places")
        HOURS = "hours", _("Hours")
        MONEY = "money", _("Money")
        EVENTS = "events", _("Events")
        NONE = "none", _("Nothing is counted")

    class Polarity(models.TextChoices):
        HIGHER_BETTER = "higher_better", _("Higher is better")
        LOWER_BETTER = "lower_better", _("Lower is better")
        NEUTRAL = "neutral", _("Neither is better")

    class Frequency(models.TextChoices):
        ANNUAL = "annual", _("Yearly")
        HALF_YEARLY = "half_yearly", _("Half-yearly")
        QUARTERLY = "quarterly", _("Quarterly")
        MONTHLY = "monthly", _("Monthly")
        WEEKLY = "weekly", _("Weekly")
        DAILY = "daily", _("Daily")
        COHORT = "cohort", _("By cohort")
        CUSTOM = "custom", _("By periods of its own")

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Proposed")
        ACTIVE = "active", _("Active")
        RETIRED = "retired", _("Retired")

    class Unduplicated(models.TextChoices):
        PARTNER_AND_PERIOD = "partner_period", _("A partner and a period")
        PARTNER_AND_YEAR = "partner_year", _("A partner and a year")
        ALL_PARTNERS = "all_partners", _("All partners")

    class Adds(models.TextChoices):
        SUM = "sum", _("Sum")
        RATIO_OF_SUMS = "ratio_of_sums", _("Sum of numerators over sum of denominators")
        WEIGHTED_MEAN = "weighted_mean", _("Mean, weighted by the denominator")
        NOT_ADDITIVE = "not_additive", _("Not additive")

    class AddsOverTime(models.TextChoices):
        SUM = "sum", _("Sum")
        RATIO_OF_SUMS = "ratio_of_sums", _("Sum of numerators over sum of denominators")
        WEIGHTED_MEAN = "weighted_mean", _("Mean, weighted by the denominator")
        LAST = "last", _("The last of the year")
        NOT_ADDITIVE = "not_additive", _("Not additive")

    uid = models.UUIDField(default=uuid4, editable=False)
    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=250)
    level = models.CharField(max_length=10, choices=Level, default=Level.COMMUNITY)
    kind = models.CharField(max_length=10, choices=Kind)
    counting_unit = models.CharField(max_length=10, choices=CountingUnit, default=CountingUnit.PEOPLE)
    unit = models.CharField(max_length=60, blank=True)
    per = models.PositiveIntegerField(_("per"), default=1, help_text=_("100 for a share, 10000 for a rate per 10,000."))
    decimals = models.PositiveSmallIntegerField(default=0, validators=[MaxValueValidator(6)])
    polarity = models.CharField(max_length=15, choices=Polarity)
    frequency = models.CharField(max_length=12, choices=Frequency)
    year_starts_in = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)], help_text=_("The month.")
    )
    usual_lag_days = models.PositiveSmallIntegerField(default=0)
    adds_over_partners = models.CharField(max_length=15, choices=Adds, default=Adds.NOT_ADDITIVE)
    # Empty: as `rules.ways` says of its kind and of what counts once.
    adds_over_time = models.CharField(max_length=15, choices=AddsOverTime, blank=True)
    # Within what one person, or whatever is counted, counts once. Empty: nobody has said.
    unduplicated_within = models.CharField(max_length=15, choices=Unduplicated, blank=True)
    # Most tenants begin with indicators in use; a proposal says so itself.
    state = models.CharField(max_length=10, choices=State, default=State.ACTIVE)
    retired_on = models.DateField(null=True, blank=True)
    retired_because = models.CharField(max_length=300, blank=True)
    # The linked successor; its series stays apart.
    replaced_by = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="replaces")
    # Counts what was saved: a form that was opened before is refused.
    edition = models.PositiveIntegerField(default=1)

    class Meta(TenantOwned.Meta):
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "code"], name="indicator_code_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="indicator_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def counts_people(self) -> bool:
        return self.counting_unit == self.CountingUnit.PEOPLE

    @property
    def is_of_programme(self) -> bool:
        return self.level == self.Level.PROGRAMME

    @property
    def whole_fields(self) -> frozenset[str]:
        """The fields of a figure that count whole things, of which there is no half."""
        unit = self.CountingUnit
        if self.counting_unit not in (unit.PEOPLE, unit.VISITS, unit.HOUSEHOLDS, unit.PLACES, unit.EVENTS):
            return frozenset()
        if self.adds_over_partners != self.Adds.RATIO_OF_SUMS:
            return frozenset({"value"}) if self.kind == self.Kind.COUNT else frozenset()
        return {
            self.Kind.SHARE.value: frozenset({"numerator", "denominator"}),
            self.Kind.RATIO.value: frozenset({"numerator"}),
        }.get(self.kind, frozenset())

    @property
    def measure(self) -> Measure:
        """What decides how its figures add up."""
        return Measure(
            self.kind, self.counting_unit, self.unduplicated_within, self.per, self.adds_over_partners,
            self.adds_over_time,
        )  # fmt: skip

    @property
    def may_count_twice(self) -> bool:
        """Whether a total over partners may hold the same person more than once."""
        return self.counts_people and self.unduplicated_within != self.Unduplicated.ALL_PARTNERS

    @property
    def has_named_periods(self) -> bool:
        """Whether its periods follow no calendar, so that each has a name of its own."""
        return self.frequency in (self.Frequency.COHORT, self.Frequency.CUSTOM)


class IndicatorVersion(TenantOwned):
    """The numbered definition of an indicator. One that breaks the series says from which period on."""

    indicator = TenantForeignKey(Indicator, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(default=1)
    definition = models.TextField()
    method = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    source_url = models.URLField(max_length=500, blank=True)
    breaks_series_on = models.DateField(null=True, blank=True)
    note = models.CharField(max_length=300, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "indicator", "number"], name="indicator_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, version {self.number}"


class DefinitionChange(TenantOwned):
    """One field of an indicator or of its definition that was another before: who changed it, when, and why.

    Changes of meaning belong to the version that they began; a correction belongs to the version it corrected.
    """

    indicator = TenantForeignKey(Indicator, models.CASCADE, related_name="changes")
    version = TenantForeignKey(IndicatorVersion, models.CASCADE, null=True, related_name="changes")
    changed_field = models.CharField(max_length=30)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    is_of_meaning = models.BooleanField(default=False)
    changed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["changed_at", "pk"]
        indexes = [models.Index(fields=["tenant", "indicator"], name="change_of_definition")]

    def __str__(self) -> str:
        return f"{self.indicator}: {self.changed_field}"


class IndicatorDimension(TenantOwned):
    """A dimension by which an indicator may be broken down."""

    indicator = TenantForeignKey(Indicator, models.CASCADE, related_name="indicator_dimensions")
    dimension = TenantForeignKey(Dimension, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        ordering = ["dimension__position", "dimension__name"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "indicator", "dimension"], name="indicator_dimension_once")
        ]

    def __str__(self) -> str:
        return f"{self.indicator} by {self.dimension}"


class NamedPeriod(TenantOwned):
    """A cohort or a period of its own, such as "Class of 2025, entered 2021": figures of it bear that name."""

    indicator = TenantForeignKey(Indicator, models.CASCADE, related_name="named_periods")
    name = models.CharField(max_length=120)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta(TenantOwned.Meta):
        ordering = ["ends_on", "starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "indicator", "name"], name="named_period_name_once"),
            models.UniqueConstraint(fields=["tenant", "indicator", "starts_on", "ends_on"], name="named_period_once"),
            models.CheckConstraint(
                condition=Q(starts_on__lte=models.F("ends_on")),
                name="named_period_in_order",
                violation_error_message=_("A period starts before it ends."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class IndicatorComment(Comment):
    """What somebody says about an indicator's definition, for everybody in the tenant to read."""

    indicator = TenantForeignKey(Indicator, models.CASCADE, related_name="comments")

    class Meta(Comment.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "uid"], name="indicator_comment_uid_unique")]
