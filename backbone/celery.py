"""Who carries work to the background? Celery; it may lose any message, for the job table is the truth."""

import ctypes
import logging.config
import os
import signal
import sys
from contextlib import suppress
from typing import Any

from celery import Celery, signals
from django.conf import settings

from backbone.core.logs import current_request_id

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backbone.settings")

TICK = "backbone.jobs.tick"
HARD_LIMIT = 30 * 60
# A ring waits for the broker at most this long, since the tick will find the job anyway.
RING_SECONDS = 0.3


def broker_url(url: str) -> str:
    """REDIS_URL as kombu spells it: redis-py says unix:///path?db=0, kombu redis+socket:///path?virtual_host=0."""
    return url.replace("unix://", "redis+socket://", 1).replace("?db=", "?virtual_host=", 1)


app = Celery("backbone")
app.conf.update(
    broker_url=broker_url(settings.REDIS_URL),
    result_backend=None,
    task_ignore_result=True,
    task_serializer="json",
    accept_content=["json"],
    timezone="UTC",
    enable_utc=True,
    # A killed worker's work is done again, and nothing is taken before there is a hand free for it.
    task_acks_late=True,
    task_reject_on_worker_lost=True,
    worker_prefetch_multiplier=1,
    # Below the visibility timeout, so that no work is given out a second time while it is still being done.
    task_soft_time_limit=HARD_LIMIT - 60,
    task_time_limit=HARD_LIMIT,
    broker_transport_options={
        "visibility_timeout": HARD_LIMIT + 10 * 60,
        # With kombu's defaults (10 and 10) the work of a killed worker is stranded for 100 s.
        "unacked_restore_interval": 5,
        "unacked_restore_throttle": 1,
        "socket_timeout": RING_SECONDS,  # a broker that is there and says nothing must not hold up a page
        "socket_connect_timeout": RING_SECONDS,
        "max_retries": 1,
        "interval_start": 0,
        "interval_step": 0,
        "interval_max": 0,
    },
    # A worker waits for its broker for ever; a ring does not.
    broker_connection_retry_on_startup=True,
    broker_connection_max_retries=None,
    task_publish_retry=False,
    task_default_queue="default",
    task_create_missing_queues=True,
    worker_hijack_root_logger=False,
    worker_send_task_events=False,
    beat_schedule={"tick": {"task": TICK, "schedule": 60.0, "options": {"expires": 55, "queue": "default"}}},
)
app.autodiscover_tasks()


@signals.setup_logging.connect
def use_our_logs(**_: Any) -> None:
    logging.config.dictConfig(settings.LOGGING)


@signals.celeryd_init.connect
def wait_for_messages(**_: Any) -> None:
    """A worker's sockets wait for work for seconds; they may not end as soon as a ring's."""
    app.conf.broker_transport_options["socket_timeout"] = 30


@signals.before_task_publish.connect
def send_request_id(headers: dict[str, Any] | None = None, **_: Any) -> None:
    if headers is not None and current_request_id.get():
        headers["request_id"] = current_request_id.get()


@signals.after_task_publish.connect(sender=TICK)
def note_tick(**_: Any) -> None:
    """Leave a sign of life of beat, who has no door to knock on: a container's health check looks at its age."""
    with suppress(OSError):
        (settings.STATE_DIR / "ticked").touch()


@signals.task_prerun.connect
def take_request_id(task: Any = None, **_: Any) -> None:
    current_request_id.set(str(getattr(task.request, "request_id", None) or task.request.id or ""))


@signals.task_postrun.connect
def forget_request_id(**_: Any) -> None:
    current_request_id.set("")


@signals.worker_process_init.connect
def die_with_the_worker(**_: Any) -> None:
    """A child whose worker was killed must not go on: its message may already be with somebody else."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, int(signal.SIGKILL), 0, 0, 0)  # PR_SET_PDEATHSIG
