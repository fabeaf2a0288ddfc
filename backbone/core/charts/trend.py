"""How has an indicator moved, from its baseline, toward its target, and beside others?"""

from __future__ import annotations

from collections.abc import Sequence

from backbone.core.charts.inputs import Other, Trend
from backbone.core.charts.labels import (
    DASHES,
    LINE,
    Frame,
    Label,
    at_ends,
    beside_last,
    key_below,
    last_label,
    last_of,
    line_labels,
)
from backbone.core.charts.paint import Svg, Theme, dot, drawing, num, path, text
from backbone.core.charts.scale import Plotted, Scale, line, nice_ticks, plain_number, width_of

NARROW_BELOW = 500
WIDE, NARROW = 720, 360


def trend_chart(trend: Trend, *, title: str, desc: str, width: float = WIDE, theme: Theme = "screen") -> Svg:
    """The chart of a series over time; without figures, an empty frame.

    Text keeps its size at every width: up to 500 wide (a phone) the labels of lines go into a key below the drawing.
    """
    is_narrow = width < NARROW_BELOW
    labels = line_labels(trend)
    frame = _frame(trend, labels, width, is_narrow, theme)
    body = _grid(frame) + _times(trend, frame) + _breaks(trend, frame) + _levels(trend, frame)
    body += _notes(trend, frame) + _begun(trend, frame)
    for i, other in enumerate(trend.others):
        body += _other(trend, other, DASHES[i % 2], frame)
    body += _corridors(trend, frame)
    body += _ahead(trend, frame)
    body += _course(trend, frame)
    height = frame.bottom + 30
    if is_narrow:
        body += beside_last(trend, frame)
        body += key_below(labels, height, theme)
        height += LINE * 1.25 * len(labels)
    else:
        body += at_ends([*labels, *last_label(trend)], frame)
    name = "chart narrow" if is_narrow else "chart wide"
    return drawing(body, width=width, height=height, title=title, desc=desc, theme=theme, name=name)


def trend_charts(trend: Trend, *, title: str, desc: str) -> Svg:
    """The chart twice, wide and narrow; the stylesheet shows the one that fits, and screen readers meet only that."""
    return Svg("".join(trend_chart(trend, title=title, desc=desc, width=width) for width in (WIDE, NARROW)))


def _every_point(trend: Trend) -> list[Plotted]:
    return [*trend.points, *(point for other in trend.others for point in other.points)]


def _frame(trend: Trend, labels: Sequence[Label], width: float, is_narrow: bool, theme: Theme) -> Frame:
    values = [point.value for point in _every_point(trend) if point.value is not None]
    values += [level.value for level in trend.levels()]
    values += [limit for each in trend.ahead for limit in (each.lower, each.upper)]
    low, high = min(values, default=0.0), max(values, default=1.0)
    ticks = nice_ticks(low, high, 4 if is_narrow else 5, trend.floor, trend.ceiling)
    number = trend.number or plain_number(ticks).format
    values += [limit for each in trend.corridors for limit in (each.lower, each.upper)]
    times = [point.at for point in _every_point(trend)]
    times += [level.at for level in trend.levels() if level.at is not None]
    times += [each.at for each in trend.ahead]
    times += [each.at for each in trend.begun if times and each.at > min(times)]
    times += trend.span or ()
    left = max(width_of(number(tick)) for tick in ticks) + 12
    said = [width_of(each.content) for each in [*labels, *last_label(trend)]]
    right = 14.0 if is_narrow or not said else min(max(said) + 16, width * 0.26)
    top = 10 + (LINE + 4 if trend.breaks else 0)
    height = 210 if is_narrow else 280
    return Frame(
        x=Scale(min(times, default=0.0), max(times, default=1.0), left + 8, width - right - 8),
        y=Scale(min(ticks[0], low), max(ticks[-1], high), top + height, top),
        ticks=ticks,
        number=number,
        width=width,
        theme=theme,
    )


def _grid(frame: Frame) -> list[str]:
    body = []
    for tick in frame.ticks:
        y = frame.y(tick)
        body.append(path("c-grid", f"M{num(frame.left)},{num(y)}H{num(frame.right)}", frame.theme))
        body.append(text("c-ax", frame.left - 8, y + 4.5, frame.number(tick), frame.theme, "end"))
    return body


def _times(trend: Trend, frame: Frame) -> list[str]:
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


def _breaks(trend: Trend, frame: Frame) -> list[str]:
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


def _notes(trend: Trend, frame: Frame) -> list[str]:
    """A thin line at each note, with its number at the foot."""
    body = []
    for each in trend.notes:
        x = frame.x(each.at)
        if frame.left <= x <= frame.right:
            body.append(path("c-note", f"M{num(x)},{num(frame.top)}V{num(frame.bottom)}", frame.theme))
            body.append(text("c-lab muted", x + 4, frame.bottom - 6, each.number, frame.theme))
    return body


def _begun(trend: Trend, frame: Frame) -> list[str]:
    """A line from the first day of what is done, its letter at the head; letters that would touch go below."""
    body = []
    ends: list[float] = []
    for each in sorted(trend.begun, key=lambda begun: begun.at):
        x = max(frame.x(each.at), frame.left)
        row = next((number for number, end in enumerate(ends) if end <= x), len(ends))
        ends[row : row + 1] = [x + width_of(each.mark) + 8]
        body.append(path("c-begun", f"M{num(x)},{num(frame.top)}V{num(frame.bottom)}", frame.theme))
        body.append(text("c-lab", x + 4, frame.top + LINE * (row + 0.8), each.mark, frame.theme))
    return body


def _levels(trend: Trend, frame: Frame) -> list[str]:
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


def _other(trend: Trend, other: Other, name: str, frame: Frame) -> list[str]:
    parts = trend.parts(other.points)
    if not parts:
        return []
    last = parts[-1][-1]
    return [
        path(name, "".join(line(part, frame.x, frame.y) for part in parts), frame.theme),
        dot("c-odot", frame.x(last.at), frame.y(last.value or 0), 2.5, frame.theme),
    ]


def _corridors(trend: Trend, frame: Frame) -> list[str]:
    body = []
    for each in trend.corridors:
        start, end = num(frame.x(each.start)), num(frame.x(each.end))
        limits = "".join(f"M{start},{num(frame.y(limit))}H{end}" for limit in (each.lower, each.upper))
        body.append(path("c-limit", limits, frame.theme))
        body.append(path("c-base", f"M{start},{num(frame.y(each.mean))}H{end}", frame.theme))
    return body


def _ahead(trend: Trend, frame: Frame) -> list[str]:
    """The band of what may come, and its middle going on from the last figure."""
    if not trend.ahead:
        return []
    above = [f"{num(frame.x(each.at))},{num(frame.y(each.upper))}" for each in trend.ahead]
    below = [f"{num(frame.x(each.at))},{num(frame.y(each.lower))}" for each in reversed(trend.ahead)]
    middle = [f"{num(frame.x(each.at))},{num(frame.y(each.value))}" for each in trend.ahead]
    last = last_of(trend.points)
    if last is not None and last.value is not None:
        middle.insert(0, f"{num(frame.x(last.at))},{num(frame.y(last.value))}")
    band = "M" + "L".join([*above, *below]) + "z"
    # The band of one figure alone is an upright line: it needs a stroke to be seen.
    return [path("c-band", band, frame.theme), path("c-ahead", "M" + "L".join(middle), frame.theme)]


def _course(trend: Trend, frame: Frame) -> list[str]:
    parts = trend.parts(trend.points)
    if not parts:
        return []
    body = [path("c-line", "".join(line(part, frame.x, frame.y) for part in parts), frame.theme)]
    last = parts[-1][-1]
    for point in (point for part in parts for point in part):
        if point.value is not None:
            name, radius = _mark(point), (4.5 if point is last or point.is_signal else 3.2)
            hint = f"{point.label}: {frame.number(point.value)}" if point.label else ""
            body.append(dot(name, frame.x(point.at), frame.y(point.value), radius, frame.theme, hint))
    return body


def _mark(point: Plotted) -> str:
    if point.is_signal:
        return "c-signal"
    return "c-hollow" if point.is_hollow else "c-dot"
