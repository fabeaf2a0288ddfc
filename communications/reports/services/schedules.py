"""How does an initiative set when it reports?"""

from datetime import datetime

from django.db import transaction

from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from communications.reports.models import ProgressReport, ReportSchedule
from communications.reports.rules.due import missing
from communications.reports.selectors import rhythm_of
from communications.reports.services.making import ask_for_report
from measurement.rules.periods import Period


@transaction.atomic
def add_schedule(schedule: ReportSchedule, *, by: Actor) -> ReportSchedule:
    """Set when an initiative reports; its reports are made on their own from here on.

    Reports of the past year that would have been due are made at once, older ones never but the latest.

    Raises PermissionDenied unless `by` may make reports there, ValidationError when the schedule makes no sense.
    """
    require(by, Capability.MAKE_REPORT, on=schedule.initiative)
    schedule.full_clean(exclude=["tenant"])
    schedule.save()
    record("report_schedule.added", schedule, by=by, initiative_uid=schedule.initiative.uid)
    return schedule


@transaction.atomic
def end_schedule(schedule: ReportSchedule, *, by: Actor) -> None:
    """End a schedule: no report is made from it any more; those that were made stay."""
    require(by, Capability.MAKE_REPORT, on=schedule.initiative)
    schedule.is_active = False
    schedule.save(update_fields=["is_active"])
    record("report_schedule.ended", schedule, by=by, initiative_uid=schedule.initiative.uid)


def ask_for_missing(now: datetime, *, by: Actor) -> list[ProgressReport]:
    """Ask for each report that is due and was never asked for, in every initiative of the tenant in scope.

    What is due follows from the schedule and from today in the initiative's own time zone, never from when somebody
    looked last: after a month without a look each missing one is asked for, once.
    """
    schedules = list(ReportSchedule.objects.filter(is_active=True).select_related("initiative"))
    made: dict[int, set[Period]] = {each.pk: set() for each in schedules}
    rows = ProgressReport.objects.filter(schedule__in=schedules).values_list(
        "schedule_id", "period_start", "period_end"
    )
    for schedule_id, start, end in rows if schedules else []:
        made[schedule_id].add(Period(start, end))
    return [
        ask_for_report(schedule, period, by=by, now=now)
        for schedule in schedules
        for period in missing(rhythm_of(schedule), made[schedule.pk], schedule.initiative.today(now))
    ]
