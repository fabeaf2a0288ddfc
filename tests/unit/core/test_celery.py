"""Does Celery carry work the way the job table expects?"""

import time

import kombu.transport.redis
import pytest
from celery import Celery
from kombu.exceptions import OperationalError

from backbone.celery import TICK, app, broker_url


def test_the_options_are_ones_this_kombu_knows() -> None:
    known = set(kombu.transport.redis.Channel.from_transport_options)
    retrying = {"max_retries", "interval_start", "interval_step", "interval_max"}
    assert set(app.conf.broker_transport_options) - retrying <= known


def test_no_work_is_given_out_twice_while_it_is_being_done() -> None:
    assert app.conf.task_time_limit < app.conf.broker_transport_options["visibility_timeout"]
    assert app.conf.task_soft_time_limit < app.conf.task_time_limit
    assert app.conf.task_acks_late
    assert app.conf.task_reject_on_worker_lost
    assert app.conf.worker_prefetch_multiplier == 1


def test_beat_only_ticks() -> None:
    assert [(entry["task"], entry["schedule"]) for entry in app.conf.beat_schedule.values()] == [(TICK, 60.0)]


@pytest.mark.parametrize("url", ["redis://127.0.0.1:1/0", "unix:///nowhere.sock?db=0"])
def test_a_ring_without_broker_fails_fast(url: str) -> None:
    away = Celery("away", set_as_current=False, broker=broker_url(url))
    away.conf.broker_transport_options = app.conf.broker_transport_options
    away.conf.task_publish_retry = app.conf.task_publish_retry
    begun = time.monotonic()
    with pytest.raises(OperationalError):
        away.send_task(TICK)
    assert time.monotonic() - begun < 0.7
