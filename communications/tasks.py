"""Which work of this app is done in the background, and what does each minute look for?"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from backbone.jobs.kinds import Progress, each_minute, job_kind
from backbone.jobs.models import Job
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from communications.exporting.archiving import MAKE as MAKE_ARCHIVE
from communications.exporting.archiving import forget_archives, make_archive
from communications.messages import agenda, agreements, communities, consent, definitions, handover, letters
from communications.messages.services import send_delivery
from communications.relay import RELAY, SEND, relay
from communications.reminders import letters as reminder_letters
from communications.reminders.services.ruling import make_usual_rules
from communications.reminders.services.sending import remind_by_rule
from communications.reports.services.making import MAKE, make_report
from communications.reports.services.schedules import ask_for_missing

__all__ = [
    "agenda",
    "agreements",
    "communities",
    "consent",
    "definitions",
    "handover",
    "letters",
    "reminder_letters",
]  # importing them registers who is told of what


@job_kind(MAKE, queue="reports")
def make(job: Job, progress: Progress) -> None:
    make_report(UUID(job.arguments["report"]), by=_schedule(job), progress=progress)


@job_kind(MAKE_ARCHIVE, queue="reports")
def archive(job: Job, progress: Progress) -> None:
    make_archive(UUID(job.arguments["archive"]), progress=progress, request_id=job.request_id)


@job_kind(SEND, queue="mail")
def send(job: Job, _progress: Progress) -> None:
    send_delivery(UUID(job.arguments["delivery"]), tries=job.tries)


@job_kind(RELAY, queue="mail")
def relay_now(_job: Job, _progress: Progress) -> None:
    relay(timezone.now())


@each_minute
def relay_what_happened(now: datetime) -> None:
    relay(now)


@each_minute
def look_for_missing_reports(now: datetime) -> None:
    ask_for_missing(now, by=Actor.schedule(scope.current()))


@each_minute
def look_for_expired_archives(now: datetime) -> None:
    forget_archives(now)


@each_minute
def remind_whose_turn_it_is(now: datetime) -> None:
    by = Actor.schedule(scope.current())
    make_usual_rules(by=by)
    remind_by_rule(now, by=by)


def _schedule(job: Job) -> Actor:
    return Actor.schedule(job.tenant_id, request_id=job.request_id)
