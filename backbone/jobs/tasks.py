"""What does Celery call? One task that runs a job, and the tick."""

import logging
from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from celery import Task, shared_task
from django.utils import timezone

from backbone.jobs import kinds, services
from backbone.jobs.bell import ring
from backbone.tenancy import scope
from backbone.tenancy.models import Tenant
from backbone.tenancy.services import replies

log = logging.getLogger("backbone.jobs")


class TenantTask(Task):  # type: ignore[type-arg]
    """A task of one tenant: it is refused without `tenant_id`, by whatever way it was sent."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        if not isinstance(kwargs.get("tenant_id"), int):
            raise TypeError("A TenantTask needs tenant_id=<int>.")
        return super().__call__(*args, **kwargs)


@shared_task(base=TenantTask, name="backbone.jobs.run")
def run(*, tenant_id: int, job_id: int) -> None:
    """Run one job; its two transactions each enter the tenant's scope."""
    services.run_job(tenant_id, job_id)


@shared_task(name="backbone.jobs.tick")
def tick() -> None:
    """Each minute: look in every tenant for what is due, then send what is due and not leased.

    What is due is computed from rows and clocks, never from whether this ran: two beats, or an
    hour without one, do no harm.
    """
    now = timezone.now()
    for tenant_id in every_tenant("the tick looks for what is due"):
        for look in kinds.looks():
            _quietly(tenant_id, look, now)
    for tenant_id, job_id, queue in services.due_jobs():
        ring(tenant_id, job_id, queue)


@kinds.each_minute
def forget_replies(now: datetime) -> None:
    """Answers kept for the API's Idempotency-Key go after a day; tenancy, which keeps them, cannot ask for it."""
    replies.forget_replies(now)


def every_tenant(reason: str) -> Iterator[int]:
    """Each tenant's id, with the reason for going over the wall; a test lists every use."""
    log.debug("every tenant: %s", reason)
    yield from Tenant.objects.order_by("pk").values_list("pk", flat=True)


def _quietly(tenant_id: int, look: Callable[[Any], None], now: Any) -> None:
    try:
        with scope.tenant(tenant_id):
            look(now)
    except Exception:  # one tenant's fault must not keep the tick from the others
        log.exception("a look of the tick failed", extra={"tenant_id": tenant_id})
