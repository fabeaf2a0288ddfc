"""How does a report come to be? Asked for as often as anybody likes, made once."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from backbone.core.exceptions import RuleViolation
from backbone.files.models import StoredFile
from backbone.files.services import discard_file, store_file
from backbone.jobs.services import ask_for
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Tenant
from backbone.tenancy.permissions import Capability, require
from backbone.tenancy.trail import record
from communications.reports.freeze import freeze, read
from communications.reports.models import ProgressReport, ReportSchedule, ReportStory
from communications.reports.pdf import render_pdf
from communications.reports.selectors import page_of, rhythm_of
from measurement import wording as figures
from measurement.rules.periods import Period
from measurement.selectors.looking import kept_looks

MAKE = "report.make"
PDF = "application/pdf"
STEPS = 3

Tell = Callable[[int, int], None]


@transaction.atomic
def ask_for_report(
    schedule: ReportSchedule, period: Period, *, by: Actor, now: datetime | None = None
) -> ProgressReport:
    """Ask for the report of one period; it is made in the background from what is released at that moment.

    There is one report for a schedule and period: whoever asks, and however often, gets the same one. Where making it
    failed, asking again tries again.

    Raises PermissionDenied unless `by` may make reports there; RuleViolation when the schedule has ended, has no such
    period, or the period is not over yet in the initiative's time zone.
    """
    require(by, Capability.MAKE_REPORT, on=schedule.initiative)
    if not schedule.is_active:
        raise RuleViolation("schedule_ended")
    _refuse_period(schedule, period, now or timezone.now())
    report, is_new = ProgressReport.objects.get_or_create(
        schedule=schedule,
        period_start=period.start,
        period_end=period.end,
        defaults={
            "title": _("%(initiative)s: progress report, %(period)s")
            % {"initiative": schedule.initiative.name, "period": figures.period(period.start, period.end)},
            "asked_by_id": by.user_id,
        },
    )
    if is_new:
        record("report.asked_for", report, by=by, initiative_uid=schedule.initiative.uid)
    if report.state == ProgressReport.State.BEING_MADE:
        _ask_for_job(report, by)
    return report


@transaction.atomic
def remake_report(report: ProgressReport, *, by: Actor) -> ProgressReport:
    """Make a draft again from what is released now; what was written stays beside its indicators.

    Raises PermissionDenied unless `by` may make reports there, RuleViolation once it is issued.
    """
    require(by, Capability.MAKE_REPORT, on=report)
    locked = ProgressReport.objects.select_for_update(of=("self",)).get(pk=report.pk)
    if locked.is_issued:
        raise RuleViolation("report_is_issued")
    locked.state = ProgressReport.State.BEING_MADE
    locked.version += 1
    locked.save(update_fields=["state", "version"])
    _ask_for_job(locked, by)
    record("report.remade", locked, by=by, initiative_uid=locked.initiative.uid)
    return locked


def make_report(uid: UUID, *, by: Actor, progress: Tell) -> None:
    """Freeze what is released into the report's blocks and set its PDF: all of it or, when anything fails, nothing.

    Called by the job, in the job's transaction. A report that is not waiting to be made is left as it is.
    """
    report = (
        ProgressReport.objects.select_for_update(of=("self",))
        .select_related("schedule__initiative", "pdf")
        .get(uid=uid)
    )
    if report.state != ProgressReport.State.BEING_MADE:
        return
    progress(1, STEPS)
    places = ReportStory.objects.filter(report=report).exclude(text="").values_list("place", flat=True)
    today = report.initiative.today()
    reading = read(by, Tenant.objects.get(pk=report.tenant_id), report.initiative, today=today, places=list(places))
    report.blocks, report.data_on, report.governed = freeze(reading), today, kept_looks()
    progress(2, STEPS)
    report.state = ProgressReport.State.DRAFT
    report.version += 1
    put_pdf(report, by=by)
    report.save(update_fields=["blocks", "data_on", "governed", "state", "version", "pdf"])
    record("report.made", report, by=by, initiative_uid=report.initiative.uid)
    progress(STEPS, STEPS)


def put_pdf(report: ProgressReport, *, by: Actor) -> None:
    """Set the report's PDF anew and give up the one before; the caller saves the report."""
    before: StoredFile | None = report.pdf
    report.pdf = store_file(pdf_name(report), render_pdf(page_of(report)), PDF, by=by)
    if before is not None:
        ProgressReport.objects.filter(pk=report.pk).update(pdf=report.pdf)
        discard_file(before)


def pdf_name(report: ProgressReport) -> str:
    """What the file is called where somebody saves it."""
    return f"{slugify(report.title.replace('–', '-').replace('/', '-'))}.pdf"


def _refuse_period(schedule: ReportSchedule, period: Period, now: datetime) -> None:
    if not rhythm_of(schedule).holds(period):
        raise RuleViolation("period_not_of_schedule")
    if period.end >= schedule.initiative.today(now):
        raise RuleViolation("period_not_over", on=date_format(period.end + timedelta(days=1), "j F Y"))


def _ask_for_job(report: ProgressReport, by: Actor) -> None:
    """One job at a time for a schedule and period; a report whose job has failed gets a new one."""
    key = f"{report.schedule.uid}:{report.period_start}"
    job = ask_for(MAKE, {"report": str(report.uid)}, key=key, by=by)
    if report.job_id != job.pk:
        report.job = job
        report.save(update_fields=["job"])
