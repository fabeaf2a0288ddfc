"""Which reports may somebody read, and what stands on the page?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from django.utils.functional import Promise

from backbone.jobs.models import JobProgress
from backbone.tenancy.actors import Actor
from backbone.tenancy.permissions import Capability, may
from communications.reports import wording
from communications.reports.models import ProgressReport, ReportSchedule, ReportStory
from communications.reports.pdf import day
from communications.reports.rules.due import Rhythm, ended_lately
from initiatives.models import Initiative
from measurement import wording as figures
from measurement.rules.periods import Period

COVER_PLACES = ("lede", "better", "worse", "needs")


def reports_visible_to(by: Actor, initiative: Initiative) -> QuerySet[ProgressReport]:
    """The initiative's reports: those who write see drafts too, everybody else issued ones only."""
    found = ProgressReport.objects.filter(schedule__initiative=initiative).select_related(
        "schedule__initiative", "job", "pdf", "issued_by"
    )
    if may(by, Capability.READ_REPORT, on=initiative) and may(by, Capability.WRITE_REPORT, on=initiative):
        return found
    return found.filter(state=ProgressReport.State.ISSUED)


def schedules_of(initiative: Initiative) -> QuerySet[ReportSchedule]:
    """The schedules in force."""
    return ReportSchedule.objects.filter(initiative=initiative, is_active=True).select_related("initiative")


@dataclass(frozen=True, slots=True)
class OpenPeriod:
    """A period that is over and has no report yet."""

    schedule: ReportSchedule
    period: Period

    @property
    def value(self) -> str:
        return f"{self.schedule.uid}_{self.period.start}"

    @property
    def label(self) -> str:
        return f"{figures.period(self.period.start, self.period.end)} ({self.schedule.name})"


def open_periods(schedules: Sequence[ReportSchedule]) -> list[OpenPeriod]:
    """The periods of the past year, and the latest one, that somebody may ask a report for; the latest first."""
    rows = ProgressReport.objects.filter(schedule__in=schedules).values_list(
        "schedule_id", "period_start", "period_end"
    )
    made = {(schedule_id, Period(start, end)) for schedule_id, start, end in rows}
    found = [
        OpenPeriod(each, period)
        for each in schedules
        for period in ended_lately(rhythm_of(each), each.initiative.today())
        if (each.pk, period) not in made
    ]
    return sorted(found, key=lambda each: each.period, reverse=True)


def rhythm_of(schedule: ReportSchedule) -> Rhythm:
    """The schedule as the rules take it."""
    return Rhythm(schedule.first_period_start, schedule.every_months, schedule.days_after_period)


def progress_of(reports: Iterable[ProgressReport]) -> dict[int, JobProgress]:
    """How far the jobs that make reports have come, by the report's id; one query, whatever their number."""
    jobs = {each.job_id: each.pk for each in reports if each.job_id}
    return {jobs[each.job_id]: each for each in JobProgress.objects.filter(job__in=jobs)}


def pdf_is_current(report: ProgressReport) -> bool:
    """Whether the kept PDF says all there is: a draft's does until somebody writes in it."""
    if report.is_issued:
        return True
    return not ReportStory.objects.filter(report=report, saved_at__gt=report.pdf.made_at).exists()


def places_of(blocks: Iterable[dict[str, Any]]) -> dict[str, str | Promise]:
    """Where a report has room for a text, and what that place is called."""
    return dict(wording.PLACES) | {block["place"]: block["name"] for block in blocks if block["kind"] == "indicator"}


def page_of(report: ProgressReport) -> dict[str, Any]:
    """The report as its renderers take it: frozen blocks, each with the story written at its place."""
    stories = {each.place: each for each in ReportStory.objects.filter(report=report)}
    zone = ZoneInfo(report.initiative.time_zone)
    return {
        "report": {
            "title": report.title,
            "initiative": report.initiative.name,
            "period": figures.period(report.period_start, report.period_end),
            "data_on": day(report.data_on),
            "issued_on": day(report.issued_at and report.issued_at.astimezone(zone)),
        },
        "blocks": [_with_story(block, stories) for block in report.blocks],
    }


def _with_story(block: dict[str, Any], stories: dict[str, ReportStory]) -> dict[str, Any]:
    texts = {place: each.text.strip() for place, each in stories.items()}
    if block["kind"] == "indicator":
        return {**block, "story": texts.get(block["place"], "")}
    if block["kind"] != "cover":
        return block
    parts = [
        {"place": place, "label": str(wording.PLACES[place]), "text": text}
        for place in COVER_PLACES[1:]
        if (text := texts.get(place) or block["suggested"].get(place, ""))
    ]
    return {**block, "story": {"lede": texts.get("lede", "")}, "parts": parts}
