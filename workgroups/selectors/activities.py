"""Which activities are there, how does each stand, and who has which part?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Min, Q, QuerySet

from initiatives.models import Initiative, Organization
from workgroups.models import Activity, ActivityIndicator, ActivityPartner, Dependency
from workgroups.rules.alignment import with_doer
from workgroups.rules.status import Days, Status, statuses


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
    """Every activity with its status, its parts and what it needs; three queries, and one for its indicators."""
    open_milestone = Min("milestones__due_on", filter=Q(milestones__reached_on=None))
    found = list(activities_of(initiative).annotate(milestone_due_on=open_milestone).order_by("starts_on", "pk"))
    needs = list(Dependency.objects.filter(activity__initiative=initiative).order_by("pk"))
    how = statuses(
        {each.pk: days_of(each) for each in found}, [(each.activity_id, each.needed_id) for each in needs], today
    )
    lines = {each.pk: ActivityToday(each, how[each.pk]) for each in found}
    for each in needs:
        lines[each.activity_id].needs.append(each)
    _give_parts(lines, ActivityPartner.objects.filter(activity__initiative=initiative))
    if with_aims:
        aims = ActivityIndicator.objects.filter(activity__initiative=initiative).select_related("indicator")
        for aim in aims.order_by("indicator__name"):
            lines[aim.activity_id].indicators.append(aim)
    return list(lines.values())


def _give_parts(lines: Mapping[int, ActivityToday], declared: QuerySet[ActivityPartner]) -> None:
    for said in declared.select_related("organization"):
        line = lines[said.activity_id]
        line.parts[said.organization_id] = said.part
        line.partners[said.organization_id] = said.organization
    for line in lines.values():
        doer = line.activity.organization
        if doer:
            line.parts, line.partners[doer.pk] = with_doer(doer.pk, line.parts), doer


def days_of(activity: Any) -> Days:
    """The days by which an activity stands; its first open milestone was annotated."""
    return Days(
        activity.starts_on, activity.ends_on, activity.finished_on, activity.stopped_on, activity.milestone_due_on
    )
