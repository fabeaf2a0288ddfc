"""Which work of measurement is done in the background, and what does each minute look for?"""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from backbone.core.exceptions import RuleViolation
from backbone.jobs.kinds import Progress, each_minute, job_kind
from backbone.jobs.models import Job
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor
from backbone.tenancy.models import Membership
from measurement.models import Import
from measurement.services import totals
from measurement.services.adoptions import REBUILD
from measurement.services.imports.applying import apply_import, stay_ready
from measurement.services.imports.reading import read_import
from measurement.services.imports.starting import APPLY, READ
from measurement.services.obligations import recompute_changed
from measurement.services.releasing import RELEASE, release_asked
from measurement.services.schedules import make_due_rounds


@job_kind(REBUILD)
def rebuild_totals(_job: Job, _progress: Progress) -> None:
    """Make the tenant's totals anew, after its parts have changed."""
    totals.rebuild()


@job_kind(RELEASE, tries=3)
def release(job: Job, _progress: Progress) -> None:
    """Release a round: solving for what must be hidden takes a minute where there are many small numbers."""
    release_asked(UUID(job.arguments["round"]), job.arguments["person"], request_id=job.request_id)


@each_minute
def make_rounds_ahead(now: datetime) -> None:
    make_due_rounds(now, by=Actor.schedule(scope.current()))


@each_minute
def follow_partners_and_assignments(now: datetime) -> None:
    recompute_changed(now, by=Actor.schedule(scope.current()))


@job_kind(READ, queue="imports", tries=3)
def read(job: Job, progress: Progress) -> None:
    uid = UUID(job.arguments["import"])
    read_import(uid, by=_who_asked(job, uid), progress=progress)


@job_kind(APPLY, queue="imports", tries=3)
def apply(job: Job, progress: Progress) -> None:
    uid = UUID(job.arguments["import"])
    by = _who_asked(job, uid)
    try:
        with transaction.atomic():
            apply_import(uid, by=by, progress=progress)
    except RuleViolation as violation:
        stay_ready(uid, violation.refusal.code)


def _who_asked(job: Job, uid: UUID) -> Actor:
    """The person with the roles of this moment: who lost them meanwhile brings nothing in."""
    found = Import.objects.get(uid=uid)
    membership = Membership.objects.filter(user=job.asked_by_id or found.made_by_id, ended_at=None).first()
    if membership is None:
        raise RuleViolation("import_not_now")
    return Actor.of_membership(membership, request_id=job.request_id).within(found.initiative_id)
