"""What is a task, and where does it lead?"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from measurement.presenters.states import Chip


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do: what, for which period, due in words, state with shape, one button."""

    title: str
    detail: str
    url: str
    due: str
    chip: Chip
    action: str
    is_late: bool = False
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class Home:
    """Tasks grouped late, now and done, and what waits for others."""

    tasks: Sequence[Task]

    @property
    def late(self) -> list[Task]:
        return [task for task in self.tasks if task.is_late and not task.is_done]

    @property
    def now(self) -> list[Task]:
        return [task for task in self.tasks if not task.is_late and not task.is_done]

    @property
    def done(self) -> list[Task]:
        return [task for task in self.tasks if task.is_done]

    @property
    def waiting(self) -> int:
        return len(self.late) + len(self.now)


@dataclass(frozen=True, slots=True)
class Links:
    tenant: str
    initiative: str

    def to(self, name: str, **more: str) -> str:
        return reverse(name, kwargs={"tenant": self.tenant, "initiative": self.initiative, **more})
