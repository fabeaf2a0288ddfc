"""How has an indicator moved, from its baseline, toward its target, and beside others?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backbone.core.charts.paint import Svg, Theme, dot, drawing, num, path, text
from backbone.core.charts.scale import Plotted, Scale, apart, line, nice_ticks, plain_number, runs, width_of, wrap

NARROW_BELOW = 500
WIDE, NARROW = 720, 360
_LINE = 17.0
_DASHES = ("c-other", "c-other dash")


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
class Other:
    """A series to compare with, such as England; drawn muted."""

    label: str
    points: tuple[Plotted, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """What a trend chart shows. All words are translated already.

    `latest_label` stands at the last point. `number` words a value on the axis and in hints (default: plain figures).
    `floor` and `ceiling` are what the axis must not pass (0 and 100 for shares). `step` is the usual time between
    points: where more than one and a half of it has passed, or at a break, the line parts.
    """

    points: tuple[Plotted, ...]
    latest_label: str = ""
    target: Level | None = None
    baseline: Level | None = None
    breaks: tuple[Break, ...] = ()
    others: tuple[Other, ...] = ()
    number: Callable[[float], str] | None = None
    floor: float | None = None
    ceiling: float | None = None
    step: float | None = None

    def parts(self, points: Sequence[Plotted]) -> list[list[Plotted]]:
        """The unbroken lines of one of its series."""
        return runs(points, [each.at for each in self.breaks], self.step)


@dataclass(frozen=True, slots=True)
class _Label:
    """A label, the class of its text and of its line, and where that line ends: a value and a time (None: the edge)."""

    value: float
    content: str
    name: str
    stroke: str
    at: float | None = None


@dataclass(frozen=True, slots=True)
class _Frame:
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


def trend_chart(trend: Trend, *, title: str, desc: str, width: float = WIDE, theme: Theme = "screen") -> Svg:
    """The chart of a series over time; without figures, an empty frame.

    Text keeps its size at every width: up to 500 wide (a phone) the labels of lines go into a key below the drawing.
    """
    is_narrow = width < NARROW_BELOW
    labels = _labels(trend)
    frame = _frame(trend, labels, width, is_narrow, theme)
    body = _grid(frame) + _times(trend, frame) + _breaks(trend, frame) + _levels(trend, frame)
    for i, other in enumerate(trend.others):
        body += _other(trend, other, _DASHES[i % 2], frame)
    body += _course(trend, frame)
    height = frame.bottom + 30
    if is_narrow:
        body += _latest_label(trend, frame)
        body += _key(labels, height, theme)
        height += _LINE * 1.25 * len(labels)
    else:
        body += _end_labels([*labels, *_latest(trend)], frame)
    name = "chart narrow" if is_narrow else "chart wide"
    return drawing(body, width=width, height=height, title=title, desc=desc, theme=theme, name=name)


def trend_charts(trend: Trend, *, title: str, desc: str) -> Svg:
    """The chart twice, wide and narrow; the stylesheet shows the one that fits, and screen readers meet only that."""
    return Svg("".join(trend_chart(trend, title=title, desc=desc, width=width) for width in (WIDE, NARROW)))


def _levels_of(trend: Trend) -> list[Level]:
    return [level for level in (trend.target, trend.baseline) if level]


def _every_point(trend: Trend) -> list[Plotted]:
    return [*trend.points, *(point for other in trend.others for point in other.points)]


def _labels(trend: Trend) -> list[_Label]:
    found = []
    if trend.target:
        found.append(_Label(trend.target.value, trend.target.label, "c-lab target", "c-target"))
    if trend.baseline:
        found.append(_Label(trend.baseline.value, trend.baseline.label, "c-lab muted", "c-base"))
    for i, other in enumerate(trend.others):
        if last := _last(other.points):
            found.append(_Label(last.value or 0, other.label, "c-lab muted", _DASHES[i % 2], last.at))
    return found


def _last(points: Sequence[Plotted]) -> Plotted | None:
    return max((each for each in points if each.value is not None), key=lambda each: each.at, default=None)


def _latest(trend: Trend) -> list[_Label]:
    last = _last(trend.points)
    if not last or not trend.latest_label:
        return []
    return [_Label(last.value or 0, trend.latest_label, "c-lab", "c-line", last.at)]


def _frame(trend: Trend, labels: Sequence[_Label], width: float, is_narrow: bool, theme: Theme) -> _Frame:
    values = [point.value for point in _every_point(trend) if point.value is not None]
    values += [level.value for level in _levels_of(trend)]
    low, high = min(values, default=0.0), max(values, default=1.0)
    ticks = nice_ticks(low, high, 4 if is_narrow else 5, trend.floor, trend.ceiling)
    number = trend.number or plain_number(ticks).format
    times = [point.at for point in _every_point(trend)]
    times += [level.at for level in _levels_of(trend) if level.at is not None]
    left = max(width_of(number(tick)) for tick in ticks) + 12
    said = [width_of(each.content) for each in [*labels, *_latest(trend)]]
    right = 14.0 if is_narrow or not said else min(max(said) + 16, width * 0.26)
    top = 10 + (_LINE + 4 if trend.breaks else 0)
    height = 210 if is_narrow else 280
    return _Frame(
        x=Scale(min(times, default=0.0), max(times, default=1.0), left + 8, width - right - 8),
        y=Scale(min(ticks[0], low), max(ticks[-1], high), top + height, top),
        ticks=ticks,
        number=number,
        width=width,
        theme=theme,
    )


def _grid(frame: _Frame) -> list[str]:
    body = []
    for tick in frame.ticks:
        y = frame.y(tick)
        body.append(path("c-grid", f"M{num(frame.left)},{num(y)}H{num(frame.right)}", frame.theme))
        body.append(text("c-ax", frame.left - 8, y + 4.5, frame.number(tick), frame.theme, "end"))
    return body


def _times(trend: Trend, frame: _Frame) -> list[str]:
    """The names of periods below, from the latest back, as many as fit."""
    body: list[str] = []
    free = frame.width
    for point in sorted(trend.points, key=lambda each: each.at, reverse=True):
        half = width_of(point.label) / 2
        centre = min(frame.x(point.at), frame.width - half)
        if point.label and centre + half <= free and centre - half >= 0:
            body.append(text("c-ax", centre, frame.bottom + 22, point.label, frame.theme, "middle"))
            free = centre - half - 14
    return body


def _breaks(trend: Trend, frame: _Frame) -> list[str]:
    body = []
    for each in trend.breaks:
        x = frame.x(each.at)
        body.append(path("c-break", f"M{num(x)},{num(frame.top - 14)}V{num(frame.bottom)}", frame.theme))
        is_left = x + 6 + width_of(each.label) > frame.width
        body.append(
            text(
                "c-ax",
                x - 6 if is_left else x + 6,
                frame.top - 10,
                each.label,
                frame.theme,
                "end" if is_left else "start",
            )
        )
    return body


def _levels(trend: Trend, frame: _Frame) -> list[str]:
    body = []
    if trend.baseline:
        y, start = frame.y(trend.baseline.value), frame.left
        if trend.baseline.at is not None:
            start = frame.x(trend.baseline.at)
        body.append(path("c-base", f"M{num(start)},{num(y)}H{num(frame.right)}", frame.theme))
    if trend.target:
        y = frame.y(trend.target.value)
        body.append(path("c-target", f"M{num(frame.left)},{num(y)}H{num(frame.right)}", frame.theme))
        if trend.target.at is not None:
            x = frame.x(trend.target.at)
            body.append(path("c-aim", f"M{num(x)},{num(y - 5)}l5,5l-5,5l-5,-5z", frame.theme))
    return body


def _other(trend: Trend, other: Other, name: str, frame: _Frame) -> list[str]:
    parts = trend.parts(other.points)
    if not parts:
        return []
    last = parts[-1][-1]
    return [
        path(name, "".join(line(part, frame.x, frame.y) for part in parts), frame.theme),
        dot("c-odot", frame.x(last.at), frame.y(last.value or 0), 2.5, frame.theme),
    ]


def _course(trend: Trend, frame: _Frame) -> list[str]:
    parts = trend.parts(trend.points)
    if not parts:
        return []
    body = [path("c-line", "".join(line(part, frame.x, frame.y) for part in parts), frame.theme)]
    last = parts[-1][-1]
    for point in (point for part in parts for point in part):
        if point.value is not None:
            name, radius = ("c-hollow" if point.is_hollow else "c-dot"), (4.5 if point is last else 3.2)
            hint = f"{point.label}: {frame.number(point.value)}" if point.label else ""
            body.append(dot(name, frame.x(point.at), frame.y(point.value), radius, frame.theme, hint))
    return body


def _latest_label(trend: Trend, frame: _Frame) -> list[str]:
    """On a phone: the last value above its point or below, wherever fewer lines are in the way."""
    last = _last(trend.points)
    if not last or not trend.latest_label:
        return []
    x, y = frame.x(last.at), frame.y(last.value or 0)
    half = width_of(trend.latest_label) / 2
    centre = min(x, frame.width - half)
    around = [centre + half * side for side in (-1, -0.5, 0, 0.5, 1)]
    lines = [frame.y(level.value) for level in _levels_of(trend)]
    for points in (trend.points, *(other.points for other in trend.others)):
        lines += [height for at in around for height in _height_at(at, points, frame)]
    above, below = y - 11, y + 21
    crowd_above = sum(above - 14 < other < above + 4 for other in lines) + 9 * (above - 12 < frame.top)
    crowd_below = sum(below - 14 < other < below + 4 for other in lines) + 9 * (below + 2 > frame.bottom)
    place = below if crowd_below < crowd_above else above
    return [text("c-lab", centre, place, trend.latest_label, frame.theme, "middle")]


def _height_at(x: float, points: Sequence[Plotted], frame: _Frame) -> list[float]:
    """Where a line passes at this place, if it does."""
    given = sorted((frame.x(p.at), frame.y(p.value)) for p in points if p.value is not None)
    return [
        y + (next_y - y) * (x - start) / (end - start)
        for (start, y), (end, next_y) in pairwise(given)
        if start <= x <= end and start < end
    ]


def _end_labels(labels: Sequence[_Label], frame: _Frame) -> list[str]:
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


def _column(labels: Sequence[_Label], left: float, frame: _Frame) -> list[str]:
    wrapped = [wrap(each.content, frame.width - left) for each in labels]
    wanted = [
        frame.y(each.value) + 4.5 - (len(part) - 1) * _LINE / 2 for each, part in zip(labels, wrapped, strict=True)
    ]
    heights = [len(part) * _LINE for part in wrapped]
    placed = apart(wanted, heights, frame.top + 4, frame.bottom + 4)
    return [
        text(each.name, left, y + i * _LINE, content, frame.theme)
        for each, part, y in zip(labels, wrapped, placed, strict=True)
        for i, content in enumerate(part)
    ]


def _key(labels: Sequence[_Label], top: float, theme: Theme) -> list[str]:
    body = []
    for i, each in enumerate(labels):
        y = top + (i + 1) * _LINE * 1.25 - 6
        body.append(path(each.stroke, f"M4,{num(y - 4)}h26", theme))
        body.append(text(each.name, 38, y, each.content, theme))
    return body
