"""How long do a door, an empty door of the same kind and the bare statement take, for one caller and for many at once?

By turns, and all callers the same at the same time: each is slowed by its own kind alone, and a busy moment of the
machine falls on all of them.
"""

import statistics
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from threading import Barrier

from django.db import connection

from communications.bench.measure import Run

WARM = 6  # PostgreSQL plans what is prepared anew for each of five times, and may keep a plan from the sixth on

Nothing = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Door:
    """What is called, what it is held against, and how much dearer, or how slow, it may be."""

    name: str
    door: Callable[[], Run]
    empty: Callable[[], Run] | None = None
    bare: Callable[[], Run] | None = None
    ratio: float | None = None
    most: float | None = None
    before: Nothing | None = None


@dataclass(frozen=True, slots=True)
class Timed:
    """Medians in milliseconds over all callers; the floor is the bare statement plus the empty door."""

    of: Door
    callers: int
    door: float
    empty: float
    bare: float

    @property
    def ratio(self) -> float | None:
        return self.door / (self.empty + self.bare) if self.of.bare else None

    @property
    def is_met(self) -> bool:
        ratio_held = self.of.ratio is None or (self.ratio is not None and self.ratio <= self.of.ratio)
        return ratio_held and (self.of.most is None or self.callers > 1 or self.door <= self.of.most)


def line_of(found: Timed) -> str:
    """One line of the table, with the goal and whether it was met; a time is a goal for one caller only."""
    times = "".join(f"{each:>9.2f} ms" for each in (found.door, found.empty, found.bare))
    ratio = "" if found.ratio is None else f"{found.ratio:.2f}"
    goals = [f"{found.of.ratio} x"] if found.of.ratio else []
    goals += [f"{found.of.most} ms"] if found.of.most and found.callers == 1 else []
    met = "met" if found.is_met else "missed"
    said = f"   goal {', '.join(goals)}: {met}" if goals else ""
    return f"{found.of.name:<28}{found.callers:>8}{times}{ratio:>8}{said}"


def timed(door: Door, callers: int, *, repeats: int) -> Timed:
    """The door and its floor, by so many callers at once, each with a client and a connection of its own."""
    makers = [make for make in (door.door, door.empty, door.bare) if make is not None]
    barrier = Barrier(callers)
    with ThreadPoolExecutor(callers) as pool:
        each = list(pool.map(lambda _caller: _called(makers, door.before, barrier, repeats), range(callers)))
    medians = [statistics.median([ms for times in each for ms in times[place]]) for place in range(len(makers))]
    return Timed(door, callers, *[*medians, 0.0, 0.0][:3])


def _called(
    makers: Sequence[Callable[[], Run]], before: Nothing | None, barrier: Barrier, repeats: int
) -> list[list[float]]:
    try:
        runs = [make() for make in makers]
        for run in runs * WARM:
            run()  # warm: connection, templates, plans
        times: list[list[float]] = [[] for _run in runs]
        for _ in range(repeats):
            if before is not None:
                before()
            for place, run in enumerate(runs):
                barrier.wait()
                begun = time.perf_counter()
                run()
                times[place].append((time.perf_counter() - begun) * 1000)
        return times
    except BaseException:
        barrier.abort()  # the others would wait for ever
        raise
    finally:
        connection.close()
