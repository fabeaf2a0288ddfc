"""Which reports has the sandbox? One issued, with a story, and a draft that only staff may see."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from backbone.tenancy.actors import Actor
from communications.relay import relay
from communications.reports.models import ProgressReport, ReportSchedule
from communications.reports.services.making import ask_for_report, make_report
from communications.reports.services.schedules import add_schedule
from communications.reports.services.writing import issue_report, save_story
from measurement.rules.periods import Period

if TYPE_CHECKING:
    from communications.sandbox.world import World

YEARS = [2024, 2025]


def fill(world: World) -> None:
    """A yearly schedule whose report of 2024 is issued and whose report of 2025 is a draft; the committee is told."""
    priya = world.people["priya"].actor
    world.schedule = add_schedule(
        ReportSchedule(
            initiative=world.initiative, name=f"Schedule {world.mark}", every_months=12,
            first_period_start=date(YEARS[0], 1, 1), days_after_period=30,
        ),
        by=priya,
    )  # fmt: skip
    world.issued, world.draft = (_made(world, year, priya) for year in YEARS)
    world.issued = issue_report(world.issued, by=priya)
    relay(timezone.now())


def _made(world: World, year: int, by: Actor) -> ProgressReport:
    report = ask_for_report(world.schedule, Period(date(year, 1, 1), date(year, 12, 31)), by=by)
    make_report(report.uid, by=by, progress=lambda _done, _total: None)
    report.refresh_from_db()
    for place in ("lede", "needs"):
        save_story(report, place, f"Story <b>{world.mark}</b> & *{year}* #{place}", version=0, by=by)
    return report
