"""What does an initiative make of an indicator: toward which outcome, from where, to which targets, of which parts?"""

from datetime import date
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Initiative, Outcome, Subject
from measurement.models.dimensions import Breakdown
from measurement.models.indicators import Indicator


class Adoption(TenantOwned):
    """An initiative takes an indicator as its own: toward which outcome, from which baseline.

    Its community figure has its own source (the initiative's area), or is composed of parts that
    cover the place once. A total of rates is never made.
    """

    class Composition(models.TextChoices):
        OWN_SOURCE = "own_source", _("A source of its own")
        OF_PARTS = "of_parts", _("Composed of parts that cover the place once")

    class StatusBy(models.TextChoices):
        TREND = "trend", _("Trend and pace")
        COMPOUND_GROWTH = "compound_growth", _("Trend and pace, and official compound growth (Eurostat)")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="adoptions")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="adoptions")
    outcome = TenantForeignKey(Outcome, models.PROTECT, related_name="adoptions")
    position = models.PositiveSmallIntegerField(default=0)
    composition = models.CharField(max_length=12, choices=Composition, default=Composition.OWN_SOURCE)
    baseline_start = models.DateField(null=True, blank=True)
    baseline_end = models.DateField(null=True, blank=True)
    is_headline = models.BooleanField(default=False)
    # A programme's indicator and the community's that it contributes to: shown on both pages, never summed.
    contributes_to = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="contributors")
    over_cap_because = models.CharField(max_length=300, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    ended_because = models.CharField(max_length=300, blank=True)

    status_by = models.CharField(
        _("status by"), max_length=16, choices=StatusBy, default=StatusBy.TREND,
        help_text=_("Growth between two figures is how some must report; it stands beside the verdict, never instead."),
    )  # fmt: skip
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
    declared_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    declared_at = models.DateTimeField(null=True)

    class Meta(TenantOwned.Meta):
        constraints = [
            # The same piece may leave and come back, in spans that do not overlap.
            models.UniqueConstraint(
                fields=["tenant", "adoption", "subject", "starts_on"], nulls_distinct=False, name="part_once_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=models.F("starts_on")),
                name="part_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject} in {self.adoption}"


class Target(TenantOwned):
    """What an adopted indicator is to reach by a date: the whole, or one group where `breakdown` names it."""

    adoption = TenantForeignKey(Adoption, models.CASCADE, related_name="targets")
    breakdown = TenantForeignKey(Breakdown, models.PROTECT, null=True, blank=True, related_name="+")
    value = models.DecimalField(max_digits=24, decimal_places=8)
    due_on = models.DateField()
    statement = models.CharField(max_length=300, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["due_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["tenant", "adoption", "breakdown", "due_on"],
                nulls_distinct=False,
                name="target_once_by_date_and_group",
            )
        ]

    def __str__(self) -> str:
        return f"{self.value} by {self.due_on}"


class Rebasing(TenantOwned):
    """From this day on a process chart has new limits, because something was changed for good."""

    adoption = TenantForeignKey(Adoption, models.CASCADE, related_name="rebasings")
    starts_on = models.DateField()
    because = models.CharField(max_length=300)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantOwned.Meta):
        ordering = ["starts_on"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "adoption", "starts_on"], name="rebasing_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.starts_on}: {self.because}"
