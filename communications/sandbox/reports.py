"""Which reports, files and mails has the sandbox? One report issued, one a draft, and what work they made."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from communications.relay import relay
from communications.reports.models import ProgressReport, ReportSchedule
from communications.reports.services.making import ask_for_report, make_report
from communications.reports.services.schedules import add_schedule
from communications.reports.services.writing import issue_report, save_story
from measurement.rules.periods import Period

if TYPE_CHECKING:
    from communications.sandbox.world import World


def fill(world: World) -> None:
    """A yearly schedule, the reports of two years, and a letter for each who is told; called inside the scope."""
    schedule = ReportSchedule(
        initiative=world.initiative, name=f"Yearly {world.mark}", every_months=12,
        first_period_start=date(2024, 1, 1), days_after_period=1,
    )  # fmt: skip
    add_schedule(schedule, by=world.people["priya"].actor)
    world.issued_report, world.draft_report = (_made(world, schedule, year) for year in (2024, 2025))
    issue_report(world.issued_report, by=world.people["priya"].actor)
    relay(timezone.now())


def _made(world: World, schedule: ReportSchedule, year: int) -> ProgressReport:
    by = world.people["priya"].actor
    report = ask_for_report(schedule, Period(date(year, 1, 1), date(year, 12, 31)), by=by)
    make_report(report.uid, by=by, progress=lambda _done, _total: None)
    save_story(report, "needs", f"Story {world.mark}", version=0, by=by)
    report.refresh_from_db()
    return report
