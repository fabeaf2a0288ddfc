"""What does a group try, what came of it, whom does it tell, and how did it decide?"""

from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backbone.accounts.models import User
from backbone.tenancy.models import TenantForeignKey, TenantOwned
from initiatives.models import Organization
from measurement.models import Indicator
from workgroups.models.activities import Activity
from workgroups.models.groups import Group


class Cycle(TenantOwned):
    """A group tries something: it plans, does, looks at the evidence, communicates, and decides.

    One that is adapted is followed by the next one, so that a chain of them reads as a story. None is deleted: what
    was abandoned has taught something too.
    """

    class Phase(models.TextChoices):
        PLAN = "plan", _("Plan")
        DO = "do", _("Do")
        EVIDENCE = "evidence", _("Evidence")
        COMMUNICATE = "communicate", _("Communicate")
        DECIDED = "decided", _("Decided")

    class Decision(models.TextChoices):
        ADOPT = "adopt", _("Adopted")
        ADAPT = "adapt", _("Adapted")
        ABANDON = "abandon", _("Abandoned")

    class DoneBy(models.TextChoices):
        GROUP = "group", _("The whole group")
        SUBGROUP = "subgroup", _("A small group of its members")
        ORGANIZATION = "organization", _("Each in their own organization")

    uid = models.UUIDField(default=uuid4, editable=False)
    group = TenantForeignKey(Group, models.PROTECT, related_name="cycles")
    number = models.PositiveSmallIntegerField()
    activity = TenantForeignKey(Activity, models.PROTECT, null=True, blank=True, related_name="cycles")
    predecessor = TenantForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors")
    aim = models.CharField(_("aim"), max_length=300)
    done_by = models.CharField(max_length=12, choices=DoneBy, default=DoneBy.GROUP)
    # Where it is tried in one organization, or by one subgroup.
    organization = TenantForeignKey(Organization, models.PROTECT, null=True, blank=True, related_name="cycles")
    subgroup = TenantForeignKey(Group, models.PROTECT, null=True, blank=True, related_name="cycles_done")
    started_on = models.DateField()
    phase = models.CharField(max_length=12, choices=Phase, default=Phase.PLAN)
    decision = models.CharField(max_length=8, choices=Decision, blank=True)
    decided_because = models.TextField(max_length=4000, blank=True)
    decided_on = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    started_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)

    class Meta(TenantOwned.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="cycle_uid_unique_in_tenant"),
            models.UniqueConstraint(fields=["tenant", "group", "number"], name="cycle_number_once_in_group"),
            models.UniqueConstraint(
                fields=["tenant", "predecessor"], condition=Q(predecessor__isnull=False), name="cycle_goes_on_once"
            ),
            models.CheckConstraint(
                condition=Q(phase="decided", decided_on__isnull=False) & ~Q(decision="") & ~Q(decided_because="")
                | ~Q(phase="decided") & Q(decision="", decided_on=None),
                name="cycle_decided_with_reason",
            ),
            models.CheckConstraint(
                condition=(Q(organization=None) | Q(done_by="organization"))
                & (Q(subgroup=None) | Q(done_by="subgroup")),
                name="cycle_is_done_by_one_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.group}, {self.number}"


class CycleIndicator(TenantOwned):
    """A cycle is to move an indicator, and stands on its chart from its first day on."""

    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="indicators")
    indicator = TenantForeignKey(Indicator, models.PROTECT, related_name="cycles")

    class Meta(TenantOwned.Meta):
        constraints = [models.UniqueConstraint(fields=["tenant", "cycle", "indicator"], name="cycle_indicator_once")]

    def __str__(self) -> str:
        return f"{self.cycle} → {self.indicator}"


class CycleNote(TenantOwned):
    """One thing that was said in a cycle: of its plan or its doing, evidence, a change, or who was told.

    All kinds are one table, so that a page reads a whole cycle at once. Of data only the period is kept, never a
    number: each reader sees the figure that they may see. What is wrong is taken back, and said anew.
    """

    class Kind(models.TextChoices):
        PLAN = "plan", _("What is planned")
        DO = "do", _("What was done")
        FIGURE = "figure", _("What the data say")
        STORY = "story", _("A story")
        CHANGE = "change", _("What was changed")
        TOLD = "told", _("Who was told")

    uid = models.UUIDField(default=uuid4, editable=False)
    cycle = TenantForeignKey(Cycle, models.CASCADE, related_name="notes")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField(max_length=4000)
    because = models.TextField(max_length=4000, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    indicator = TenantForeignKey(Indicator, models.PROTECT, null=True, blank=True, related_name="cycle_notes")
    period_start = models.DateField(null=True, blank=True)
    period_end = models.DateField(null=True, blank=True)
    audience = models.CharField(_("who was told"), max_length=200, blank=True)
    means = models.CharField(_("how"), max_length=200, blank=True)
    written_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta(TenantOwned.Meta):
        ordering = ["written_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["tenant", "uid"], name="cycle_note_uid_unique_in_tenant"),
            models.CheckConstraint(
                condition=Q(
                    kind="figure",
                    indicator__isnull=False,
                    period_start__isnull=False,
                    period_end__gte=F("period_start"),
                )
                | ~Q(kind="figure") & Q(indicator=None, period_start=None, period_end=None),
                name="cycle_note_figure_names_its_period",
            ),
            models.CheckConstraint(
                condition=Q(kind="change", happened_on__isnull=False) & ~Q(because="")
                | ~Q(kind="change") & Q(because=""),
                name="cycle_note_change_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(kind="told") | ~Q(audience="") & ~Q(means="") & Q(happened_on__isnull=False),
                name="cycle_note_told_somebody",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.cycle}: {self.get_kind_display()}"
