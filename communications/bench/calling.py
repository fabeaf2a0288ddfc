"""What does one partner's batch cost beside a raw upsert with history and an empty door, at one and at many callers?

Every caller is a thread with a connection, a transaction and a round of its own, which is rolled back at the end. All
of them do the same thing at the same time: first the doors, then the empty doors, then the bare statements, so that
each is slowed by its own kind alone.
"""

import statistics
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier
from typing import Any

from django.db import connection, transaction

from backbone.tenancy.models import Tenant
from communications.bench.runs import value_runs
from communications.bench.world import prepare


@dataclass(frozen=True, slots=True)
class Called:
    """Medians in milliseconds over all callers."""

    callers: int
    door: float
    empty: float
    bare: float

    @property
    def ratio(self) -> float:
        """How much dearer the door is than its floor: the bare statement plus an empty door."""
        return self.door / (self.bare + self.empty)


def measure_calling(tenant: Tenant, callers: int, *, repeats: int) -> Called:
    """One partner's values through the API by so many callers at once."""
    barrier = Barrier(callers)
    with ThreadPoolExecutor(callers) as pool:
        each = list(pool.map(lambda number: _caller(tenant, number, barrier, repeats), range(callers)))
    door, empty, bare = (statistics.median([ms for times in each for ms in times[place]]) for place in range(3))
    return Called(callers, door, empty, bare)


def _caller(tenant: Tenant, number: int, barrier: Barrier, repeats: int) -> list[list[float]]:
    try:
        with transaction.atomic():
            runs = value_runs(prepare(tenant, number))
            times = [_timed(run, barrier, repeats) for run in runs]
            transaction.set_rollback(True)
        return times
    except BaseException:
        barrier.abort()  # the others would wait for ever
        raise
    finally:
        connection.close()


def _timed(run: Callable[[], Any], barrier: Barrier, repeats: int) -> list[float]:
    run()  # warm
    barrier.wait()
    times = []
    for _ in range(repeats):
        begun = time.perf_counter()
        run()
        times.append((time.perf_counter() - begun) * 1000)
    barrier.wait()
    return times
