"""What kinds of work are there, and what is looked at each minute? Apps register both in their `tasks` module."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from backbone.jobs.models import Job


class Progress(Protocol):
    """Tells how far the work has come; seen by others at once, though the work has not been committed."""

    def __call__(self, done: int, total: int) -> None: ...


Work = Callable[[Job, Progress], None]
Look = Callable[[datetime], None]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of work: `work` runs in one transaction with the job's own end."""

    name: str
    queue: str
    tries: int
    work: Work


_kinds: dict[str, Kind] = {}
_looks: list[Look] = []


def job_kind(name: str, *, queue: str = "default", tries: int = 5) -> Callable[[Work], Work]:
    """Register a kind of work under a name that stays the same in the table for ever."""

    def register(work: Work) -> Work:
        _kinds[name] = Kind(name, queue, tries, work)
        return work

    return register


def each_minute(look: Look) -> Look:
    """Register what the tick calls in every tenant: it finds what is due and asks for jobs."""
    _looks.append(look)
    return look


def kind(name: str) -> Kind:
    return _kinds[name]


def kinds() -> list[Kind]:
    return list(_kinds.values())


def looks() -> list[Look]:
    return list(_looks)
