"""How is something timed so that its ratio means something? Floor and door by turns, in one process."""

import gzip
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext

LEAVING = "SELECT SET_CONFIG('APP.TENANT_ID', '', TRUE)"
Run = Callable[[], HttpResponse | None]


@dataclass(frozen=True, slots=True)
class Measured:
    """Medians in milliseconds: the door, an empty door of the same kind, and the bare statement."""

    name: str
    door: float
    empty: float
    bare: float
    queries: int
    kilobytes: float
    gzipped: float

    @property
    def ratio(self) -> float:
        """How much dearer the door is than its floor: the bare statement plus an empty door."""
        return self.door / (self.bare + self.empty)


def measure(name: str, *, door: Run, empty: Run, bare: Run, repeats: int) -> Measured:
    """Time the three by turns, so that a busy moment of the machine falls on all of them."""
    times: dict[str, list[float]] = {"door": [], "empty": [], "bare": []}
    runs = {"door": door, "empty": empty, "bare": bare}
    for run in runs.values():
        run()  # warm: connections, templates, cached distributions
    for _ in range(repeats):
        for label, run in runs.items():
            times[label].append(_milliseconds(run))
    with CaptureQueriesContext(connection) as queries:
        answer = door()
    body = answer.content if answer is not None else b""
    return Measured(
        name=name,
        **{label: statistics.median(each) for label, each in times.items()},
        queries=sum(_counts(query["sql"]) for query in queries.captured_queries),
        kilobytes=len(body) / 1024,
        gzipped=len(gzip.compress(body)) / 1024,
    )


def _milliseconds(run: Run) -> float:
    begun = time.perf_counter()
    run()
    return (time.perf_counter() - begun) * 1000


def _counts(sql: str) -> bool:
    """Whether a statement is the door's own: savepoints, and leaving the scope in them, are the bench's frame."""
    return not sql.upper().startswith(("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", LEAVING))
