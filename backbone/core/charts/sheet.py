"""How do charts leave as one picture that speaks for itself? With title, sentence and source within it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from backbone.core.charts.paint import INK, INK_2, PAPER, Svg, drawing, num, words
from backbone.core.charts.scale import wrap

MARGIN, GAP = 20.0, 28.0
TITLE_SIZE, HEAD_SIZE, TEXT_SIZE = 18.0, 14.0, 12.0
LEADING = 1.35
_SIZE = re.compile(r'width="([\d.]+)" height="([\d.]+)"')


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart in print colours with what stands above it; without a chart, the words alone."""

    head: str
    text: str
    chart: Svg | None


def sheet(panels: Sequence[Panel], *, title: str, foot: Sequence[str], columns: int, width: float) -> Svg:
    """Charts in columns under a title, with lines of source at the foot; literal colours, no stylesheet."""
    full = columns * width + (columns - 1) * GAP
    body, y = _lines(title, MARGIN, MARGIN, full, TITLE_SIZE, INK, is_bold=True)
    y += 8
    for start in range(0, len(panels), columns):
        bottoms = []
        for column, panel in enumerate(panels[start : start + columns]):
            drawn, bottom = _panel(panel, MARGIN + column * (width + GAP), y, width)
            body += drawn
            bottoms.append(bottom)
        y = max(bottoms) + GAP / 2
    for text in foot:
        drawn, y = _lines(text, MARGIN, y, full, TEXT_SIZE, INK_2)
        body += drawn
    desc = " ".join(f"{panel.head}: {panel.text}" for panel in panels) if len(panels) > 1 else panels[0].text
    paper = f'<rect width="100%" height="100%" fill="{PAPER}"/>'
    return drawing(
        [paper, *body], width=full + 2 * MARGIN, height=y + MARGIN / 2, title=title, desc=desc, theme="print",
        name="chart",
    )  # fmt: skip


def _panel(panel: Panel, x: float, y: float, width: float) -> tuple[list[str], float]:
    body, y = _lines(panel.head, x, y, width, HEAD_SIZE, INK, is_bold=True) if panel.head else ([], y)
    said, y = _lines(panel.text, x, y, width, TEXT_SIZE, INK_2)
    body += said
    size = _SIZE.search(panel.chart) if panel.chart else None
    if panel.chart and size:
        body.append(f'<svg x="{num(x)}" y="{num(y + 6)}"{panel.chart.removeprefix("<svg")}')
        y += 6 + float(size[2])
    return body, y


def _lines(
    content: str, x: float, y: float, width: float, size: float, colour: str, *, is_bold: bool = False
) -> tuple[list[str], float]:
    """A text in lines that fit, from y down, and where it ends."""
    weight = ' font-weight="600"' if is_bold else ""
    body = []
    for text in wrap(content, width, size):
        y += size * LEADING
        at = f'x="{num(x)}" y="{num(y - size * 0.3)}"'
        body.append(f'<text {at} font-size="{num(size)}" fill="{colour}"{weight}>{words(text)}</text>')
    return body, y
