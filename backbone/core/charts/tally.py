"""How do all indicators stand at one glance?

The tally strip has one bar for each indicator, by outcome. Up is better; a full bar has reached its target; down is
worse; a low block shows no clear change (or a rise or fall that is neither good nor bad); a dashed box was not judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from backbone.core.charts.paint import Svg, Theme, drawing, look, num, ornament, text
from backbone.core.charts.scale import width_of, wrap

STEP, HEIGHT = 10, 100
_MIDDLE, _FULL, _HALF, _LEAST = 50.0, 46.0, 23.0, 6.0
_STRIP_HEIGHT, _SPACE, _LINE = 110.0, 14.0, 16.0


@dataclass(frozen=True, slots=True)
class Bar:
    """One indicator: the code of its verdict and the share of the way to its target, None without a target."""

    code: str
    share: float | None = None


@dataclass(frozen=True, slots=True)
class TallyGroup:
    """The indicators of one outcome, its name and a note below it ("8 of 9")."""

    label: str
    note: str
    bars: tuple[Bar, ...]


def length_of(bar: Bar) -> float:
    """How far a bar reaches from the middle line, of 46: half without a target, in full where it is reached.

    A worsening bar is as long as the distance lost since the baseline; one that still lies above its baseline is short.
    """
    if bar.share is None:
        return _HALF
    gone = bar.share if bar.code == "improving" else -bar.share
    return max(_LEAST, _FULL * min(gone, 1.0))


def _shape(bar: Bar, x: float, width: float, theme: Theme) -> str:
    length = length_of(bar)
    if bar.code == "improving":
        name, y, height = "up", _MIDDLE - length, length
    elif bar.code == "worsening":
        name, y, height = "dn", _MIDDLE, length
    elif bar.code in ("too_few_points", "no_figures"):
        # a stretched drawing keeps its stroke's width
        return (
            f'<rect {look("nd", theme)} vector-effect="non-scaling-stroke"'
            f' x="{num(x)}" y="{num(_MIDDLE - 6)}" width="{num(width)}" height="12"/>'
        )
    else:
        name, y, height = "fl", _MIDDLE - 3.5, 7.0
    return f'<rect {look(name, theme)} x="{num(x)}" y="{num(y)}" width="{num(width)}" height="{num(height)}"/>'


def _middle_line(x: float, width: float, theme: Theme) -> str:
    return f'<path {look("mid", theme)} vector-effect="non-scaling-stroke" d="M{num(x)},{num(_MIDDLE)}h{num(width)}"/>'


def tally_group(bars: Sequence[Bar], theme: Theme = "screen", title: str = "") -> Svg:
    """The bars of one outcome, 10 units each in a drawing that stretches with its box; the page sets name and size.

    Without `title` it is hidden from screen readers: name and count beside it say the same.
    """
    width = STEP * max(len(bars), 1)
    body = [_shape(bar, i * STEP + 1.6, STEP - 3.2, theme) for i, bar in enumerate(bars)]
    body.append(_middle_line(0, width, theme))
    return ornament(body, width=width, height=HEIGHT, theme=theme, name="tally", stretch=True, title=title)


def tally_strip(
    groups: Sequence[TallyGroup], *, title: str, desc: str, width: float = 720, theme: Theme = "print"
) -> Svg:
    """The whole strip in one drawing, with the outcomes' names: for the report, slides and e-mail.

    All bars are equally wide; a name that is wider than its bars gets the room it needs, or breaks between words.
    """
    groups = [group for group in groups if group.bars]
    step = _step(groups, width)
    body: list[str] = []
    x, lines = 0.0, 1
    for group in groups:
        slot = _slot(group, step)
        inner = [_shape(bar, x + i * step + step * 0.14, step * 0.72, theme) for i, bar in enumerate(group.bars)]
        body += [*inner, _middle_line(x, len(group.bars) * step, theme)]
        name = wrap(group.label, slot, 13)
        for i, part in enumerate(name):
            body.append(text("c-lab", x, _STRIP_HEIGHT + 6 + i * _LINE, part, theme))
        body.append(text("c-ax", x, _STRIP_HEIGHT + 6 + len(name) * _LINE, group.note, theme))
        lines = max(lines, len(name) + 1)
        x += slot + _SPACE
    height = _STRIP_HEIGHT + lines * _LINE
    return drawing(body, width=width, height=height, title=title, desc=desc, theme=theme, name="chart tally-strip")


def _slot(group: TallyGroup, step: float) -> float:
    words = [*group.label.split(), group.note]
    return max(len(group.bars) * step, *(width_of(word, 13) for word in words))


def _step(groups: Sequence[TallyGroup], width: float) -> float:
    """The widest bar with which all groups fit, at most 26 and at least 4."""
    room = width - _SPACE * (len(groups) - 1)
    return next((n / 4 for n in range(104, 16, -1) if sum(_slot(group, n / 4) for group in groups) <= room), 4.0)
