"""How does the worker hear of work at once? Through Celery, which carries ids and no truth."""

import logging

from celery import current_app
from kombu.exceptions import OperationalError

log = logging.getLogger("backbone.jobs")


def ring(tenant_id: int, job_id: int, queue: str) -> None:
    """Send the ids to the queue. Without retries: with the broker away nobody waits, and the tick rings again."""
    try:
        current_app.send_task(
            "backbone.jobs.run", kwargs={"tenant_id": tenant_id, "job_id": job_id}, queue=queue, retry=False
        )
    except OperationalError:
        log.warning("the broker is away; the tick will send this job again", extra={"job": job_id})
