"""Which work of measurement is done in the background, and what does each minute look for?"""

from datetime import datetime

from backbone.jobs.kinds import Progress, each_minute, job_kind
from backbone.jobs.models import Job
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from measurement.services import totals
from measurement.services.adoptions import REBUILD
from measurement.services.obligations import recompute_changed
from measurement.services.schedules import make_due_rounds


@job_kind(REBUILD)
def rebuild_totals(_job: Job, _progress: Progress) -> None:
    """Make the tenant's totals anew, after its parts have changed."""
    totals.rebuild()


@each_minute
def make_rounds_ahead(now: datetime) -> None:
    make_due_rounds(now, by=Actor.schedule(scope.current()))


@each_minute
def follow_partners_and_assignments(now: datetime) -> None:
    recompute_changed(now, by=Actor.schedule(scope.current()))
