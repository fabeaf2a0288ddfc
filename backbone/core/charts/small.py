"""What fits into a table cell: the course of a series, the way to its target, the shape of its verdict."""

from __future__ import annotations

from collections.abc import Sequence

from backbone.core.charts.paint import BETTER_TEXT, FLAT_TEXT, WORSE_TEXT, Svg, Theme, dot, num, ornament, path
from backbone.core.charts.scale import Plotted, Scale, line, runs

SPARK_WIDTH, SPARK_HEIGHT = 132, 32
WAY_WIDTH, WAY_HEIGHT = 92, 8

_UP, _DOWN = "M7 1.5l6 11H1z", "M7 12.5L1 1.5h12z"
_RING = '<circle cx="7" cy="7" r="5" fill="none" stroke="{0}" stroke-width="2" stroke-dasharray="3.1 2.1"/>'
_FILLED = '<path fill="{0}" d="%s"/>'
_OUTLINED = '<path fill="none" stroke="{0}" stroke-width="1.8" stroke-linejoin="round" d="%s"/>'

ICONS: dict[str, tuple[str, str]] = {
    "improving": (_FILLED % _UP, BETTER_TEXT),
    "worsening": (_FILLED % _DOWN, WORSE_TEXT),
    "no_clear_change": (_FILLED % "M1 5h12v4H1z", FLAT_TEXT),
    "rising": (_OUTLINED % "M7 2.5l5 9H2z", FLAT_TEXT),
    "falling": (_OUTLINED % "M7 11.5L2 2.5h10z", FLAT_TEXT),
    "too_few_points": (_RING, FLAT_TEXT),
    "no_figures": (_RING, FLAT_TEXT),
}
"""The shape of each verdict and its colour in print: shape and word carry the meaning, colour only helps."""


def verdict_icon(code: str, theme: Theme = "screen") -> Svg:
    """The shape of a verdict, 14 x 14, in the colour of the text around it. Raises KeyError for an unknown code."""
    shape, colour = ICONS[code]
    return ornament(
        [shape.format("currentColor" if theme == "screen" else colour)], width=14, height=14, theme=theme, name="vi"
    )


def sparkline(
    points: Sequence[Plotted],
    *,
    target: float | None = None,
    breaks: Sequence[float] = (),
    step: float | None = None,
    is_worse: bool = False,
    theme: Theme = "screen",
    title: str = "",
) -> Svg:
    """The course of a series without numbers, 132 x 32; empty without points.

    The dashed line is the target; the line parts at breaks, at gaps and where points
    are more than one and a half `step` apart; the last point is a dot, hollow if provisional.
    `is_worse` paints a worsening series. Without `title` it is hidden from screen readers: the cells beside say more.
    """
    given = [point for point in points if point.value is not None]
    tone = " worse" if is_worse else ""
    body: list[str] = []
    if given:
        levels = [point.value for point in given if point.value is not None]
        levels += [] if target is None else [target]
        x = Scale(min(p.at for p in given), max(p.at for p in given), 3, SPARK_WIDTH - 5)
        if len(given) == 1:
            x = Scale(x.low - 1, x.high, 3, SPARK_WIDTH - 5)
        y = Scale(min(levels), max(levels), SPARK_HEIGHT - 4, 4)
        if target is not None:
            body.append(path("c-target", f"M0,{num(y(target))}H{SPARK_WIDTH}", theme))
        parts = runs(points, breaks, step)
        if len(given) > 1:
            body.append(path(f"c-line{tone}", "".join(line(part, x, y) for part in parts), theme))
        last = max(given, key=lambda point: point.at)
        body.append(dot("c-hollow" if last.is_hollow else f"c-dot{tone}", x(last.at), y(last.value or 0), 2.6, theme))
    return ornament(body, width=SPARK_WIDTH, height=SPARK_HEIGHT, theme=theme, name="spark", title=title)


def way_bar(share: float | None, theme: Theme = "screen", title: str = "") -> Svg:
    """How much of the way from baseline to target has been gone, 92 x 8: full at 1, empty at 0 and below.

    The tick at the end is the target. None draws the empty bar without one: there is no target.
    """
    body = [path("bg", f"M0 0h{WAY_WIDTH}v{WAY_HEIGHT}H0z", theme)]
    if share is not None:
        gone = WAY_WIDTH * min(max(share, 0.0), 1.0)
        if gone:
            body.append(path("fg", f"M0 0h{num(gone)}v{WAY_HEIGHT}H0z", theme))
        body.append(path("end", f"M{WAY_WIDTH - 2} 0h2v{WAY_HEIGHT}h-2z", theme))
    return ornament(body, width=WAY_WIDTH, height=WAY_HEIGHT, theme=theme, name="way", title=title)
