"""Which activities are there, how does each stand, and who has which part?"""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from backbone.core.beside import with_rows
from initiatives.models import Initiative, Organization
from workgroups.models import (
    Activity,
    ActivityIndicator,
    ActivityOutcome,
    ActivityPartner,
    CampaignCount,
    Cycle,
    Dependency,
    Milestone,
)
from workgroups.rules.alignment import with_doer
from workgroups.rules.status import Days, Status, statuses

FIRST_OPEN = Subquery(
    Milestone.objects.filter(activity=OuterRef("pk"), reached_on=None).order_by("due_on").values("due_on")[:1]
)


@dataclass(slots=True)
class ActivityToday:
    """An activity with its status of today and the parts of partners; the organization that does it leads.

    Both are known by the partners' keys; `indicators` are read where they are asked for.
    """

    activity: Activity
    status: Status
    parts: dict[int, str] = field(default_factory=dict)
    partners: dict[int, Organization] = field(default_factory=dict)
    indicators: list[ActivityIndicator] = field(default_factory=list)
    needs: list[Dependency] = field(default_factory=list)

    @property
    def is_led(self) -> bool:
        return "leads" in self.parts.values()

    def names(self, part: str) -> list[str]:
        return sorted(self.partners[key].name for key, each in self.parts.items() if each == part)


def activities_of(initiative: Initiative) -> QuerySet[Activity]:
    """Every activity of an initiative, with who does it and for which strategy."""
    found = Activity.objects.filter(initiative=initiative)
    return found.select_related("organization", "group", "strategy")


def activities_today(initiative: Initiative, *, today: date, with_aims: bool = False) -> list[ActivityToday]:
    """Every activity with its status, its parts and what it needs, and with its indicators where asked; one query."""
    beside: dict[str, QuerySet[Any]] = {
        "needs": Dependency.objects.order_by("pk"),
        "partners": ActivityPartner.objects.select_related("organization"),
    }
    if with_aims:
        beside["indicators"] = ActivityIndicator.objects.select_related("indicator").order_by("indicator__name")
    found = with_rows(
        activities_of(initiative).annotate(milestone_due_on=FIRST_OPEN).order_by("starts_on", "pk"), **beside
    )
    needed = [(each.pk, need.needed_id) for each in found for need in each.needs.all()]
    how = statuses({each.pk: days_of(each) for each in found}, needed, today)
    return [_line(each, how[each.pk], with_aims=with_aims) for each in found]


def _line(activity: Activity, status: Status, *, with_aims: bool) -> ActivityToday:
    line = ActivityToday(activity, status, needs=list(activity.needs.all()))
    for said in activity.partners.all():
        line.parts[said.organization_id], line.partners[said.organization_id] = said.part, said.organization
    doer = activity.organization
    if doer:
        line.parts, line.partners[doer.pk] = with_doer(doer.pk, line.parts), doer
    if with_aims:
        line.indicators = list(activity.indicators.all())
    return line


def with_details(activity: Activity) -> Activity:
    """The activity read anew with all that is said of it besides its plan; one query."""
    return with_rows(
        Activity.objects.filter(pk=activity.pk),
        outcomes=ActivityOutcome.objects.select_related("outcome").order_by("outcome__position"),
        indicators=ActivityIndicator.objects.select_related("indicator"),
        milestones=Milestone.objects.order_by("due_on", "pk"),
        needs=Dependency.objects.select_related("needed"),
        counts=CampaignCount.objects.order_by("counted_on", "pk"),
        cycles=Cycle.objects.select_related("group").order_by("-started_on", "-pk"),
    )[0]


def days_of(activity: Any) -> Days:
    """The days by which an activity stands; its first open milestone was annotated."""
    return Days(
        activity.starts_on, activity.ends_on, activity.finished_on, activity.stopped_on, activity.milestone_due_on
    )
