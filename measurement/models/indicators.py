"""What is measured, how exactly, and toward which outcome?"""

from datetime import date
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Outcome, Subject


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
        QUARTERLY = "quarterly", _("Quarterly")
        MONTHLY = "monthly", _("Monthly")

    class Adds(models.TextChoices):
        SUM = "sum", _("Sum")
        RATIO_OF_SUMS = "ratio_of_sums", _("Sum of numerators over sum of denominators")
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
    frequency = models.CharField(max_length=10, choices=Frequency)
    year_starts_in = models.PositiveSmallIntegerField(
        default=1, validators=[MinValueValidator(1), MaxValueValidator(12)], help_text=_("The month.")
    )
    usual_lag_days = models.PositiveSmallIntegerField(default=0)
    adds_over_partners = models.CharField(max_length=15, choices=Adds, default=Adds.NOT_ADDITIVE)

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


class Flow(TenantOwned):
    """What moves a stock: its closing count is its opening one with what came in, and without what went out."""

    uid = models.UUIDField(default=uuid4, editable=False)
    stock = TenantForeignKey(Indicator, models.CASCADE, related_name="flows")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="+")
    goes_out = models.BooleanField(default=False)

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "stock", "indicator"], name="flow_once_per_stock"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="flow_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} {'out of' if self.goes_out else 'into'} {self.stock}"


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

    class Meta(TenantOwned.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "indicator", "number"], name="indicator_version_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, version {self.number}"


class Dimension(TenantOwned):
    """A way to divide people into groups, such as sex. Its categories partition the whole, or they overlap."""

    code = models.SlugField(max_length=40)
    name = models.CharField(max_length=100)
    partitions = models.BooleanField(default=True)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="dimension_code_unique_in_tenant")]

    def __str__(self) -> str:
        return self.name


class Category(TenantOwned):
    """One group of a dimension."""

    dimension = TenantForeignKey(Dimension, models.CASCADE, related_name="categories")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=100)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta(TenantOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "dimension", "code"], name="category_code_unique_in_dimension")
        ]

    def __str__(self) -> str:
        return self.name


class Breakdown(TenantOwned):
    """A combination of categories in use; `all`, with none, is an entry of its own.

    One narrow key on a figure stands for any number of dimensions.
    """

    ALL = "all"

    code = models.CharField(max_length=200)
    name = models.CharField(max_length=250)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "code"], name="breakdown_code_unique_in_tenant")]

    def __str__(self) -> str:
        return self.name


class BreakdownCategory(TenantOwned):
    """A category of a breakdown."""

    breakdown = TenantForeignKey(Breakdown, models.CASCADE, related_name="parts")
    category = TenantForeignKey(Category, models.PROTECT, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "breakdown", "category"], name="breakdown_category_once")
        ]

    def __str__(self) -> str:
        return f"{self.breakdown}: {self.category}"


class Adoption(TenantOwned):
    """An initiative takes an indicator as its own: toward which outcome, from which baseline.

    Its community figure has its own source (the initiative's area), or is composed of parts that
    cover the place once. A total of rates is never made.
    """

    class Composition(models.TextChoices):
        OWN_SOURCE = "own_source", _("A source of its own")
        OF_PARTS = "of_parts", _("Composed of parts that cover the place once")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="adoptions")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="adoptions")
    outcome = TenantForeignKey(Outcome, models.PROTECT, related_name="adoptions")
    position = models.PositiveSmallIntegerField(default=0)
    composition = models.CharField(max_length=12, choices=Composition, default=Composition.OWN_SOURCE)
    baseline_start = models.DateField(null=True, blank=True)
    baseline_end = models.DateField(null=True, blank=True)
    warns_above = models.DecimalField(
        max_digits=8, decimal_places=3, default=1, help_text=_("The strangeness from which on a figure is asked about.")
    )

    class Meta(TenantOwned.Meta):
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "initiative", "indicator"], name="adoption_once"),
            models.UniqueConstraint(fields=["tenant", "uid"], name="adoption_uid_unique_in_tenant"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} in {self.initiative}"

    @property
    def breaks(self) -> list[date]:
        """The days from which the series is broken. KeyError unless `adoptions_with_breaks` read the row."""
        found: list[date] = vars(self)["broken_on"]
        return found

    @property
    def is_composed(self) -> bool:
        return self.composition == self.Composition.OF_PARTS


class Part(TenantOwned):
    """A subject that an adopted indicator is composed of, while it covers its piece of the place."""

    adoption = TenantForeignKey(Adoption, models.CASCADE, related_name="parts")
    subject = TenantForeignKey(Subject, models.PROTECT, related_name="+")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "adoption", "subject"], name="part_once")]

    def __str__(self) -> str:
        return f"{self.subject} in {self.adoption}"


class Target(TenantOwned):
    """What an adopted indicator is to reach by a date."""

    adoption = TenantForeignKey(Adoption, models.CASCADE, related_name="targets")
    value = models.DecimalField(max_digits=24, decimal_places=8)
    due_on = models.DateField()
    statement = models.CharField(max_length=300, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["due_on"]
        constraints = [models.UniqueConstraint(fields=["tenant", "adoption", "due_on"], name="target_once_by_date")]

    def __str__(self) -> str:
        return f"{self.value} by {self.due_on}"
