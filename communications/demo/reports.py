"""Which progress reports does the demo show? One that is issued, and a period that waits for somebody to ask."""

from datetime import date

from backbone.tenancy.actors import Actor
from communications.reports.models import ProgressReport, ReportSchedule
from communications.reports.services.making import ask_for_report, make_report
from communications.reports.services.schedules import add_schedule
from communications.reports.services.writing import issue_report, save_story
from initiatives.models import Initiative
from measurement.rules.periods import Period, shift

NEEDS = (
    "At your next meeting, agree which two of the worsening indicators to turn first, and who of you leads on each. "
    "(Invented for the demo.)"
)


def schedule_and_issue(initiative: Initiative, today: date, by: Actor) -> ProgressReport:
    """A yearly report, issued; and a quarterly one that is due later, so that it can be asked for by hand."""
    year = Period(date(today.year - 1, 4, 1), date(today.year, 3, 31))
    if year.end >= today:
        year = shift(year, -12)
    quarter = Period(date(today.year, (today.month - 1) // 3 * 3 + 1, 1), today)
    yearly = ReportSchedule(
        initiative=initiative, name="Yearly report", every_months=12, first_period_start=year.start,
        days_after_period=60,
    )  # fmt: skip
    quarterly = ReportSchedule(
        initiative=initiative, name="Quarterly report", every_months=3, days_after_period=92,
        first_period_start=shift(Period(quarter.start, quarter.start), -3).start,
    )  # fmt: skip
    for schedule in (yearly, quarterly):
        add_schedule(schedule, by=by)
    report = ask_for_report(yearly, year, by=by)
    make_report(report.uid, by=by, progress=lambda _done, _total: None)
    save_story(report, "needs", NEEDS, version=0, by=by)
    return issue_report(report, by=by)
