"""Where on the paper does a figure lie, and which round numbers stand beside it?"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from backbone.core.charts.paint import num

EM = 0.54
"""The width of an average character in Source Sans, in font sizes."""


@dataclass(frozen=True, slots=True)
class Plotted:
    """One figure of a series: its place on the time axis (in years, say), its value, and what its period is called.

    A value of None is a gap in the line. `is_hollow` draws it as provisional, `is_signal` as one that stands out.
    """

    at: float
    value: float | None
    label: str = ""
    is_hollow: bool = False
    is_signal: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """A line from numbers to coordinates."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        if self.high == self.low:
            return (self.start + self.end) / 2
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


def nice_ticks(
    low: float, high: float, wanted: int, floor: float | None = None, ceiling: float | None = None
) -> list[float]:
    """Round numbers (1, 2, 2.5 or 5 times a power of ten) that enclose low to high, about `wanted` of them.

    They do not pass `floor` and `ceiling`, if low and high do not (0 and 100 for shares).
    """
    if high == low:
        pad = abs(low) * 0.05 or 1.0
        low, high = low - pad, high + pad
    rough = (high - low) / max(wanted - 1, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.9)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    ticks = [round(index * step, 10) for index in range(first, last + 1)]
    if floor is not None and low >= floor:
        ticks = [tick for tick in ticks if tick >= floor]
    if ceiling is not None and high <= ceiling:
        ticks = [tick for tick in ticks if tick <= ceiling]
    return ticks


def plain_number(ticks: Sequence[float]) -> str:
    """A format for tick labels with no more decimals than they need."""
    decimals = next((n for n in range(6) if all(abs(round(tick, n) - tick) < 1e-9 for tick in ticks)), 6)
    return f"{{:.{decimals}f}}"


def runs(points: Iterable[Plotted], breaks: Iterable[float] = (), step: float | None = None) -> list[list[Plotted]]:
    """Part a series into unbroken lines: at gaps and where a break lies between two points.

    `step` is the usual distance between points; more than one and a half of it is a gap too.
    """
    parts: list[list[Plotted]] = [[]]
    cuts = sorted(breaks)
    for point in sorted(points, key=lambda each: each.at):
        last = parts[-1][-1] if parts[-1] else None
        is_cut = last and any(last.at < cut <= point.at for cut in cuts)
        is_far = last and step and point.at - last.at > 1.5 * step
        if point.value is None or is_cut or is_far:
            parts.append([])
        if point.value is not None:
            parts[-1].append(point)
    return [part for part in parts if part]


def line(part: Sequence[Plotted], x: Scale, y: Scale) -> str:
    """The path of one unbroken line; a lone point becomes a speck that a round line end makes visible."""
    spots = [f"{num(x(point.at))},{num(y(point.value))}" for point in part if point.value is not None]
    return f"M{spots[0]}h.1" if len(spots) == 1 else "M" + "L".join(spots)


def width_of(content: str, font_size: float = 13) -> float:
    """About how wide a text will be."""
    return len(content) * font_size * EM


def wrap(content: str, width: float, font_size: float = 13) -> list[str]:
    """Break a text between words into lines of at most that width; a longer word keeps its line to itself."""
    lines: list[str] = []
    for word in content.split():
        if lines and width_of(f"{lines[-1]} {word}", font_size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def apart(wanted: Sequence[float], distance: float | Sequence[float], top: float, bottom: float) -> list[float]:
    """Move heights as little as needed so that neighbours are at least `distance` apart and all lie within.

    `distance` may differ by item (its own height). Where there is no room for all, the last ones overrun the bottom.
    """
    heights = [distance] * len(wanted) if isinstance(distance, int | float) else list(distance)
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    placed = [min(max(y, top), bottom) for y in wanted]
    for before, i in pairwise(order):
        placed[i] = max(placed[i], placed[before] + heights[before])
    limit = bottom
    for i in reversed(order):
        placed[i] = min(placed[i], limit)
        limit = placed[i] - heights[i]
    for before, i in pairwise(order):
        placed[i] = max(placed[i], placed[before] + heights[before], top)
    return placed
