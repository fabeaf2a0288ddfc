"""Whom do the gains reach, and how far apart are the groups?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from backbone.core.charts.inputs import Level
from backbone.core.charts.paint import Svg, Theme, dot, drawing, num, path, text
from backbone.core.charts.scale import Scale, nice_ticks, plain_number, width_of, wrap
from backbone.core.charts.trend import NARROW, NARROW_BELOW, WIDE

_ROW, _NARROW_ROW = 36.0, 50.0
_HEAD, _LINE = 26.0, 16.0


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a breakdown: its name, its earlier and latest value, the latest in words.

    A group that is hidden or missing has no latest value and says why in `value_label`.
    """

    label: str
    latest: float | None
    value_label: str
    earlier: float | None = None


@dataclass(frozen=True, slots=True)
class Groups:
    """What a dot plot shows, in the order given. All words are translated already.

    `everyone` is the value of all, a dashed line; `gap_label` says the distance between the lowest and the highest
    latest value; `band` is drawn behind all rows. Axis figures as in `Trend`.
    """

    groups: tuple[Group, ...]
    everyone: Level | None = None
    gap_label: str = ""
    band: tuple[float, float] | None = None
    number: Callable[[float], str] | None = None
    floor: float | None = None
    ceiling: float | None = None


def dot_plot(plot: Groups, *, title: str, desc: str, width: float = WIDE, theme: Theme = "screen") -> Svg:
    """A row for each group: open circle earlier, filled circle latest; the gap as a bracket below.

    Up to 500 wide (a phone) a group's name stands above its row.
    """
    is_narrow = width < NARROW_BELOW
    row = _NARROW_ROW if is_narrow else _ROW
    head = _HEAD if plot.everyone else 8.0
    bottom = head + row * len(plot.groups)
    ticks, x = _scale(plot, width, is_narrow)
    number = plot.number or plain_number(ticks).format
    body = _axis(ticks, x, number, head, bottom, theme)
    if plot.band:
        body.append(_band(plot.band, x, head, bottom, theme))
    if plot.everyone:
        body += _everyone(plot.everyone, x, head, bottom, width, theme)
    for i, group in enumerate(plot.groups):
        middle = head + row * (i + (0.68 if is_narrow else 0.5))
        body += _row(group, x, middle, is_narrow, theme)
    height = bottom + 24
    if plot.gap_label:
        body += _gap(plot, x, height, width, theme)
        height += 40
    name = "chart narrow" if is_narrow else "chart wide"
    return drawing(body, width=width, height=height, title=title, desc=desc, theme=theme, name=name)


def dot_plots(plot: Groups, *, title: str, desc: str) -> Svg:
    """The plot twice, wide and narrow; the stylesheet shows the one that fits."""
    return Svg("".join(dot_plot(plot, title=title, desc=desc, width=width) for width in (WIDE, NARROW)))


def _scale(plot: Groups, width: float, is_narrow: bool) -> tuple[list[float], Scale]:
    values = [each for group in plot.groups for each in (group.latest, group.earlier) if each is not None]
    values += [plot.everyone.value] if plot.everyone else []
    values += plot.band or ()
    low, high = min(values, default=0.0), max(values, default=1.0)
    ticks = nice_ticks(low, high, 4 if is_narrow else 6, plot.floor, plot.ceiling)
    longest = max((width_of(group.label) for group in plot.groups), default=0.0)
    left = 14.0 if is_narrow else min(longest + 20, width * 0.32)
    said = [width_of(group.value_label) for group in plot.groups if group.latest is not None]
    # a value label beside the rightmost dot has to stay on the paper
    right = max([24.0, *(said or [0.0])]) + 12
    return ticks, Scale(min(ticks[0], low), max(ticks[-1], high), left + 8, width - right)


def _axis(
    ticks: Sequence[float], x: Scale, number: Callable[[float], str], head: float, bottom: float, theme: Theme
) -> list[str]:
    body = []
    for tick in ticks:
        body.append(path("c-grid", f"M{num(x(tick))},{num(head)}V{num(bottom)}", theme))
        body.append(text("c-ax", x(tick), bottom + 18, number(tick), theme, "middle"))
    return body


def _band(band: tuple[float, float], x: Scale, head: float, bottom: float, theme: Theme) -> str:
    low, high = (num(x(each)) for each in band)
    return path("c-band", f"M{low},{num(head)}H{high}V{num(bottom)}H{low}z", theme)


def _everyone(level: Level, x: Scale, head: float, bottom: float, width: float, theme: Theme) -> list[str]:
    half = width_of(level.label) / 2
    centre = min(max(x(level.value), half), width - half)
    return [
        path("c-target", f"M{num(x(level.value))},{num(head - 6)}V{num(bottom)}", theme),
        text("c-lab target", centre, head - 12, level.label, theme, "middle"),
    ]


def _row(group: Group, x: Scale, middle: float, is_narrow: bool, theme: Theme) -> list[str]:
    body = _name(group.label, x, middle, is_narrow, theme)
    if group.latest is None:
        return [*body, text("c-lab muted", 6 if is_narrow else x.start, middle + 4.5, group.value_label, theme)]
    latest = x(group.latest)
    if group.earlier is not None:
        earlier = x(group.earlier)
        if abs(latest - earlier) > 12:
            body.append(path("c-span", f"M{num(earlier)},{num(middle)}H{num(latest)}", theme))
        body.append(dot("c-hollow", earlier, middle, 5, theme))
    body.append(dot("c-dot", latest, middle, 6, theme))
    # beside the dot, clear of the earlier one
    after = max(latest, x(group.earlier)) if group.earlier is not None else latest
    return [*body, text("c-lab", after + 11, middle + 4.5, group.value_label, theme)]


def _name(label: str, x: Scale, middle: float, is_narrow: bool, theme: Theme) -> list[str]:
    if is_narrow:
        return [text("c-lab muted", 6, middle - 16, label, theme)]
    parts = wrap(label, x.start - 16)[:2]
    top = middle + 4.5 - (len(parts) - 1) * _LINE / 2
    return [text("c-ax", x.start - 16, top + i * _LINE, part, theme, "end") for i, part in enumerate(parts)]


def _gap(plot: Groups, x: Scale, top: float, width: float, theme: Theme) -> list[str]:
    latest = [group.latest for group in plot.groups if group.latest is not None]
    if len(latest) < 2:
        return []
    low, high = x(min(latest)), x(max(latest))
    half = width_of(plot.gap_label) / 2
    centre = min(max((low + high) / 2, half), width - half)
    return [
        path("c-gap", f"M{num(low)},{num(top + 4)}v8H{num(high)}v-8", theme),
        text("c-lab", centre, top + 30, plot.gap_label, theme, "middle"),
    ]
