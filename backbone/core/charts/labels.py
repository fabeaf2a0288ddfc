"""Where do the words of a trend chart stand, so that none hides another?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backbone.core.charts.inputs import Trend
from backbone.core.charts.paint import Theme, num, path, text
from backbone.core.charts.scale import Plotted, Scale, apart, width_of, wrap

LINE = 17.0
DASHES = ("c-other", "c-other dash")


@dataclass(frozen=True, slots=True)
class Label:
    """A label, the class of its text and of its line, and where that line ends: a value and a time (None: the edge)."""

    value: float
    content: str
    name: str
    stroke: str
    at: float | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    x: Scale
    y: Scale
    ticks: Sequence[float]
    number: Callable[[float], str]
    width: float
    theme: Theme

    @property
    def left(self) -> float:
        return self.x.start - 8

    @property
    def right(self) -> float:
        return self.x.end + 8

    @property
    def top(self) -> float:
        return self.y.end

    @property
    def bottom(self) -> float:
        return self.y.start


def line_labels(trend: Trend) -> list[Label]:
    found = []
    if trend.target:
        found.append(Label(trend.target.value, trend.target.label, "c-lab target", "c-target"))
    if trend.baseline:
        found.append(Label(trend.baseline.value, trend.baseline.label, "c-lab muted", "c-base"))
    for i, other in enumerate(trend.others):
        if last := last_of(other.points):
            found.append(Label(last.value or 0, other.label, "c-lab muted", DASHES[i % 2], last.at))
    return found


def last_of(points: Sequence[Plotted]) -> Plotted | None:
    return max((each for each in points if each.value is not None), key=lambda each: each.at, default=None)


def last_label(trend: Trend) -> list[Label]:
    last = last_of(trend.points)
    if not last or not trend.latest_label:
        return []
    return [Label(last.value or 0, trend.latest_label, "c-lab", "c-line", last.at)]


def beside_last(trend: Trend, frame: Frame) -> list[str]:
    """On a phone: the last value above its point or below, wherever fewer lines are in the way."""
    last = last_of(trend.points)
    if not last or not trend.latest_label:
        return []
    x, y = frame.x(last.at), frame.y(last.value or 0)
    half = width_of(trend.latest_label) / 2
    centre = min(x, frame.width - half)
    around = [centre + half * side for side in (-1, -0.5, 0, 0.5, 1)]
    lines = [frame.y(level.value) for level in trend.levels()]
    for points in (trend.points, *(other.points for other in trend.others)):
        lines += [height for at in around for height in _height_at(at, points, frame)]
    above, below = y - 11, y + 21
    crowd_above = sum(above - 14 < other < above + 4 for other in lines) + 9 * (above - 12 < frame.top)
    crowd_below = sum(below - 14 < other < below + 4 for other in lines) + 9 * (below + 2 > frame.bottom)
    place = below if crowd_below < crowd_above else above
    return [text("c-lab", centre, place, trend.latest_label, frame.theme, "middle")]


def _height_at(x: float, points: Sequence[Plotted], frame: Frame) -> list[float]:
    """Where a line passes at this place, if it does."""
    given = sorted((frame.x(p.at), frame.y(p.value)) for p in points if p.value is not None)
    return [
        y + (next_y - y) * (x - start) / (end - start)
        for (start, y), (end, next_y) in pairwise(given)
        if start <= x <= end and start < end
    ]


def at_ends(labels: Sequence[Label], frame: Frame) -> list[str]:
    """Labels beside the ends of their lines, moved apart where they would overlap.

    Lines that end before the edge, as where the axis runs on to the target's date, have theirs right there if it fits.
    """
    inner = [each for each in labels if each.at is not None]
    end = max((frame.x(each.at) for each in inner if each.at is not None), default=0.0)
    if end + 12 + max((width_of(each.content) for each in inner), default=0.0) > frame.right:
        return _column(labels, frame.right + 8, frame)
    return _column(inner, end + 12, frame) + _column(
        [each for each in labels if each.at is None], frame.right + 8, frame
    )


def _column(labels: Sequence[Label], left: float, frame: Frame) -> list[str]:
    wrapped = [wrap(each.content, frame.width - left) for each in labels]
    wanted = [
        frame.y(each.value) + 4.5 - (len(part) - 1) * LINE / 2 for each, part in zip(labels, wrapped, strict=True)
    ]
    heights = [len(part) * LINE for part in wrapped]
    placed = apart(wanted, heights, frame.top + 4, frame.bottom + 4)
    return [
        text(each.name, left, y + i * LINE, content, frame.theme)
        for each, part, y in zip(labels, wrapped, placed, strict=True)
        for i, content in enumerate(part)
    ]


def key_below(labels: Sequence[Label], top: float, theme: Theme) -> list[str]:
    body = []
    for i, each in enumerate(labels):
        y = top + (i + 1) * LINE * 1.25 - 6
        body.append(path(each.stroke, f"M4,{num(y - 4)}h26", theme))
        body.append(text(each.name, 38, y, each.content, theme))
    return body
