"""Which work of measurement is done in the background?"""

from backbone.jobs.kinds import Progress, job_kind
from backbone.jobs.models import Job
from measurement.services import totals
from measurement.services.adoptions import REBUILD


@job_kind(REBUILD)
def rebuild_totals(_job: Job, _progress: Progress) -> None:
    """Make the tenant's totals anew, after its parts have changed."""
    totals.rebuild()
