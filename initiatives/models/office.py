"""What does the backbone itself do: its people, its plan for a year, and what comes first?"""

from datetime import date
from decimal import Decimal
from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import Membership, TenantForeignKey, TenantOwned
from initiatives.models.initiatives import Initiative
from initiatives.models.partners import Organization
from initiatives.models.pledges import YEAR


class BackboneFunction(models.TextChoices):
    """What a backbone is there for; the keys are those of `rules.office`."""

    DIRECTION = "direction", _("Strategic direction")
    DIALOGUE = "dialogue", _("Dialogue between partners")
    DATA = "data", _("Data collection and analysis")
    COMMUNICATION = "communication", _("Communication")
    OUTREACH = "outreach", _("Community outreach")
    FUNDS = "funds", _("Mobilising funding")


class StaffPosition(TenantOwned):
    """Somebody who works for the backbone of an initiative: as what, for which functions, with how much time.

    Who has no account is named. The employer may be a partner, such as a foundation that hosts the backbone.
    A position gives no rights: those come from roles.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="staff_positions")
    membership = TenantForeignKey(Membership, models.PROTECT, null=True, blank=True, related_name="+")
    name = models.CharField(_("name"), max_length=200, blank=True)
    title = models.CharField(_("works as"), max_length=120)
    functions = models.CharField(max_length=80, blank=True, help_text=_("Words separated by spaces."))
    fte = models.DecimalField(
        _("share of a full-time post"), max_digits=3, decimal_places=2,
        validators=[MinValueValidator(Decimal("0.05")), MaxValueValidator(1)],
    )  # fmt: skip
    held_from = models.DateField(_("from"))
    held_until = models.DateField(_("until"), null=True, blank=True)
    host = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(TenantOwned.Meta):
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="staff_position_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(membership__isnull=False) | ~Q(name=""),
                name="staff_position_is_of_somebody",
                violation_error_message=_("Choose a person, or give a name."),
            ),
            models.CheckConstraint(
                condition=Q(held_until=None) | Q(held_until__gte=F("held_from")),
                name="staff_position_ends_after_it_began",
                violation_error_message=_("It ends before it begins. Choose a later day."),
            ),
            models.CheckConstraint(condition=Q(fte__gt=0, fte__lte=1), name="staff_position_is_one_post_at_most"),
        ]

    def __str__(self) -> str:
        return f"{self.who}, {self.title}"

    @property
    def who(self) -> str:
        return str(self.membership.user) if self.membership else self.name

    @property
    def served(self) -> list[BackboneFunction]:
        chosen = self.functions.split()
        return [each for each in BackboneFunction if each in chosen]

    def is_held_on(self, day: date) -> bool:
        return self.held_from <= day and (self.held_until is None or day <= self.held_until)


class PlanItem(TenantOwned):
    """One thing that the backbone wants to do in a year for one of its functions."""

    class State(models.TextChoices):
        PLANNED = "planned", _("Planned")
        UNDER_WAY = "under_way", _("Under way")
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="plan_items")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    function = models.CharField(_("function"), max_length=13, choices=BackboneFunction)
    what = models.CharField(_("what"), max_length=300)
    by_when = models.DateField(_("by when"), null=True, blank=True)
    position = TenantForeignKey(StaffPosition, models.PROTECT, null=True, blank=True, related_name="plan_items")
    state = models.CharField(max_length=9, choices=State, default=State.PLANNED)
    because = models.CharField(max_length=500, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = [F("by_when").asc(nulls_last=True), "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="plan_item_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=~Q(state="dropped") | ~Q(because=""), name="plan_item_dropped_with_reason"
            ),
        ]

    def __str__(self) -> str:
        return self.what


class Priority(TenantOwned):
    """What comes first in a year. One of an initiative's at a time is the current one: everybody sees it."""

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="priorities")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    rank = models.PositiveSmallIntegerField(_("rank"), default=1, validators=[MinValueValidator(1)])
    text = models.CharField(_("priority"), max_length=200)
    is_current = models.BooleanField(default=False)
    until = models.DateField(_("until"), null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["-year", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="priority_uid_unique_in_tenant"),
            models.UniqueConstraint(
                fields=["tenant", "initiative"], condition=Q(is_current=True), name="one_priority_is_current"
            ),
            models.CheckConstraint(
                condition=Q(is_current=False) | Q(until__isnull=False, done_on=None),
                name="current_priority_has_a_day_and_is_not_done",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Assessment(TenantOwned):
    """How good the backbone was in a year: facts of the system, its staff's own ratings, its partners' pulse.

    Facts are those of the moment until it is closed; closing keeps them as they were.
    """

    uid = models.UUIDField(default=uuid4, editable=False)
    initiative = TenantForeignKey(Initiative, models.PROTECT, related_name="assessments")
    year = models.PositiveSmallIntegerField(_("year"), validators=YEAR)
    opened_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True)
    facts = models.JSONField(default=dict)

    class Meta(TenantOwned.Meta):
        ordering = ["-year"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="assessment_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "initiative", "year"], name="assessment_once_a_year"),
        ]

    def __str__(self) -> str:
        return str(self.year)


class AssessmentAnswer(TenantOwned):
    """How far the staff see a statement fulfilled, and by which evidence; the latest word counts."""

    class Rating(models.IntegerChoices):
        NOT_YET = 1, _("Not yet")
        PARTLY = 2, _("Partly")
        MOSTLY = 3, _("Mostly")
        FULLY = 4, _("Fully")

    assessment = TenantForeignKey(Assessment, models.CASCADE, related_name="answers")
    # One of the statements of `rules.office`.
    key = models.CharField(max_length=20)
    rating = models.PositiveSmallIntegerField(choices=Rating)
    evidence = models.CharField(max_length=500, blank=True)
    rated_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    class Meta(TenantOwned.Meta):
        constraints = [
            models.UniqueConstraint(fields=["tenant", "assessment", "key"], name="statement_rated_once"),
            models.CheckConstraint(condition=Q(rating__gte=1, rating__lte=4), name="statement_rated_from_1_to_4"),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} {self.key}: {self.rating}"
