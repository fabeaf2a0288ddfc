"""How does the worker hear of work at once? Through Celery, which carries ids and no truth."""

from celery import current_app


def ring(tenant_id: int, job_id: int, queue: str) -> None:
    """Send the ids to the queue. Without retries: with the broker away a request must not wait for it."""
    current_app.send_task(
        "backbone.jobs.run", kwargs={"tenant_id": tenant_id, "job_id": job_id}, queue=queue, retry=False
    )
