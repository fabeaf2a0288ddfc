"""How is work asked for, done once, and tried again?"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from backbone.core.exceptions import RuleViolation
from backbone.core.logs import request_id
from backbone.jobs.bell import ring
from backbone.jobs.kinds import Kind, kind
from backbone.jobs.models import Job, JobProgress
from backbone.jobs.progress import Meter
from backbone.tenancy import scope
from backbone.tenancy.actors import Actor

log = logging.getLogger("backbone.jobs")

LEASE = timedelta(seconds=30)
PAUSES = [timedelta(seconds=5), timedelta(seconds=30), timedelta(minutes=5), timedelta(minutes=30)]


def ask_for(name: str, arguments: dict[str, Any], *, key: str, by: Actor, run_after: datetime | None = None) -> Job:
    """Ask for work in the transaction that needs it: it is done if and only if that transaction commits.

    While a job of the same kind and key is unfinished, that one is returned and no second is made.
    """
    wanted = kind(name)
    with transaction.atomic():
        job, is_new = Job.objects.get_or_create(
            kind=name,
            deduplication_key=key,
            state=Job.State.WAITING,
            defaults={
                "queue": wanted.queue,
                "arguments": arguments,
                "asked_by_id": by.user_id,
                "request_id": by.request_id,
                "run_after": run_after or timezone.now(),
            },
        )
        if is_new:
            JobProgress.objects.create(job=job)
            _ring_after_commit(job)
    return job


@dataclass(frozen=True, slots=True)
class Asked:
    """One of many pieces of work of a kind: its arguments, its key, and when it may begin."""

    arguments: dict[str, Any]
    key: str
    run_after: datetime


def ask_for_many(name: str, asked: Sequence[Asked], *, by: Actor) -> None:
    """Ask for many pieces of work of one kind in three statements; those that wait already are not asked for again."""
    wanted = kind(name)
    jobs = [
        Job(
            kind=name, queue=wanted.queue, arguments=each.arguments, deduplication_key=each.key,
            asked_by_id=by.user_id, request_id=by.request_id, run_after=each.run_after,
        )
        for each in asked
    ]  # fmt: skip
    with transaction.atomic():
        Job.objects.bulk_create(jobs, ignore_conflicts=True)
        made = list(Job.objects.filter(uid__in=[each.uid for each in jobs]))
        JobProgress.objects.bulk_create(JobProgress(job=each) for each in made)
        for job in made:
            if job.run_after <= timezone.now():
                _ring_after_commit(job)


def _ring_after_commit(job: Job) -> None:
    """Robust: a ring that fails must not turn a committed request into a 500; the tick sends the job again.

    A function with a name and no partial, because Django names it when it logs the failure.
    """
    tenant_id, job_id, queue = job.tenant_id, job.pk, job.queue

    def ring_for_job() -> None:
        ring(tenant_id, job_id, queue)

    transaction.on_commit(ring_for_job, robust=True)


def run_job(tenant_id: int, job_id: int) -> None:
    """Do a job once: count the try, then commit its effect and its end together."""
    if not _take(tenant_id, job_id):
        return
    try:
        with scope.tenant(tenant_id):
            job = _locked(job_id)
            if job is None:
                return
            scope.came_through(job.kind)
            # Its lines in the log carry the id of the request that asked for it.
            with request_id(job.request_id), Meter(tenant_id, job.pk) as progress:
                kind(job.kind).work(job, progress)
            _finish(job, Job.State.DONE)
    except RuleViolation as violation:
        _give_up(tenant_id, job_id, violation.refusal.code)
    except Exception as fault:  # whatever the work raises is tried again later, and told in the job itself
        log.exception("job failed", extra={"job_id": job_id})
        _try_later(tenant_id, job_id, f"{type(fault).__name__}: {fault}")


def _take(tenant_id: int, job_id: int) -> bool:
    """Count the try in a transaction of its own, so that work which kills its process is not tried for ever."""
    now = timezone.now()
    with scope.tenant(tenant_id):
        job = (
            Job.objects.select_for_update(skip_locked=True, no_key=True)
            .filter(
                Q(leased_until=None) | Q(leased_until__lt=now), pk=job_id, state=Job.State.WAITING, run_after__lte=now
            )
            .first()
        )
        if job is None:
            return False
        limit = kind(job.kind).tries
        if job.tries >= limit:
            _finish(job, Job.State.FAILED, error=job.error or "The worker died each time this was tried.")
            return False
        job.tries += 1
        job.leased_until = now + LEASE
        job.save(update_fields=["tries", "leased_until"])
    return True


def _locked(job_id: int) -> Job | None:
    """The unfinished job, locked for the whole work; None while somebody else holds it."""
    return (
        Job.objects.select_for_update(skip_locked=True, no_key=True).filter(pk=job_id, state=Job.State.WAITING).first()
    )


def _finish(job: Job, state: str, *, error: str = "") -> None:
    job.state, job.error, job.leased_until, job.finished_at = state, error, None, timezone.now()
    job.save(update_fields=["state", "error", "leased_until", "finished_at"])


def _give_up(tenant_id: int, job_id: int, error: str) -> None:
    with scope.tenant(tenant_id):
        if job := _locked(job_id):
            _finish(job, Job.State.FAILED, error=error)


def _try_later(tenant_id: int, job_id: int, error: str) -> None:
    with scope.tenant(tenant_id):
        job = _locked(job_id)
        if job is None:
            return
        if job.tries >= _limit(job):
            _finish(job, Job.State.FAILED, error=error)
            return
        job.error, job.leased_until = error, None
        job.run_after = timezone.now() + PAUSES[min(job.tries, len(PAUSES)) - 1]
        job.save(update_fields=["error", "leased_until", "run_after"])


def _limit(job: Job) -> int:
    found: Kind = kind(job.kind)
    return found.tries


def due_jobs(most: int = 500) -> list[tuple[int, int, str]]:
    """(tenant id, job id, queue) of jobs that are due and not leased, over all tenants; nothing else of them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tenant_id, job_id, queue FROM backbone_due_jobs(%s)", [most])
        return list(cursor.fetchall())
