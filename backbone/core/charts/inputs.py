"""What does a trend chart show?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backbone.core.charts.scale import Plotted, runs


@dataclass(frozen=True, slots=True)
class Level:
    """A value to compare with (target, baseline) and its label; `at` is its moment on the time axis, if it has one."""

    value: float
    label: str
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Break:
    """A moment from which figures are not comparable with earlier ones, and why, in a few words."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Note:
    """A moment at which something happened around a series; its number leads to the words below the chart."""

    at: float
    number: str


@dataclass(frozen=True, slots=True)
class Begun:
    """A day on which something was begun to move a series; its letter leads to the words below the chart."""

    at: float
    mark: str


@dataclass(frozen=True, slots=True)
class Other:
    """A series to compare with, such as England; drawn muted."""

    label: str
    points: tuple[Plotted, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A figure to come: where on the time axis, its middle, and the band in which it should lie."""

    at: float
    value: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Corridor:
    """The usual range of a process from one moment to another: its mean and its limits."""

    start: float
    end: float
    mean: float
    lower: float
    upper: float


@dataclass(frozen=True, slots=True)
class Trend:
    """What a trend chart shows. All words are translated already.

    `latest_label` stands at the last point. `number` words a value on the axis and in hints (default: plain figures).
    `floor` and `ceiling` are what the axis must not pass (0 and 100 for shares). `step` is the usual time between
    points: where more than one and a half of it has passed, or at a break, the line parts. `ahead` follows the
    last figure; `corridors` are those of a process chart. `span` is the least that the time axis shows, so that
    charts beside each other have the same one. Notes outside the time of the figures are not drawn. What was begun
    stands there from its first day on: after the last figure the axis goes on to it, before the first it stands at
    the edge.
    """

    points: tuple[Plotted, ...]
    latest_label: str = ""
    target: Level | None = None
    baseline: Level | None = None
    breaks: tuple[Break, ...] = ()
    notes: tuple[Note, ...] = ()
    begun: tuple[Begun, ...] = ()
    others: tuple[Other, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    corridors: tuple[Corridor, ...] = ()
    number: Callable[[float], str] | None = None
    floor: float | None = None
    ceiling: float | None = None
    step: float | None = None
    span: tuple[float, float] | None = None

    def levels(self) -> list[Level]:
        """Target and baseline, as far as there are."""
        return [level for level in (self.target, self.baseline) if level]

    def parts(self, points: Sequence[Plotted]) -> list[list[Plotted]]:
        """The unbroken lines of one of its series."""
        return runs(points, [each.at for each in self.breaks], self.step)
