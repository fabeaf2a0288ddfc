"""When are files swept? Once a day in each tenant."""

from datetime import datetime

from django.utils import timezone

from backbone.files.services import sweep_files
from backbone.jobs.kinds import Progress, each_minute, job_kind
from backbone.jobs.models import Job
from backbone.jobs.services import ask_for
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor

SWEEP = "files.sweep"


@job_kind(SWEEP, tries=2)
def sweep(_job: Job, _progress: Progress) -> None:
    sweep_files(timezone.now())


@each_minute
def look_for_sweeping(now: datetime) -> None:
    """Ask for one sweep a day, whenever the first tick of the day (UTC) comes."""
    key = f"{now:%Y-%m-%d}"
    if not Job.objects.filter(kind=SWEEP, deduplication_key=key).exists():
        ask_for(SWEEP, {}, key=key, by=Actor.schedule(scope.current()))
